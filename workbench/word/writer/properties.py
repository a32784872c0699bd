"""What a document says of itself besides its text: properties and settings."""

import datetime as dt
from collections.abc import Iterator

from workbench.core.document import Document
from workbench.word.writer.archive import WORD_TYPE, Part
from workbench.word.writer.markup import DECLARATION, WORD, attribute, clean, escape

_PROPERTIES = "http://schemas.openxmlformats.org/package/2006"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FIRST_CUSTOM = 2  # ids of custom properties begin here
_UNDATED = dt.date(1980, 1, 1)
_COMPATIBILITY = "http://schemas.microsoft.com/office/word"


def property_parts(document: Document) -> Iterator[Part]:
    """Yield the core properties, and the custom ones when there are any."""
    day = document.letterhead.date or _UNDATED
    stated = {
        "dc:title": document.title,
        "dc:subject": document.subject,
        "dc:creator": document.author,
        "cp:keywords": ", ".join(document.keywords),
        "dc:language": document.language,
    }
    lines = "".join(f"<{tag}>{escape(clean(text))}</{tag}>" for tag, text in stated.items() if text)
    when = "".join(
        f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:{tag}>'
        for tag in ("created", "modified")
    )
    yield Part(
        "docProps/core.xml",
        _CORE_TYPE,
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PROPERTIES}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{lines}{when}</cp:coreProperties>',
        relation=f"{_PROPERTIES}/relationships/metadata/core-properties",
        owner="",
    )
    if document.properties:
        custom = "".join(
            f'<property fmtid="{_CUSTOM_FORMAT}" pid="{pid}" name="{attribute(name)}">'
            f"<vt:lpwstr>{escape(clean(value))}</vt:lpwstr></property>"
            for pid, (name, value) in enumerate(document.properties.items(), _FIRST_CUSTOM)
        )
        yield Part(
            "docProps/custom.xml",
            _CUSTOM_TYPE,
            f'{DECLARATION}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}">'
            f"{custom}</Properties>",
            relation="custom-properties",
            owner="",
        )


def settings_part(document: Document, *, even_pages: bool, notes: bool) -> Part:
    """Return the settings: nothing about who wrote where, or when.

    A working copy, which is to come back (it has `Document.properties`), has tracking turned on.
    """
    tracked = "<w:trackRevisions/>" if document.properties else ""
    even = "<w:evenAndOddHeaders/>" if even_pages else ""
    separators = (
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        if notes
        else ""
    )
    modes = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{_COMPATIBILITY}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
            ("useWord2013TrackBottomHyphenation", 0),
        )
    )
    language = attribute(document.language)
    return Part(
        "word/settings.xml",
        f"{WORD_TYPE}settings+xml",
        f'{DECLARATION}<w:settings xmlns:w="{WORD}">{tracked}<w:defaultTabStop w:val="440"/>{even}'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{separators}'
        f'<w:compat>{modes}</w:compat><w:themeFontLang w:val="{language}"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>',
        relation="settings",
    )
