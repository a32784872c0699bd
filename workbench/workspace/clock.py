"""The clock: the only place that knows what time it is."""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone() -> dt.tzinfo:
    """Return Swedish time; the machine's own where the system has no time zones."""
    try:
        return ZoneInfo("Europe/Stockholm")
    except ZoneInfoNotFoundError:
        return dt.datetime.now().astimezone().tzinfo or dt.UTC


def now() -> dt.datetime:
    """Return the present moment in Swedish time, to the second."""
    return dt.datetime.now(tz=zone()).replace(microsecond=0)


def wall(moment: dt.datetime) -> dt.datetime:
    """Return what a Swedish clock on the wall shows, without zone."""
    return moment.astimezone(zone()).replace(tzinfo=None)
