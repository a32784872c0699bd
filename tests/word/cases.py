"""What a round trip through Word must survive, case by case: the source, accepted, rejected."""

from dataclasses import dataclass
from typing import Final

from tests.word.wml import AUTHORS, DATE


@dataclass(frozen=True, slots=True)
class Case:
    """One way of tracking a change and what must come of it."""

    name: str
    source: str
    accepted: tuple[str, ...]
    rejected: tuple[str, ...]


def by(number: int, author: str = "F") -> str:
    """The attributes of a tracked change."""
    return f'w:id="{number}" w:author="{AUTHORS[author]}" w:date="{DATE}"'


def r(text: str) -> str:
    """A run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str) -> str:
    """A run of deleted text."""
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def maths(text: str) -> str:
    """A run of a formula."""
    return f"<m:r><m:t>{text}</m:t></m:r>"


def sign(kind: str) -> str:
    """A field sign in its run."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str, name: str = "instrText") -> str:
    """A field's code in its run."""
    return f'<w:r><w:{name} xml:space="preserve"> {text} </w:{name}></w:r>'


def ins(number: int, inner: str, name: str = "ins") -> str:
    """Something inserted by Falun."""
    return f"<w:{name} {by(number)}>{inner}</w:{name}>"


def cut(number: int, inner: str) -> str:
    """Something deleted by Falun."""
    return ins(number, inner, "del")


def p(*content: str, mark: str = "", extra: str = "") -> str:
    """A paragraph.

    Args:
        content: What stands in it.
        mark: Name of the change of its mark, with id 90.
        extra: More of its properties.
    """
    marked = f"<w:rPr><w:{mark} {by(90)}/></w:rPr>" if mark else ""
    head = f"<w:pPr>{marked}{extra}</w:pPr>" if marked or extra else ""
    return f"<w:p>{head}{''.join(content)}</w:p>"


def control(*inner: str) -> str:
    """A content control."""
    return (
        '<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr>'
        f"<w:sdtContent>{''.join(inner)}</w:sdtContent></w:sdt>"
    )


def control_changed(name: str, inner: str) -> str:
    """A content control put in or taken away, in the two ranges that Word writes for one."""
    return (
        f"<w:customXml{name}RangeStart {by(1)}/><w:sdt><w:sdtContent>"
        f'<w:customXml{name}RangeEnd w:id="1"/>{inner}<w:customXml{name}RangeStart {by(2)}/>'
        f'</w:sdtContent></w:sdt><w:customXml{name}RangeEnd w:id="2"/>'
    )


def row_of_two(second: str) -> str:
    """A table of one row, with the properties of its second cell."""
    return (
        f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{p(r('a'))}</w:tc>"
        f"<w:tc><w:tcPr>{second}</w:tcPr>{p(r('b'))}</w:tc></w:tr></w:tbl>"
    )


