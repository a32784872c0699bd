"""`workbench.pdf.accessibility`: silent on a sound file, each check fires on a doctored one."""

import io
import re
from collections.abc import Callable, Iterator

import pikepdf
import pytest

from tests.pdf.typeset_answers import joint_answer
from workbench.errors import InputError
from workbench.pdf.accessibility import check_accessibility
from workbench.pdf.typeset import write

Doctor = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def sound() -> bytes:
    return write(joint_answer(1))


def doctored(pdf: bytes, doctor: Doctor) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        doctor(file)
        changed = io.BytesIO()
        file.save(changed)
    return changed.getvalue()


def elements(file: pikepdf.Pdf, tag: str) -> Iterator[pikepdf.Object]:
    """Yield the elements with a tag, in reading order."""

    def walk(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
        if "/S" in node and str(node.S) == f"/{tag}":
            yield node
        kids = node.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                yield from walk(kid)

    yield from walk(file.Root.StructTreeRoot)


def first(file: pikepdf.Pdf, tag: str) -> pikepdf.Object:
    return next(elements(file, tag))


def retag(old: str, new: str) -> Doctor:
    """Give the first element with one tag another."""

    def doctor(file: pikepdf.Pdf) -> None:
        first(file, old).S = pikepdf.Name(f"/{new}")

    return doctor


def without(*path: str) -> Doctor:
    """Delete what a path of keys below the catalogue leads to."""

    def doctor(file: pikepdf.Pdf) -> None:
        node: pikepdf.Object = file.Root
        for key in path[:-1]:
            node = node[key]
        del node[path[-1]]

    return doctor


def in_metadata(pattern: bytes, new: bytes) -> Doctor:
    def doctor(file: pikepdf.Pdf) -> None:
        old = file.Root.Metadata.read_bytes()
        assert re.search(pattern, old)
        file.Root.Metadata = file.make_stream(re.sub(pattern, new, old))

    return doctor


def in_content(old: bytes, new: bytes) -> Doctor:
    """Change the first place in the first page's content."""

    def doctor(file: pikepdf.Pdf) -> None:
        content = file.pages[0].Contents.read_bytes()
        assert old in content
        file.pages[0].Contents = file.make_stream(content.replace(old, new, 1))

    return doctor


def suspect(file: pikepdf.Pdf) -> None:
    file.Root.MarkInfo.Suspects = True


def remap_standard(file: pikepdf.Pdf) -> None:
    file.Root.StructTreeRoot.RoleMap.H1 = pikepdf.Name.P


def tie_in_a_circle(file: pikepdf.Pdf) -> None:
    document = first(file, "Document")
    first(file, "L").K.append(document)


def undescribed_link(file: pikepdf.Pdf) -> None:
    del link_of(file)["/Contents"]


def loose_link(file: pikepdf.Pdf) -> None:
    first(file, "Link").S = pikepdf.Name.Span


def loose_comment(file: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9])
    file.pages[0].Annots = pikepdf.Array([file.make_indirect(note)])


