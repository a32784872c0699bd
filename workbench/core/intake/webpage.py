"""A web page as lines of Markdown, so that a saved page is read like any other text.

Not a browser and not the library's parser: one pass over the tags with bounded patterns, because
a page from outside may be built so that a general parser needs time that grows with its square.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})"
    r"(?P<rest>(?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}'){0,4000}+)>"
)
_LOOKS_LIKE = re.compile(r"<(?:!doctype\s+html|html|head|body|main|article|div|p|h1)\b", re.I)
_ATTRIBUTE = re.compile(r"\b(href|start|value)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_SPACE = re.compile(r"\s+")
_UNSEEN = {"script", "style", "noscript", "template", "svg", "nav", "footer", "title", "select"}
_BLOCKS = {
    *("p", "div", "section", "article", "main", "header", "aside", "ul", "ol", "dl", "dt", "dd"),
    *("table", "thead", "tbody", "blockquote", "figure", "figcaption", "address", "fieldset"),
    *("form", "hr", "body", "html", "pre"),
}
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_MAX_LISTS = 20


def is_html(text: str) -> bool:
    """Tell whether a text is a web page rather than Markdown with a tag or two in it."""
    head = text[:3000].lstrip()
    return head.startswith("<") and _LOOKS_LIKE.search(head) is not None


def as_markdown(html: str) -> str:
    """Turn a web page into Markdown: headings, paragraphs, lists, tables, links.

    Navigation, scripts and footers are left out; where there is a `<main>`, all outside it too.
    Bold and italic are dropped. Never fails: what is not understood is text.
    """
    html = _main_part(_without_comments(html))
    writer = _Writer()
    position = 0
    hidden = ""
    for tag in _TAG.finditer(html):
        name = tag["name"].lower()
        if hidden:
            if tag["close"] and name == hidden:
                hidden, position = "", tag.end()
            continue
        writer.text(html[position : tag.start()])
        position = tag.end()
        if name in _UNSEEN:
            hidden = "" if tag["close"] or tag["rest"].endswith("/") else name
        else:
            writer.tag(name, closes=bool(tag["close"]), attributes=tag["rest"])
    if not hidden:
        writer.text(html[position:])
    return writer.markdown()


def _without_comments(html: str) -> str:
    """Leave out comments; one that is never closed takes the rest."""
    kept = []
    position = 0
    while (start := html.find("<!--", position)) >= 0:
        kept.append(html[position:start])
        end = html.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        position = end + 3
    kept.append(html[position:])
    return "".join(kept)


def _main_part(html: str) -> str:
    start = re.search(r"<main[\s>]", html, re.I)
    if start is None:
        return html
    end = html.lower().find("</main", start.end())
    return html[start.start() : end if end > 0 else len(html)]


def _attributes(rest: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(rest):
        found.setdefault(name.lower(), unescape(double or single or bare).strip())
    return found


@dataclass(slots=True)
class _Writer:
    """Collects what has been read so far."""

    out: list[str] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    """Open lists, innermost last: the last number used, None in a list without numbers."""
    links: list[str] = field(default_factory=list)
    """Addresses of the open links."""

    def text(self, raw: str) -> None:
        if raw:
            self.out.append(_SPACE.sub(" ", unescape(raw)))

    def tag(self, name: str, *, closes: bool, attributes: str) -> None:
        if name in _HEADINGS:
            self.out.append("\n\n" if closes else f"\n\n{_HEADINGS[name]} ")
        elif name == "br":
            self.out.append("\n")
        elif name == "a":
            self._link(closes=closes, attributes=attributes)
        elif name in {"ul", "ol"}:
            self._list(name, closes=closes, attributes=attributes)
        elif name == "li" and not closes:
            self._item(attributes)
        elif name == "tr":
            self.out.append(" |" if closes else "\n")
        elif name in {"td", "th"} and not closes:
            self.out.append(" | ")
        elif name in _BLOCKS and not (name in {"p", "div"} and self.lists):
            self.out.append("\n\n")

    def _link(self, *, closes: bool, attributes: str) -> None:
        if not closes:
            self.links.append(_SPACE.sub("%20", _attributes(attributes).get("href", "")))
            self.out.append("[" if self.links[-1] else "")
        elif self.links:
            address = self.links.pop()
            self.out.append(f"]({address})" if address else "")

    def _list(self, name: str, *, closes: bool, attributes: str) -> None:
        if closes:
            del self.lists[-1:]
        elif len(self.lists) < _MAX_LISTS:
            start = _attributes(attributes).get("start", "1")
            first = int(start) if start.isdecimal() and len(start) < 5 else 1
            self.lists.append(first - 1 if name == "ol" else None)
        if not self.lists:
            self.out.append("\n\n")

    def _item(self, attributes: str) -> None:
        marker = "-"
        if self.lists and self.lists[-1] is not None:
            value = _attributes(attributes).get("value", "")
            fixed = value.isdecimal() and len(value) < 5
            self.lists[-1] = int(value) if fixed else self.lists[-1] + 1
            marker = f"{self.lists[-1]}."
        self.out.append(f"\n{'    ' * max(0, len(self.lists) - 1)}{marker} ")

    def markdown(self) -> str:
        return "\n".join(_single_blank_lines("".join(self.out).split("\n"))).strip("\n") + "\n"


def _single_blank_lines(lines: list[str]) -> Iterator[str]:
    """Yield the lines with inner runs of spaces made one and indents kept."""
    blank = True
    for line in lines:
        body = line.strip(" ")
        if body in {"", "|"}:
            if not blank:
                yield ""
            blank = True
            continue
        indent = line[: len(line) - len(line.lstrip(" "))] if body[0] in "-0123456789" else ""
        yield indent[: 4 * _MAX_LISTS] + re.sub(" {2,}", " ", body)
        blank = False
