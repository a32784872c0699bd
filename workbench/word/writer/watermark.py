"""A word across every page, such as UTKAST, that says what kind of copy it is."""

from workbench.word.writer.markup import attribute

_VML = "urn:schemas-microsoft-com:vml"
_OFFICE = "urn:schemas-microsoft-com:office:office"
_HEIGHT = 110  # points
_WIDEST = 460
_A_LETTER = 70

_TEXT_SHAPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
)
"""Word's own shape for lettering, which every program that shows a watermark knows."""


def watermark(text: str, number: int) -> str:
    """Return the run that draws a word behind the text of the pages of one header.

    Args:
        text: Clean text.
        number: Of the header; shapes must have ids of their own.
    """
    width = min(_WIDEST, _A_LETTER * len(text))
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{_HEIGHT}pt;"
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    return (
        f'<w:r><w:pict xmlns:v="{_VML}" xmlns:o="{_OFFICE}">{_TEXT_SHAPE}'
        f'<v:shape id="Markning{number}" o:spid="_x0000_s{1024 + number}" type="#_x0000_t136" '
        f'style="{place}" o:allowincell="f" fillcolor="#d9d9d9" stroked="f">'
        '<v:fill opacity=".5"/>'
        '<v:textpath style="font-family:Arial;font-size:1pt;font-weight:bold" '
        f'string="{attribute(text)}"/></v:shape></w:pict></w:r>'
    )
