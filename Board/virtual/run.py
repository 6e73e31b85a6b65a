"""Board/run's second half: a collector and a board, for a person or for --once."""
import argparse
import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import urllib.request

from board import Board, BoardError
from visitor import Visitor

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.abspath(f"{HERE}/../../.build")
IMAGE = f"{BUILD}/board/image"


class Collector:
    """The real collector, over a fresh copy of its provisioned folder."""

    def __init__(self, folder):
        self.folder = shutil.copytree(f"{IMAGE}/collector", f"{folder}/collector")
        self.trust = ssl.create_default_context(cafile=f"{self.folder}/ca.pem")
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", f"{BUILD}/release/palaute-collector", "serve", "--data", self.folder, "--port", "0",
             "--tls-certificate", f"{self.folder}/server.pem", "--tls-key", f"{self.folder}/server.key",
             "--surveys", f"{HERE}/../../Assets/surveys", "--settings", f"{self.folder}/settings.jws",
             "--print-replies"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True)
        first = self.process.stdout.readline()
        if not first.startswith("listening on "):
            self.close()
            raise BoardError(f"the collector did not start: {first.strip()}")
        self.address = first.split()[-1]
        self.port = int(self.address.rsplit(":", 1)[1])
        threading.Thread(target=self._echo, daemon=True).start()

    def _echo(self):
        for line in self.process.stdout:
            print(f"collector: {line.rstrip()}", flush=True)

    def figures(self):
        with urllib.request.urlopen(f"{self.address}/figures", context=self.trust, timeout=10) as answer:
            return json.load(answer)

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def once(board, collector, offline_first):
    """One scripted visit; the figures of interfaces.md, and what is wrong with them."""
    visitor = Visitor(board)
    visitor.wait("the greeting", lambda status: status["screen"] == "attract")
    if offline_first:
        board.link(False)
        print("board: the network cable is out", flush=True)
    visitor.answer(9)
    print("board: the visitor was thanked", flush=True)
    if offline_first:
        if collector.figures()["n"] != 0:
            raise BoardError("a reply reached the collector although the cable is out")
        board.link(True)
        print("board: the network cable is back", flush=True)
    status = visitor.wait("a receipt for every reply", lambda status: status["journal"]["unsent"] == 0)
    figures, journal = collector.figures(), status["journal"]
    numbers = sum(device["lastSeq"] for device in figures["byDevice"])
    result = {
        "acknowledged": status["acknowledged"],
        "journalled": journal["lastSeq"] - journal["withdrawn"],
        "collected": figures["n"],
        "lost": max(0, status["acknowledged"] - figures["n"]),
        "doubled": max(0, figures["n"] - numbers),
        "bootToFirstFrameMs": status["firstFrameMs"],
        "touchToFlipMs": status["touchToFlipMs"],
    }
    wanted = {"acknowledged": 1, "journalled": 1, "collected": 1, "lost": 0, "doubled": 0}
    problems = [f"{name} is {result[name]}, not {number}" for name, number in wanted.items() if result[name] != number]
    if not result["bootToFirstFrameMs"] or not result["touchToFlipMs"]["n"]:
        problems.append("the times of the first frame and of the touches are missing")
    return result, problems


def display():
    """A window where there is a desktop and QEMU can open one, else VNC."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        known = subprocess.run([f"{HERE}/qemu", "--displays"], capture_output=True, text=True).stdout.split()
        for name in ("gtk", "sdl"):
            if name in known:
                return name
    return "vnc"


def attend(board, collector, window):
    """Lets a person answer until they have seen enough."""
    Visitor(board).wait("the greeting", lambda status: status["screen"] == "attract")
    if window == "vnc":
        service = board.monitor("query-vnc")["service"]
        print(f"The board is ready: look at it with a VNC viewer at 127.0.0.1:{service} (loopback only).")
    else:
        print("The board is ready, in its window: the mouse is a finger.")
    print(f"Each reply is printed as it arrives. Figures: "
          f"curl --cacert {os.path.relpath(IMAGE)}/collector/ca.pem {collector.address}/figures")
    print("Ctrl-C ends everything.", flush=True)
    board.process.wait()


def main():
    parser = argparse.ArgumentParser(prog="Board/run")
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--offline-first", action="store_true")
    options = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    folder = tempfile.mkdtemp(prefix="palaute.")
    collector = None
    try:
        collector = Collector(folder)
        disk = shutil.copy(f"{IMAGE}/data.img", folder)
        window = "none" if options.once else display()
        with Board(disk, collector.port, display=window) as board:
            if not options.once:
                return attend(board, collector, window)
            try:
                result, problems = once(board, collector, options.offline_first)
            except BoardError:
                print("\n".join(f"board: {line}" for line in board.log.lines[-20:]), file=sys.stderr)
                raise
        for problem in problems:
            print(f"Board/run: {problem}", file=sys.stderr)
        print(json.dumps(result), flush=True)
        return 1 if problems else 0
    except BoardError as error:
        print(f"Board/run: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        if collector:
            collector.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
