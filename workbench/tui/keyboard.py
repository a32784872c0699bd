"""The keyboard: reading keys from a terminal that may not speak UTF-8.

The library's own reader ends the program at the first byte that is not UTF-8, such as an `å` typed
in a terminal that is set to Latin-1. Here such a byte is read as Latin-1, which is what it is. It
also takes Alt and a digit for the signs that a Mac has there (`§`, `¡`); here they are Alt and a
digit.
"""

import codecs
import os
import re
import selectors

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_CHUNK = 4096  # bytes


def _as_latin1(wrong: UnicodeError) -> tuple[str, int]:
    if not isinstance(wrong, UnicodeDecodeError):
        raise wrong
    return wrong.object[wrong.start : wrong.end].decode("latin-1"), wrong.end


codecs.register_error("remiss.latin1", _as_latin1)


def decoder() -> codecs.IncrementalDecoder:
    """Return a decoder of what comes from a keyboard: UTF-8, and what is not is Latin-1."""
    return codecs.getincrementaldecoder("utf-8")(errors="remiss.latin1")


_ALT_DIGIT = re.compile("\x1b([1-9])")


def digits_with_alt(typed: str) -> str:
    """Spell Alt and a digit in the one way that the library's parser reads as such."""
    return _ALT_DIGIT.sub(lambda found: f"\x1b[{ord(found[1])};3u", typed)


class ForgivingDriver(LinuxDriver):
    """The library's driver with a reader that no byte can stop."""

    def run_input_thread(self) -> None:
        """Read keys until the program ends.

        Source:
            Textual 8.2.8, `LinuxDriver.run_input_thread`; only what is decoded is another.
        """
        parser = XTermParser(self._debug)
        decode = decoder().decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                for _ in selector.select(0.1):
                    data = os.read(self.fileno, _CHUNK)
                    for event in parser.feed(digits_with_alt(decode(data))) if data else ():
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
        try:
            for _ in parser.feed(""):
                pass
        except (EOFError, ParseError):
            pass
