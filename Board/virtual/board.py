"""The virtual board as Board/run drives it: QEMU's monitor, the guest's lines, touch.

The tests have the same in Swift (Sources/Testkit/VirtualBoard); what the board
is made of stands once, in the script `qemu` beside this file.
"""
import json
import os
import queue
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
WIDTH, HEIGHT = 1280, 800


class BoardError(Exception):
    """One line that says what did not happen and what was seen instead."""


class Lines:
    """A virtio-serial port of the guest: its lines, each kept, each awaitable."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.lines, self.changed, self.ended = [], threading.Condition(), False
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        with self.socket.makefile("r", errors="replace") as file:
            try:
                for line in file:
                    with self.changed:
                        self.lines.append(line.rstrip("\r\n"))
                        self.changed.notify_all()
            except OSError:
                pass
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def send(self, line):
        self.socket.sendall((line + "\n").encode())

    def wait(self, pattern, start=0, seconds=120):
        """The place and text of the first line from `start` on that matches."""
        wanted, deadline = re.compile(pattern), time.monotonic() + seconds
        with self.changed:
            while True:
                for place in range(start, len(self.lines)):
                    if wanted.search(self.lines[place]):
                        return place, self.lines[place]
                start = len(self.lines)
                left = deadline - time.monotonic()
                if self.ended or left <= 0 or not self.changed.wait(left):
                    what = "ended" if self.ended else f"was silent for {seconds} s"
                    raise BoardError(f"the board {what} before it said {pattern!r}; last: {self.lines[-3:]}")


class Monitor:
    """QEMU's monitor (QMP): one command, one answer; events are dropped."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.file = self.socket.makefile("rw")
        self.answers = queue.Queue()
        self.file.readline()
        threading.Thread(target=self._read, daemon=True).start()
        self("qmp_capabilities")

    def _read(self):
        try:
            for line in self.file:
                message = json.loads(line)
                if "event" not in message:
                    self.answers.put(message)
        except (OSError, ValueError):
            pass
        self.answers.put({"error": {"desc": "QEMU has ended"}})

    def __call__(self, command, **arguments):
        self.file.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.file.flush()
        answer = self.answers.get(timeout=60)
        if "error" in answer:
            raise BoardError(f"QEMU refused {command}: {answer['error']['desc']}")
        return answer["return"]


class Board:
    """One running board. Leaving the `with` block ends it and removes its files."""

    def __init__(self, disk, collector, display="none", append=""):
        self.directory = tempfile.mkdtemp(prefix="board.")
        self.contact = 0
        command = [f"{HERE}/qemu", self.directory, "--disk", disk, "--collector", str(collector)]
        command += ["--display", display, "--append", append]
        with open(f"{self.directory}/stderr", "wb") as errors:
            # Its own process group, so that Ctrl-C reaches the board through us.
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors, start_new_session=True)
        try:
            self._connect()
        except BaseException:
            self.close()
            raise

    def _connect(self):
        deadline = time.monotonic() + 30
        while True:
            try:
                self.monitor = Monitor(f"{self.directory}/qmp")
                break
            except (FileNotFoundError, ConnectionRefusedError):
                if self.process.poll() is not None or time.monotonic() > deadline:
                    with open(f"{self.directory}/stderr", errors="replace") as file:
                        raise BoardError("QEMU did not start: " + file.read()[-500:].strip()) from None
                time.sleep(0.01)
        self.agent = Lines(f"{self.directory}/agent")
        self.log = Lines(f"{self.directory}/log")
        # The panel that the guest makes for itself, where QEMU has none for a script.
        self.fingers = Lines(f"{self.directory}/touch") if os.path.exists(f"{self.directory}/touch") else None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Pulls the plug, if it is still in."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)

    def run(self, line, seconds=60):
        """Status and output of one shell line, run in the guest by root."""
        self.agent.wait("^@@up")
        start = len(self.agent.lines)
        self.agent.send(line)
        place, last = self.agent.wait(r"@@-?\d+$", start, seconds)
        tail, status = last.rsplit("@@", 1)
        return int(status), "\n".join(self.agent.lines[start:place] + ([tail] if tail else []))

    def touch(self, x, y, down):
        """Puts one finger down at a pixel, or lifts it."""
        across, along = (round(v * 0x7FFF / (size - 1)) for v, size in ((x, WIDTH), (y, HEIGHT)))
        self.contact += down
        name = self.contact if down else -1
        if self.fingers:
            events = [(3, 0x2F, 0), (3, 0x39, name)]
            events += [(3, 0x35, across), (3, 0x36, along)] if down else []
            for kind, code, value in events + [(0, 0, 0)]:
                self.fingers.send(f"E: 0.000000 {kind:04x} {code:04x} {value}")
            return
        finger = {"slot": 0, "tracking-id": name, "axis": "x", "value": 0}
        events = [{"type": "mtt", "data": {"type": "update" if down else "end", **finger}}]
        if down:
            events += [{"type": "mtt", "data": {**finger, "type": "data", "axis": axis, "value": value}}
                       for axis, value in (("x", across), ("y", along))]
        events.append({"type": "btn", "data": {"down": bool(down), "button": "touch"}})
        self.monitor("input-send-event", events=events)

    def screendump(self):
        """The picture on the glass: a function (x, y) -> (red, green, blue)."""
        path = f"{self.directory}/picture.ppm"
        self.monitor("screendump", filename=path)
        with open(path, "rb") as file:
            _, size, _, pixels = file.read().split(b"\n", 3)
        width = int(size.split()[0])
        return lambda x, y: tuple(pixels[3 * (y * width + x):][:3])

    def link(self, up):
        """Plugs the network cable in, or pulls it out."""
        self.monitor("set_link", name="net0", up=up)
