"""Days and times as they are typed after a flag."""

import datetime as dt

from workbench.errors import InputError


def day(words: str, flag: str) -> dt.date:
    """Read a day.

    Args:
        words: `2021-01-29`.
        flag: What it was typed after, for the message.

    Raises:
        InputError: It is no day.
    """
    try:
        return dt.date.fromisoformat(words)
    except ValueError as wrong:
        message = f"”{words}” är inget datum" if words else f"{flag} saknas"
        raise InputError(message, hint=f"Skriv {flag} 2021-01-29.") from wrong


def moment(words: str, flag: str) -> dt.datetime:
    """Read a moment on a Swedish wall clock.

    Raises:
        InputError: It is no moment, or says another zone.
    """
    try:
        at = dt.datetime.fromisoformat(words)
    except ValueError as wrong:
        raise InputError(
            f"”{words}” är ingen tid", hint=f"Skriv {flag} 2021-01-29T14:05."
        ) from wrong
    if at.tzinfo is not None:
        raise InputError(
            f"”{words}” har en tidszon", hint=f"Skriv svensk tid: {flag} 2021-01-29T14:05."
        )
    return at
