"""Swedish for the words that the library brings along: names of keys, and what they do.

The library has no hook for languages. Everything that shows bindings (the footer, the list of keys)
reads `Screen.active_bindings`; that is where they are put into Swedish.
"""

from dataclasses import replace

from textual.binding import ActiveBinding, Binding

SWEDISH = {
    "Quit": "Avsluta",
    "Copy selected text": "Kopiera",
    "Copy": "Kopiera",
    "Cut": "Klipp ut",
    "Paste": "Klistra in",
    "Undo": "Ångra",
    "Redo": "Gör om",
    "Minimize": "Förminska",
    "Focus Next": "Nästa fält",
    "Focus Previous": "Föregående fält",
    "Select": "Välj",
    "Down": "Ner",
    "Up": "Upp",
    "First": "Första",
    "Last": "Sista",
    "Page Down": "Sida ner",
    "Page Up": "Sida upp",
    "Page down": "Sida ner",
    "Page up": "Sida upp",
    "Page Left": "Sida vänster",
    "Page Right": "Sida höger",
    "Scroll Up": "Rulla upp",
    "Scroll Down": "Rulla ner",
    "Scroll Left": "Rulla vänster",
    "Scroll Right": "Rulla höger",
    "Scroll Home": "Till början",
    "Scroll End": "Till slutet",
    "Cursor up": "Upp",
    "Cursor down": "Ner",
    "Cursor left": "Vänster",
    "Cursor right": "Höger",
    "Cursor word left": "Ett ord åt vänster",
    "Cursor word right": "Ett ord åt höger",
    "Cursor line start": "Radens början",
    "Cursor line end": "Radens slut",
    "Cursor up select": "Markera uppåt",
    "Cursor down select": "Markera neråt",
    "Cursor left select": "Markera åt vänster",
    "Cursor right select": "Markera åt höger",
    "Cursor left word": "Ett ord åt vänster",
    "Cursor right word": "Ett ord åt höger",
    "Cursor left word select": "Markera ett ord åt vänster",
    "Cursor right word select": "Markera ett ord åt höger",
    "Cursor page up": "Sida upp",
    "Cursor page down": "Sida ner",
    "Cursor line start select": "Markera till radens början",
    "Cursor line end select": "Markera till radens slut",
    "Move cursor left": "Vänster",
    "Move cursor left and select": "Markera åt vänster",
    "Move cursor left a word": "Ett ord åt vänster",
    "Move cursor left a word and select": "Markera ett ord åt vänster",
    "Move cursor right or accept the completion suggestion": "Höger, eller ta förslaget",
    "Move cursor right and select": "Markera åt höger",
    "Move cursor right a word": "Ett ord åt höger",
    "Move cursor right a word and select": "Markera ett ord åt höger",
    "Go to start": "Till början",
    "Go to end": "Till slutet",
    "Select line start": "Markera till radens början",
    "Select line end": "Markera till radens slut",
    "Select line": "Markera raden",
    "Select all": "Markera allt",
    "Delete left": "Radera åt vänster",
    "Delete right": "Radera åt höger",
    "Delete character left": "Radera åt vänster",
    "Delete character right": "Radera åt höger",
    "Delete left to start": "Radera till början",
    "Delete right to end": "Radera till slutet",
    "Delete left to start of word": "Radera ordet åt vänster",
    "Delete right to start of word": "Radera ordet åt höger",
    "Delete left to start of line": "Radera till radens början",
    "Delete to line end": "Radera till radens slut",
    "Delete to line start": "Radera till radens början",
    "Delete line": "Radera raden",
    "Delete all to the left": "Radera allt åt vänster",
    "Delete all to the right": "Radera allt åt höger",
    "Submit": "Klar",
    "Cut selected text": "Klipp ut",
    "Paste text from the clipboard": "Klistra in",
}
"""The library's words that can be seen, and ours."""

_KEYS = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Mellanslag",
    "slash": "/",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tabb",
    "backspace": "Backsteg",
    "delete": "Delete",
    "insert": "Insert",
    "question_mark": "?",
    "aring": "å",
    "adiaeresis": "ä",
    "odiaeresis": "ö",
    "latin_small_letter_a_with_ring_above": "å",
    "latin_small_letter_a_with_diaeresis": "ä",
    "latin_small_letter_o_with_diaeresis": "ö",
}
_MODIFIERS = {"ctrl": "Ctrl", "alt": "Alt", "shift": "Skift", "super": "Super"}


def key_name(key: str) -> str:
    """Write a key as it stands on a Swedish keyboard: `ctrl+s` is `Ctrl+S`."""
    *modifiers, last = key.split("+")
    name = _KEYS.get(last, last)
    if modifiers or (len(last) > 1 and last[0] == "f" and last[1:].isdigit()):
        name = _KEYS.get(last, last.upper() if len(last) < 4 else last)
    return "+".join([*(_MODIFIERS.get(m, m) for m in modifiers), name])


def in_swedish(bindings: dict[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """Return the bindings with the library's own words put into Swedish."""
    return {key: active._replace(binding=_said(active.binding)) for key, active in bindings.items()}


def _said(binding: Binding) -> Binding:
    words = SWEDISH.get(binding.description, binding.description)
    return replace(binding, description=words, tooltip="")
