"""A scripted visitor: reads what the terminal shows, touches it, and looks.

Where the keys are, palautectl says; that the glass really shows them, the picture.
"""
import json
import time

from board import BoardError

# The lake of the landscape, which greets and thanks and stands beside no question.
# It ends higher the more is said below it.
WATER, WATER_AT = (0x2D, 0x5C, 0x69), [(700, y) for y in range(100, 480, 12)]
# A touch within 0.4 s of a new screen is for the screen before (look.md §9).
PATIENCE_SECONDS = 1


class Visitor:
    def __init__(self, board):
        self.board = board

    def status(self):
        """What `palautectl status --json` says; None while the kiosk is starting."""
        code, text = self.board.run("palautectl --json status")
        return json.loads(text) if code == 0 else None

    def wait(self, what, done, seconds=120):
        """Asks until `done` is true of the status, which is returned."""
        deadline = time.monotonic() + seconds
        while True:
            status = self.status()
            if status and done(status):
                return status
            if time.monotonic() > deadline:
                seen = f"screen {status['screen']}, link {status['link']}" if status else "no kiosk"
                raise BoardError(f"{what}: not within {seconds} s; {seen}")
            time.sleep(0.05)

    def see(self, screen, landscape):
        """Waits until the terminal says that it shows `screen` and the glass agrees."""
        self.wait(f"the screen {screen}", lambda status: status["screen"] == screen)
        picture = self.board.screendump()
        if any(picture(*place) == WATER for place in WATER_AT) != landscape:
            raise BoardError(f"the terminal says that it shows {screen}, but the picture is another")

    def press(self, target, done):
        """Touches the middle of a key until `done`; like a person, again after a while."""
        for _ in range(10):
            status = self.wait(f"the key {target}", lambda status: target in status["targets"] or done(status))
            if done(status):
                return
            x, y, width, height = status["targets"][target]
            self.board.touch(x + width // 2, y + height // 2, True)
            self.board.touch(x + width // 2, y + height // 2, False)
            try:
                self.wait(f"what follows the key {target}", done, PATIENCE_SECONDS)
                return
            except BoardError:
                continue
        raise BoardError(f"the key {target} does nothing")

    def answer(self, number):
        """One visit: starts, chooses a number, goes on, and is thanked."""
        self.see("attract", landscape=True)
        self.press("start", lambda status: status["screen"] == "question")
        self.see("question", landscape=False)
        self.press(f"scale.{number}", lambda status: "next" in status["targets"])
        self.press("next", lambda status: status["screen"] == "thanks")
        self.see("thanks", landscape=True)