def text_box(inner: str) -> str:
    """A text box as Word writes it: a drawing, and the same once more for old programs."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def moved(half: str, first: int, inner: str) -> str:
    """A whole paragraph moved, with the range that Word puts around it."""
    start = f'<w:{half}RangeStart {by(first)} w:name="flytt1"/>'
    end = f'<w:{half}RangeEnd w:id="{first}"/>'
    return p(start, ins(first + 1, inner, half), mark=half) + end


PARAGRAPHS: Final = (
    Case("inserted text", "a{+F  b} c", ("a b c",), ("a c",)),
    Case("deleted text", "a{-F  b} c", ("a c",), ("a b c",)),
    Case("split", "första ¶+F\nandra", ("första", "andra"), ("förstaandra",)),
    Case("join", "första ¶-F\nandra", ("förstaandra",), ("första", "andra")),
    Case("three joined", "a ¶-F\nb ¶-L\nc ¶-M\nd", ("abcd",), ("a", "b", "c", "d")),
    Case("new paragraph", "a\n{+F ny} ¶+F\nb", ("a", "ny", "b"), ("a", "b")),
    Case("deleted paragraph", "a\n{-F bort} ¶-F\nb", ("a", "b"), ("a", "bort", "b")),
    Case("new empty paragraph", "a\n ¶+F\nb", ("a", "", "b"), ("a", "b")),
    Case("two new at once", "a\n{+F x} ¶+F\n{+F y} ¶+F\nb", ("a", "x", "y", "b"), ("a", "b")),
    Case("mark inserted and deleted", "a ¶+F-L\nb", ("ab",), ("ab",)),
    Case("deletion inside another's insertion", "{+L x {-F y} z}", ("x  z",), ("",)),
    Case("insertion inside a deletion", "a{-F b{+L c}d}", ("a",), ("abd",)),
    Case("appended after the last", "a\n{+F b} ¶+F", ("a", "b"), ("a",)),
    Case("two appended", "a\n{+F b} ¶+F\n{+F c} ¶+F", ("a", "b", "c"), ("a",)),
    Case("last mark inserted, the one before", "a ¶+F\n{+F b}", ("a", "b"), ("a",)),
    Case("last paragraph deleted", "a ¶-F\n{-F b}", ("a",), ("a", "b")),
    Case("last marked paragraph with kept text", "a\nb ¶-F", ("a", "b"), ("a", "b")),
    Case("before a table, empty", "a\n{-F b} ¶-F\n| c |\nd", ("a", "c", "d"), ("a", "b", "c", "d")),
    Case("before a table, kept text", "a ¶-F\n| c |\nd", ("a", "c", "d"), ("a", "c", "d")),
    Case("inserted before a table", "{+F b} ¶+F\n| c |\nd", ("b", "c", "d"), ("c", "d")),
    Case("only paragraph of the body", "{-F a} ¶-F", ("",), ("a",)),
    Case("last of a cell", "| a // {+F b} ¶+F |\nd", ("a", "b", "d"), ("a", "d")),
    Case("only one of a cell", "| {-F a} ¶-F |\nd", ("", "d"), ("a", "d")),
    Case("join in a cell", "| a ¶-F // b | c |\nd", ("ab", "c", "d"), ("a", "b", "c", "d")),
    Case("mark of a cell's end", "| a ¶-F | b |\nc", ("a", "b", "c"), ("a", "b", "c")),
    Case("whole table deleted between", "a ¶-F\n-F| b |\nc", ("ac",), ("a", "b", "c")),
    Case(
        "places between two paragraphs",
        p(r("a"), mark="del")
        + '<w:bookmarkStart w:id="3" w:name="x"/><w:bookmarkEnd w:id="3"/>'
        + p(r("b")),
        ("ab",),
        ("a", "b"),
    ),
    Case(
        "mark that carries a section break",
        p(r("a"), mark="del", extra="<w:sectPr/>") + p(r("b")),
        ("ab",),
        ("a", "b"),
    ),
    Case(
        "join across the edge of a content control",
        control(p(r("a"), mark="del")) + control(p(r("b"))) + p(r("c")),
        ("ab", "c"),
        ("a", "b", "c"),
    ),
)

MOVES: Final = (
    Case("moved words", "a {<F x} b {>F x} c", ("a  b x c",), ("a x b  c",)),
    Case("moved paragraph", "{<F x} ¶<F\na\n{>F x} ¶>F\nb", ("a", "x", "b"), ("x", "a", "b")),
    Case(
        "moved paragraph with ranges around it",
        moved("moveFrom", 1, r("x")) + p(r("a")) + moved("moveTo", 3, r("x")) + p(r("b")),
        ("a", "x", "b"),
        ("x", "a", "b"),
    ),
    Case("insertion inside moved text", "{<F x{+L y}} a {>F xy}", (" a xy",), ("x a ",)),
    Case("deletion inside moved text", "{<F xy} a {>F x{-L y}}", (" a x",), ("xy a ",)),
    Case(
        "moved across content controls",
        control(moved("moveFrom", 1, r("x")), p(r("a")))
        + control(p(r("b")), moved("moveTo", 3, r("x")))
        + p(r("c")),
        ("a", "b", "x", "c"),
        ("x", "a", "b", "c"),
    ),
    Case(
        "moved with its content control",
        control_changed("MoveFrom", moved("moveFrom", 3, r("x")))
        + p(r("a"))
        + control_changed("MoveTo", moved("moveTo", 5, r("x")))
        + p(r("b")),
        ("a", "x", "b"),
        ("x", "a", "b"),
    ),
    Case(
        "moved table row",
        "| {<F x} ¶<F | {<F y} ¶<F |\n| a | b |\n| {>F x} ¶>F | {>F y} ¶>F |\nslut",
        ("a", "b", "x", "y", "slut"),
        ("x", "y", "a", "b", "slut"),
    ),
)

TABLES: Final = (
    Case("inserted row", "| a |\n+F| b |\nc", ("a", "b", "c"), ("a", "c")),
    Case("deleted row", "| a |\n-F| b |\nc", ("a", "c"), ("a", "b", "c")),
    Case("whole table inserted", "a\n+F| b |\n+F| c |\nd", ("a", "b", "c", "d"), ("a", "d")),
    Case(
        "deleted cell",
        row_of_two(f"<w:cellDel {by(1)}/>") + p(r("c")),
        ("a", "c"),
        ("a", "b", "c"),
    ),
    Case(
        "inserted cell",
        row_of_two(f"<w:cellIns {by(1)}/>") + p(r("c")),
        ("a", "b", "c"),
        ("a", "c"),
    ),
    Case(
        "paragraph of a cell inside a mark made for words",
        row_of_two("").replace(p(r("b")), cut(1, p(gone("b")))) + p(r("c")),
        ("a", "", "c"),
        ("a", "b", "c"),
    ),
    Case(
        "rows of a table inside a mark made for words",
        row_of_two("")
        .replace("<w:tr>", f"<w:ins {by(1)}><w:tr>")
        .replace("</w:tr>", "</w:tr></w:ins>")
        + p(r("c")),
        ("a", "b", "c"),
        ("c",),
    ),
    Case(
        "tables left side by side",
        "| a |\n{-F x} ¶-F\n| b |\nc",
        ("a", "b", "c"),
        ("a", "x", "b", "c"),
    ),
)

FRAMES: Final = (
    Case(
        "deletion inside an inline content control",
        p(r("a"), control(cut(1, gone("b")), r("c"))),
        ("ac",),
        ("abc",),
    ),
    Case(
        "content control deleted around its text",
        p(control_changed("Del", r("a")), r("b")),
        ("ab",),
        ("ab",),
    ),
    Case(
        "content control inserted with its text",
        p(control_changed("Ins", ins(3, r("a"))), r("b")),
        ("ab",),
        ("b",),
    ),
    Case(
        "hyperlink that loses all its text",
        p(r("a"), f'<w:hyperlink w:anchor="x">{cut(1, gone("b"))}</w:hyperlink>'),
        ("a",),
        ("ab",),
    ),
    Case(
        "result of a field changed",
        p(
            sign("begin"),
            code("REF x"),
            sign("separate"),
            cut(1, gone("gammalt")),
            ins(2, r("nytt")),
            sign("end"),
        ),
        ("nytt",),
        ("gammalt",),
    ),
    Case(
        "field deleted",
        p(
            r("a"),
            cut(
                1,
                sign("begin")
                + code("PAGE", "delInstrText")
                + sign("separate")
                + gone("1")
                + sign("end"),
            ),
        ),
        ("a",),
        ("a1",),
    ),
    Case(
        "field deleted but for its code",
        p(
            r("a"),
            cut(1, sign("begin")),
            code("PAGE"),
            cut(2, sign("separate") + gone("1") + sign("end")),
        ),
        ("a",),
        ("a1",),
    ),
    Case(
        "field unlinked, its result kept",
        p(
            cut(1, sign("begin") + code("REF x", "delInstrText") + sign("separate")),
            r("svar"),
            cut(2, sign("end")),
        ),
        ("svar",),
        ("svar",),
    ),
    Case(
        "in a formula, as Word writes it",
        p(
            f"<m:oMath>{maths('A=')}<m:r>{cut(1, '<m:t>2</m:t>')}</m:r>"
            f"<m:r>{ins(2, '<m:t>3</m:t>')}</m:r>{maths('π')}</m:oMath>"
        ),
        ("A=3π",),
        ("A=2π",),
    ),
    Case(
        "runs of a formula",
        p(f"<m:oMath>{maths('a')}{ins(1, maths('b'))}</m:oMath>"),
        ("ab",),
        ("a",),
    ),
    Case(
        "fraction put around what stood there",
        p(
            f"<m:oMath><m:f><m:fPr><m:ctrlPr>{ins(1, '<w:rPr/>')}</m:ctrlPr></m:fPr>"
            f"<m:num>{maths('a')}</m:num>"
            f"<m:den><m:r>{ins(2, '<m:t>2</m:t>')}</m:r></m:den></m:f></m:oMath>"
        ),
        ("a2",),
        ("a",),
    ),
    Case(
        "text box, once",
        p(r("a"), text_box(p(ins(1, r("b")), r("c"))), r("d")),
        ("ad", "bc"),
        ("ad", "c"),
    ),
    Case(
        "mark in a run's own properties, as old programs wrote it",
        p(r("a"), f"<w:r><w:rPr><w:ins {by(1)}/></w:rPr><w:t>b</w:t></w:r>"),
        ("ab",),
        ("a",),
    ),
    Case(
        "smart tags and custom markup",
        p(
            f'<w:smartTag w:element="x">{ins(1, r("a"))}</w:smartTag>',
            f'<w:customXml w:element="y">{r("b")}</w:customXml>',
        ),
        ("ab",),
        ("b",),
    ),
)

CASES: Final = (*PARAGRAPHS, *MOVES, *TABLES, *FRAMES)