def untabbed(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        del page["/Tabs"]


def link_of(file: pikepdf.Pdf) -> pikepdf.Object:
    return next(page for page in file.pages if "/Annots" in page).Annots[0]


def unscoped(file: pikepdf.Pdf) -> None:
    del first(file, "TH")["/A"]


def short_row(file: pikepdf.Pdf) -> None:
    row = list(elements(file, "TR"))[3]
    row.K = pikepdf.Array(list(row.K)[:-1])


def headless(file: pikepdf.Pdf) -> None:
    for cell in list(elements(file, "TH")):
        cell.S = pikepdf.Name.TD


def silent_figure(file: pikepdf.Pdf) -> None:
    first(file, "BlockQuote").S = pikepdf.Name.Figure


def silent_formula(file: pikepdf.Pdf) -> None:
    first(file, "BlockQuote").S = pikepdf.Name.Formula


def nameless_note(file: pikepdf.Pdf) -> None:
    del first(file, "Note")["/ID"]


def not_embedded(file: pikepdf.Pdf) -> None:
    del font_of(file).DescendantFonts[0].FontDescriptor["/FontFile2"]


def silent_font(file: pikepdf.Pdf) -> None:
    del font_of(file)["/ToUnicode"]


def font_of(file: pikepdf.Pdf) -> pikepdf.Object:
    return next(iter(file.pages[0].Resources.Font.values()))


def forgotten_content(file: pikepdf.Pdf) -> None:
    first(file, "H1").K = pikepdf.Array()


def in_catalogue(**entries: object) -> Doctor:
    """Put entries into the catalogue."""

    def doctor(file: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            file.Root[f"/{key}"] = value

    return doctor


def in_first_link(**entries: object) -> Doctor:
    def doctor(file: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            link_of(file)[f"/{key}"] = value

    return doctor


def in_first_font(file: pikepdf.Pdf) -> None:
    mapping = font_of(file).ToUnicode
    mapping.write(re.sub(rb"(<[0-9A-F]{4}>) <[0-9A-F]{4}>", rb"\1 <0000>", mapping.read_bytes()))


def unmapped_font(file: pikepdf.Pdf) -> None:
    inner = font_of(file).DescendantFonts[0]
    inner.Subtype = pikepdf.Name.CIDFontType2
    if "/CIDToGIDMap" in inner:
        del inner["/CIDToGIDMap"]


def foreign_tongue(file: pikepdf.Pdf) -> None:
    first(file, "P").Lang = "på svenska"


def headed_by_nothing(file: pikepdf.Pdf) -> None:
    first(file, "TD").A = pikepdf.Dictionary(O=pikepdf.Name.Table, Headers=["finns inte"])


def from_elsewhere(file: pikepdf.Pdf) -> None:
    drawn = file.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    drawn.Ref = pikepdf.Dictionary()
    file.pages[0].Resources.XObject = pikepdf.Dictionary(X=drawn)


def nameless_field(file: pikepdf.Pdf) -> None:
    link_of(file).Subtype = pikepdf.Name.Widget
    file.Root.AcroForm = pikepdf.Dictionary(Fields=[link_of(file)])


def empty_profile(file: pikepdf.Pdf) -> None:
    del file.Root.OutputIntents[0]["/DestOutputProfile"]


_SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("doctor", "finding"),
    [
        pytest.param(in_catalogue(OpenAction=_SCRIPT), "gör något själv", id="script"),
        pytest.param(
            in_catalogue(Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())),
            "andra filer",
            id="embedded file",
        ),
        pytest.param(
            in_catalogue(AcroForm=pikepdf.Dictionary(XFA="x")), "dynamiskt formulär", id="xfa"
        ),
        pytest.param(
            in_catalogue(OCProperties=pikepdf.Dictionary(D=pikepdf.Dictionary(AS=[]))),
            "lager saknar namn",
            id="layer name",
        ),
        pytest.param(
            in_catalogue(OCProperties=pikepdf.Dictionary(D=pikepdf.Dictionary(AS=[]))),
            "av sig självt",
            id="layer state",
        ),
        pytest.param(in_first_link(A=_SCRIPT), "kör något", id="link script"),
        pytest.param(in_first_link(Subtype=pikepdf.Name.Movie), "(Movie)", id="movie"),
        pytest.param(nameless_field, "formulärfält utan", id="field"),
        pytest.param(in_first_font, "tecken som inte finns", id="null characters"),
        pytest.param(unmapped_font, "CIDToGIDMap", id="glyph map"),
        pytest.param(foreign_tongue, "okänt språk: på svenska", id="tag language"),
        pytest.param(headed_by_nothing, "rubrikcell som inte finns", id="headers"),
        pytest.param(from_elsewhere, "ur en annan fil", id="reference"),
        pytest.param(empty_profile, "är tom", id="profile"),
        pytest.param(without("/Lang"), "språket är inte angivet", id="language"),
        pytest.param(without("/MarkInfo"), "inte märkt som taggad", id="marked"),
        pytest.param(suspect, "taggar är osäkra", id="suspects"),
        pytest.param(without("/StructTreeRoot"), "filen har inga taggar", id="no tags"),
        pytest.param(
            without("/ViewerPreferences", "/DisplayDocTitle"), "titeln visas inte", id="title shown"
        ),
        pytest.param(without("/Outlines"), "inga bokmärken", id="bookmarks"),
        pytest.param(without("/OutputIntents"), "färgrymden", id="output intent"),
        pytest.param(without("/Metadata"), "titeln saknas i metadata", id="no metadata"),
        pytest.param(
            in_metadata(b"<dc:title>.*</dc:title>", b""), "titeln saknas i metadata", id="title"
        ),
        pytest.param(in_metadata(b"pdfuaid:part>1", b"pdfuaid:part>"), "PDF/UA-1", id="ua claim"),
        pytest.param(in_metadata(b"pdfaid:part>2", b"pdfaid:part>9"), "PDF/A", id="a claim"),
        pytest.param(retag("P", "Stycke"), "okänd tagg: Stycke", id="unknown tag"),
        pytest.param(remap_standard, "taggen H1 är omdefinierad", id="remapped"),
        pytest.param(tie_in_a_circle, "går i cirkel", id="circle"),
        pytest.param(retag("LBody", "P"), "P står direkt i LI", id="list body"),
        pytest.param(retag("LI", "P"), "P står direkt i L", id="list item"),
        pytest.param(retag("L", "Div"), "LI står direkt i Div", id="list"),
        pytest.param(retag("THead", "Div"), "Div står direkt i Table", id="table head"),
        pytest.param(retag("TH", "P"), "P står direkt i TR", id="cell"),
        pytest.param(retag("TOC", "Div"), "TOCI står direkt i Div", id="contents"),
        pytest.param(retag("Document", "TR"), "TR står inte i någon annan", id="root"),
        pytest.param(retag("H1", "H3"), "första rubriken är på nivå 3", id="first heading"),
        pytest.param(retag("H2", "H4"), "från H1 till H4", id="heading skipped"),
        pytest.param(retag("H2", "H"), "blandas", id="headings mixed"),
        pytest.param(headless, "tabell utan rubrikceller", id="no header cells"),
        pytest.param(unscoped, "gäller rad eller kolumn", id="scope"),
        pytest.param(short_row, "olika många celler", id="ragged table"),
        pytest.param(silent_figure, "bild utan alternativtext", id="figure"),
        pytest.param(silent_formula, "formel utan alternativtext", id="formula"),
        pytest.param(nameless_note, "fotnot utan egen beteckning", id="note"),
        pytest.param(undescribed_link, "länk utan beskrivning", id="link contents"),
        pytest.param(loose_link, "länk som inte står i taggen Link", id="link tag"),
        pytest.param(loose_comment, "anteckning (Text) som inte", id="annotation tag"),
        pytest.param(untabbed, "tabbordningen", id="tab order"),
        pytest.param(in_content(b"/Span<</MCID 0>>BDC", b"/Span BMC"), "varken", id="unmarked"),
        pytest.param(
            in_content(b"/Span<</MCID 0>>BDC", b"/Artifact BMC /Span<</MCID 0>>BDC EMC"),
            "tvärtom",
            id="mixed",
        ),
        pytest.param(
            in_content(b"/Span<</MCID 1>>", b"/Span<</MCID 0>>"), "samma nummer", id="twice"
        ),
        pytest.param(forgotten_content, "ingen tagg rymmer", id="not in the tree"),
        pytest.param(
            in_content(rb"(\000\001", rb"(\000\000"), "inte har någon bild", id="missing glyph"
        ),
        pytest.param(not_embedded, "följer inte med", id="font file"),
        pytest.param(silent_font, "vilka tecken", id="font characters"),
    ],
)
def test_finds_what_was_spoilt(sound: bytes, doctor: Doctor, finding: str) -> None:
    findings = check_accessibility(doctored(sound, doctor))
    assert any(finding in text for text in findings), findings


def test_finds_nothing_in_a_sound_file(sound: bytes) -> None:
    assert check_accessibility(sound) == ()
    assert check_accessibility(doctored(sound, lambda _: None)) == ()


def test_says_a_finding_once_with_its_first_page(sound: bytes) -> None:
    def doctor(file: pikepdf.Pdf) -> None:
        for element in list(elements(file, "BlockQuote")) + list(elements(file, "Code")):
            element.S = pikepdf.Name.Figure

    (finding,) = check_accessibility(doctored(sound, doctor))
    assert re.fullmatch(
        r"Sida \d+: bild utan alternativtext \(Figure, Alt\) \(och på 1 ställen till\)\.", finding
    )


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04" + bytes(100)])
def test_refuses_what_is_not_a_pdf(data: bytes) -> None:
    with pytest.raises(InputError, match="går inte att läsa som PDF"):
        check_accessibility(data)


def test_refuses_a_locked_file(sound: bytes) -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as file:
        file.save(locked, encryption=pikepdf.Encryption(user="hemligt", owner="hemligt"))
    with pytest.raises(InputError):
        check_accessibility(locked.getvalue())
