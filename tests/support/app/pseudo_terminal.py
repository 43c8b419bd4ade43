"""A pseudo-terminal that the program runs in: every byte that it writes, and every one typed."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time

_SECONDS = 60


class RawTerminal:
    """The program in a pseudo-terminal, and all bytes that it wrote."""

    def __init__(self, *arguments: str, cell: tuple[int, int] = (0, 0), **environment: str) -> None:
        """Start the program.

        Args:
            arguments: its own.
            cell: width and height of a cell in pixels, as the system tells them.
            environment: what is set beside the test's own.
        """
        self._here, there = pty.openpty()
        size = struct.pack("HHHH", 40, 160, 160 * cell[0], 40 * cell[1])
        fcntl.ioctl(there, termios.TIOCSWINSZ, size)
        # The tests themselves may run inside a multiplexer, and runners set a size of their own.
        hidden = {"TMUX", "STY", "COLUMNS", "LINES"}
        known = {name: it for name, it in os.environ.items() if name not in hidden}
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tui", *arguments],
            stdin=there,
            stdout=there,
            stderr=there,
            env={**known, "TERM": "xterm-256color", **environment},
            start_new_session=True,
        )
        os.close(there)
        self.output = b""

    def wait_for(self, words: bytes) -> None:
        """Read until the program wrote some words, from what was read before on."""
        start = len(self.output)
        deadline = time.monotonic() + _SECONDS
        while words not in self.output[start:]:
            assert time.monotonic() < deadline, self.output[-2000:]
            if select.select([self._here], [], [], 0.1)[0] and not self._read():
                assert words in self.output[start:], self.output[-2000:]

    def _read(self) -> bool:
        """Read what is there, and tell whether the program still has the terminal."""
        try:
            self.output += os.read(self._here, 65536)
        except OSError:
            return False
        return True

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self._here, keys)

    def hang_up(self) -> int:
        """Take the terminal away, as a closed window does; return how the program ended."""
        os.close(self._here)
        try:
            return self._program.wait(_SECONDS)
        finally:
            self._program.kill()
            self._program.wait()

    def close(self) -> None:
        """Quit, and read what is left."""
        self.press(b"q")
        self.wait()

    def wait(self) -> None:
        """Read what is left until the program ends, which it must."""
        deadline = time.monotonic() + _SECONDS
        try:
            while self._program.poll() is None:
                assert time.monotonic() < deadline, self.output[-2000:]
                if select.select([self._here], [], [], 0.1)[0] and not self._read():
                    break
            self._program.wait(_SECONDS)
        finally:
            self._program.kill()
            self._program.wait()
            os.close(self._here)
