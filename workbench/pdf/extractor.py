"""What pypdf finds in a PDF: the child's side of `extraction`, run as `python -m` this module.

Reads the file on standard input, answers in JSON on standard output, and never fails: what goes
wrong is said in one word, `encrypted`, `broken` or `heavy`.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import Destination, DictionaryObject

MOST_BOOKMARKS = 20_000
MOST_TEXT = 19_000_000
"""Characters; the rest of a longer text is left out."""

_NUMBERED = re.compile(r"\s*(?:kap\w*\.?\s*|avsnitt\s*)?\d", re.IGNORECASE)

Answer = dict[str, object]


class EncryptedError(Exception):
    """The file cannot be read without a password. Crosses to the parent as a word."""


def main(pages: int, enough: int, memory: int, seconds: int) -> None:
    """Read a PDF from standard input and write what was found, or what failed, as JSON.

    Args:
        pages: How many pages to read the text of, from the first one.
        enough: Read no text when this many bookmarks begin with a number; 0 to read it anyway.
        memory: Ceiling in bytes.
        seconds: Ceiling of processor time.
    """
    _limit(memory, seconds)
    answer: Answer
    try:
        answer = extract(sys.stdin.buffer.read(), pages, enough)
    except EncryptedError:
        answer = {"error": "encrypted"}
    except (MemoryError, RecursionError, LimitReachedError):
        answer = {"error": "heavy"}
    except Exception:  # pypdf raises anything at all on a broken file, KeyError among it
        answer = {"error": "broken"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def extract(data: bytes, pages: int, enough: int = 0) -> Answer:
    """Read a PDF in this process; whatever pypdf raises passes through."""
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise EncryptedError
    count = len(reader.pages)
    root = reader.trailer["/Root"].get_object()
    labelled = isinstance(root, DictionaryObject) and "/PageLabels" in root
    labels = reader.page_labels if labelled else [str(i + 1) for i in range(count)]
    bookmarks = _bookmarks(reader, labels)
    numbered = sum(1 for title, _ in bookmarks if _NUMBERED.match(title))
    texts, unreadable = _texts(reader, 0 if enough and numbered >= enough else pages)
    return {
        "pages": count,
        "bookmarks": bookmarks,
        "labelled": labelled,
        "text": "\n\n".join(texts)[:MOST_TEXT],
        "read": len(texts),
        "unreadable": unreadable,
    }


def _texts(reader: PdfReader, pages: int) -> tuple[list[str], int]:
    """Read the pages' text, and count those that could not be read."""
    texts: list[str] = []
    unreadable = 0
    size = 0
    for page in reader.pages[:pages]:
        try:
            texts.append(page.extract_text())
        except (MemoryError, RecursionError, LimitReachedError):
            raise
        except Exception:  # one bad page is told and passed over
            texts.append("")
            unreadable += 1
        size += len(texts[-1])
        if size > MOST_TEXT:
            break
    return texts, unreadable


def _bookmarks(reader: PdfReader, labels: Sequence[str]) -> list[tuple[str, int | None]]:
    try:
        outline = reader.outline
    except (PyPdfError, KeyError, TypeError, ValueError, AttributeError):
        return []  # a file with broken bookmarks still has its text
    found: list[tuple[str, int | None]] = []
    for bookmark in _flat(outline):
        index = reader.get_destination_page_number(bookmark)
        label = labels[index] if index is not None and 0 <= index < len(labels) else ""
        found.append((str(bookmark.title or ""), int(label) if label.isdecimal() else None))
        if len(found) >= MOST_BOOKMARKS:
            break
    return found


def _flat(outline: Sequence[object]) -> Iterator[Destination]:
    """Yield the bookmarks in reading order, whatever their depth."""
    waiting = list(reversed(outline))
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif isinstance(one, Destination):
            yield one


def _limit(memory: int, seconds: int) -> None:
    """Hold this process to its ceilings; Windows has none, and there the parent's patience ends."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
