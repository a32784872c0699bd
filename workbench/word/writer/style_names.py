"""What Swedish Word shows for its own styles, whose names in a file are English."""

from collections.abc import Mapping
from typing import Final

IN_SWEDISH_WORD: Final[Mapping[str, str]] = {
    "Body Text": "Brödtext",
    "Title": "Rubrik",
    "List Bullet": "Punktlista",
    "List Number": "Numrerad lista",
    "Quote": "Citat",
    "caption": "Beskrivning",
    "footnote text": "Fotnotstext",
    "footnote reference": "Fotnotsreferens",
    "header": "Sidhuvud",
    "footer": "Sidfot",
    "Hyperlink": "Hyperlänk",
    "TOC Heading": "Innehållsförteckningsrubrik",
    "annotation text": "Kommentarer",
    "annotation reference": "Kommentarsreferens",
    "HTML Preformatted": "HTML - förformaterad",
    "HTML Code": "HTML-kod",
    **{f"heading {level}": f"Rubrik {level}" for level in range(1, 7)},
    **{f"toc {level}": f"Innehåll {level}" for level in range(1, 4)},
}
