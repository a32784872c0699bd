"""The clock: the only place that knows what time it is."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_told: ContextVar[dt.datetime | None] = ContextVar("told", default=None)


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Let it be another time for what is done within, as when the example's story is told."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)


def zone() -> dt.tzinfo:
    """Return Swedish time; the machine's own where the system has no time zones."""
    try:
        return ZoneInfo("Europe/Stockholm")
    except ZoneInfoNotFoundError:
        return dt.datetime.now().astimezone().tzinfo or dt.UTC


def now() -> dt.datetime:
    """Return the present moment in Swedish time, to the second."""
    return _told.get() or dt.datetime.now(tz=zone()).replace(microsecond=0)


def wall(moment: dt.datetime) -> dt.datetime:
    """Return what a Swedish clock on the wall shows, without zone."""
    return moment.astimezone(zone()).replace(tzinfo=None)
