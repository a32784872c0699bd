"""Writing Word files: a `Document` and a template become the bytes of a `.docx`.

    composing           the whole: body, layout, parts
    body, tables        blocks as WordprocessingML; `paragraphs`, `runs` what is inside them
    tracking            what is put in and struck, with ids of their own
    contents, footnotes, comments, numbering, properties    the parts around the body
    template, styles    what a template brings; `letterhead`, `stationery` its own lines filled in,
                        `arms` the pictures among them
    layout, lines, metrics, font_widths     where lines and pages end
    archive, markup     the zip and the XML
    standard_template   makes `templates/standard.docx`

The body is written as text into the zip; neither lxml nor python-docx is needed.
"""

from workbench.word.writer.composing import Written, compose, write
from workbench.word.writer.runs import bookmark_name
from workbench.word.writer.template import Template

__all__ = ["Template", "Written", "bookmark_name", "compose", "write"]
