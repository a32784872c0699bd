"""What a redline looks like: small edits are shown as small, and for what they are."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.word import wml
from tests.word.comparing.reading import seen
from workbench.errors import InputError
from workbench.word.comparing.comparison import compare
from workbench.word.comparing.redline import Redline
from workbench.word.marks import Kind
from workbench.word.names import RELATIONSHIPS, R, W
from workbench.word.package import Package, open_package, read_package
from workbench.word.revisions import Revision, list_revisions
from workbench.word.settle import Decision, settle
from workbench.word.text import View, body_text

WHEN = dt.datetime(2026, 3, 1, 10, tzinfo=dt.UTC)
Parts = Mapping[str, str]


def compared(
    before: str, after: str, old_parts: Parts | None = None, new_parts: Parts | None = None
) -> tuple[Package, Redline]:
    old = wml.opened(before, old_parts)
    report = compare(old, wml.opened(after, new_parts), "Falu kommun", WHEN)
    return open_package(old.to_bytes(), "prov.docx"), report


def marks(before: str, after: str) -> list[tuple[str, str]]:
    package, _ = compared(before, after)
    return [(revision.kind.value, revision.text) for revision in list_revisions(package)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("Lika.", "Lika.", [], id="nothing"),
        pytest.param(
            "Vi avstyrker förslaget.",
            "Vi tillstyrker förslaget.",
            [("del", "avstyrker"), ("ins", "tillstyrker")],
            id="a word, not its letters",
        ),
        pytest.param(
            "Första meningen står kvar. Andra meningen också.",
            "Första meningen står kvar.\nAndra meningen också.",
            [("paragraph-ins", ""), ("del", " ")],
            id="a split",
        ),
        pytest.param(
            "Första meningen står kvar.\nAndra meningen också.",
            "Första meningen står kvar. Andra meningen också.",
            [("paragraph-del", ""), ("ins", " ")],
            id="a join",
        ),
        pytest.param(
            "Ett\nTre", "Ett\nTvå nya ord\nTre",
            [("paragraph-ins", ""), ("ins", "Två nya ord")],
            id="a paragraph more",
        ),
        pytest.param(
            "Ett\nTvå gamla ord\nTre", "Ett\nTre",
            [("paragraph-del", ""), ("del", "Två gamla ord")],
            id="a paragraph less",
        ),
        pytest.param(
            "Ett", "Ett\nTvå nya ord",
            [("paragraph-ins", ""), ("ins", "Två nya ord")],
            id="a last paragraph more: its mark is the old one's",
        ),
        pytest.param(
            "Detta stycke flyttar nu.\nEtt\nTvå", "Ett\nDetta stycke flyttar nu.\nTvå",
            [("moveFrom", ""), ("moveFrom", "Detta stycke flyttar nu."),
             ("moveTo", ""), ("moveTo", "Detta stycke flyttar nu.")],
            id="a move",
        ),
        pytest.param(
            "Detta stycke flyttar nu.\nEtt\n| a | b |\nTvå",
            "Ett\n| a | b |\nDetta stycke flyttar nu.\nTvå",
            [("moveFrom", ""), ("moveFrom", "Detta stycke flyttar nu."),
             ("moveTo", ""), ("moveTo", "Detta stycke flyttar nu.")],
            id="a move past a table",
        ),
        pytest.param(
            "Rad", "[Heading1] Rad", [("paragraph-format", "Rad")], id="a style"
        ),
        pytest.param(
            "Ett ord\u00a0är viktigt.", "Ett «<w:r><w:rPr><w:b/></w:rPr><w:t>ord\u00a0är</w:t></w:r>» viktigt.",  # noqa: E501
            [("format", "ord\u00a0är")],
            id="bold",
        ),
        pytest.param(
            "| a | b |\n| c | d |\n.", "| a | b |\n| ny | rad |\n| c | d e |\n.",
            [("table-row-ins", "ny\trad"), ("paragraph-ins", ""), ("ins", "ny"),
             ("paragraph-ins", ""), ("ins", "rad"), ("ins", " e")],
            id="a row more, a cell longer",
        ),
        pytest.param(
            "| a | b |\n| c | d |\n.", "| a | b |\n.",
            [("table-row-del", "c\td"), ("paragraph-del", ""), ("del", "c"),
             ("paragraph-del", ""), ("del", "d")],
            id="a row less",
        ),
        pytest.param(
            "Kommunerna är i huvudsak positiva till betänkandet.",
            "Kommunerna är i huvudsak positiva till betänkandet. Det är väl genomarbetat inom de "
            "snäva ramar som direktiven har gett, och inriktningen delas av alla.",
            [("ins", " Det är väl genomarbetat inom de snäva ramar som direktiven har gett, och "
              "inriktningen delas av alla.")],
            id="a sentence that got company",
        ),
    ],
)  # fmt: skip
def test_shows_an_edit_as_what_it_is(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    assert marks(before, after) == expected


def painted(revisions: tuple[Revision, ...], *kinds: Kind) -> int:
    return sum(len(revision.text) for revision in revisions if revision.kind in kinds)


def test_the_pair_that_other_engines_were_measured_on(shared: Path) -> None:
    old = read_package(shared / "fixtures/word/A.docx")
    compare(old, read_package(shared / "fixtures/word/B.docx"), "Falu kommun", WHEN)
    revisions = list_revisions(open_package(old.to_bytes(), "prov.docx"))
    body = tuple(revision for revision in revisions if revision.part == "word/document.xml")
    assert painted(body, Kind.INS, Kind.MOVE_TO) <= 155
    assert painted(body, Kind.DEL, Kind.MOVE_FROM) <= 120
    kinds = Counter(revision.kind for revision in body)
    assert kinds[Kind.FORMAT] == kinds[Kind.PARAGRAPH_FORMAT] == kinds[Kind.ROW_INS] == 1
    assert next(r.text for r in revisions if r.kind is Kind.MOVE_TO).startswith(
        "Detta långa stycke"
    )
    footer = [(r.kind, r.text) for r in revisions if r.part == "word/footer1.xml"]
    assert footer == [(Kind.DEL, "1"), (Kind.INS, "2")]


@pytest.mark.parametrize(("first", "second"), [("A", "tracked"), ("tracked", "B"), ("B", "A")])
def test_real_files_can_be_read_back(shared: Path, first: str, second: str) -> None:
    files = [shared / f"fixtures/word/{name}.docx" for name in (first, second)]
    old = read_package(files[0])
    compare(old, read_package(files[1]), "Falu kommun", WHEN)
    data = old.to_bytes()
    for decision, file in ((Decision.ACCEPT, files[1]), (Decision.REJECT, files[0])):
        package, original = open_package(data, "prov.docx"), read_package(file)
        assert settle(package, decision).complete
        settle(original, Decision.ACCEPT)
        assert seen(package) == seen(original)


def test_changes_in_the_files_are_accepted_first_and_counted() -> None:
    package, report = compared(
        "Vi {-F avstyrker}{+F tillstyrker} det.", "Vi tillstyrker {+L allt} det."
    )
    assert report.settled == (2, 1)
    assert [(r.kind.value, r.text) for r in list_revisions(package)] == [("ins", "allt ")]


def note(text: str) -> str:
    sign = "<w:r><w:footnoteRef/></w:r>"
    return f'<w:footnote w:id="1"><w:p>{sign}{wml.run(text)}</w:p></w:footnote>'


def notes(*texts: str) -> dict[str, str]:
    return {"footnotes": f"<w:footnotes {wml.NAMESPACES}>{''.join(map(note, texts))}</w:footnotes>"}


SIGN = '«<w:r><w:footnoteReference w:id="1"/></w:r>»'


def test_a_footnote_that_both_have_is_compared_inside() -> None:
    package, _ = compared(
        f"Text{SIGN} här.", f"Text{SIGN} där.", notes("Se prop. ett."), notes("Se prop. två.")
    )
    changed = [(r.kind.value, r.text) for r in list_revisions(package) if "foot" in r.part]
    assert changed == [("del", "ett"), ("ins", "två")]


def test_a_footnote_that_came_brings_its_text_and_goes_with_its_sign() -> None:
    package, _ = compared("Text här.", f"Text här{SIGN}.", None, notes("Se prop. två."))
    part = package.find("footnotes")
    assert part is not None
    assert "Se prop. två." in "".join(package.tree(part).itertext())
    settle(package, Decision.REJECT)
    assert "Se prop. två." not in "".join(package.tree(part).itertext())


def header(text: str) -> dict[str, str]:
    return {"header1": f"<w:hdr {wml.NAMESPACES}><w:p>{wml.run(text)}</w:p></w:hdr>"}


SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'


def with_header(text: str | None) -> Package:
    entries = wml.entries("Text.", header(text) if text else None)
    if text:
        main = entries["word/document.xml"]
        entries["word/document.xml"] = main.replace("<w:sectPr/>", SECTION)
    return open_package(wml.zipped(entries), "prov.docx")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Utkast ett", "Utkast två", [("del", "ett"), ("ins", "två")]),
        (None, "Utkast", [("ins", "Utkast")]),
        ("Utkast", None, [("del", "Utkast")]),
    ],
)
def test_headers_are_compared(
    before: str | None, after: str | None, expected: list[tuple[str, str]]
) -> None:
    old = with_header(before)
    compare(old, with_header(after), "Falu kommun", WHEN)
    package = open_package(old.to_bytes(), "prov.docx")
    assert [(r.kind.value, r.text) for r in list_revisions(package)] == expected


LINK = '«<w:hyperlink r:id="rId9"><w:r><w:t>länk</w:t></w:r></w:hyperlink>»'


def test_a_link_that_came_leads_where_it_did() -> None:
    entries = wml.entries(f"Se {LINK} här.")
    entries["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="rId9" '
        f'Type="{wml.RELATIONS}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
        "</Relationships>"
    )
    old = wml.opened("Se här.")
    compare(old, open_package(wml.zipped(entries), "ny.docx"), "Falu kommun", WHEN)
    package = open_package(old.to_bytes(), "prov.docx")
    link = next(package.tree(package.main).iter("{*}hyperlink"))
    found = {r.id: r.target for r in package.relations(package.main)}
    assert found[link.get(f"{{{R}}}id", "")] == "https://example.org/"
    settle(package, Decision.REJECT)
    assert body_text(package, View.MARKS) == ("Se här.",)
    assert next(package.tree(package.main).iter("{*}hyperlink"), None) is None


CONTROL = '<w:sdt><w:sdtPr><w:tag w:val="7.3"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:sdtContent></w:sdt>'  # noqa: E501


def test_text_in_a_content_control_stays_in_it() -> None:
    package, _ = compared(
        f"Före\n{CONTROL.format('Vi avstyrker.')}\nEfter",
        "Före\nVi tillstyrker.\nEfter",
    )
    control = next(package.tree(package.main).iter("{*}sdt"))
    assert "".join(t for t in control.itertext() if t.strip()) == "Vi avstyrkertillstyrker."


def test_a_style_that_only_the_later_file_has_comes_along() -> None:
    styles = (
        f'<w:styles {wml.NAMESPACES}><w:style w:type="paragraph" w:styleId="{{}}">'
        '<w:name w:val="{}"/></w:style></w:styles>'
    )
    package, _ = compared(
        "Text.", "[Citat] Text.",
        {"styles": styles.format("Normal", "Normal")}, {"styles": styles.format("Citat", "Quote")},
    )  # fmt: skip
    ids = [s.get(f"{{{W}}}styleId") for s in package.tree("word/styles.xml").iter("{*}style")]
    assert ids == ["Normal", "Citat"]


def test_a_style_with_the_same_name_is_the_same_style() -> None:
    styles = (
        f'<w:styles {wml.NAMESPACES}><w:style w:type="paragraph" w:styleId="{{}}">'
        '<w:name w:val="heading 1"/></w:style></w:styles>'
    )
    package, _ = compared(
        "[Heading1] Text.", "[Rubrik1] Text.",
        {"styles": styles.format("Heading1")}, {"styles": styles.format("Rubrik1")},
    )  # fmt: skip
    assert list_revisions(package) == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            "| a | b |\n| ett | två |\n.", "| a | ny | b |\n| ett | kol | två |\n.",
            [("table-format", ""), ("cell-ins", "ny"), ("paragraph-ins", ""), ("ins", "ny"),
             ("cell-ins", "kol"), ("paragraph-ins", ""), ("ins", "kol")],
            id="a column more",
        ),
        pytest.param(
            "| a | b |\n| ett | två |\n.", "| b |\n| två mil |\n.",
            [("table-format", ""), ("cell-del", "a"), ("paragraph-del", ""), ("del", "a"),
             ("cell-del", "ett"), ("paragraph-del", ""), ("del", "ett"), ("ins", " mil")],
            id="a column less, and a word in another",
        ),
    ],
)  # fmt: skip
def test_columns_come_and_go_cell_by_cell(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    assert marks(before, after) == expected
    for decision, file in ((Decision.ACCEPT, after), (Decision.REJECT, before)):
        package, _ = compared(before, after)
        settle(package, decision)
        assert seen(package) == seen(wml.opened(file))
        spans = [e.get(f"{{{W}}}val") for e in package.tree(package.main).iter("{*}gridSpan")]
        assert spans == []


BOX = (
    '«<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{0}</w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent></w:r>»"
)
INSIDE = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"


def test_a_text_box_is_compared_inside_and_counted_once() -> None:
    before, after = (BOX.format(INSIDE.format(text)) for text in ("Vi avstyrker.", "Vi välkomnar."))
    package, report = compared(f"Se {before} här.", f"Se {after} här.")
    found = [(revision.kind.value, revision.text) for revision in list_revisions(package)]
    assert found == [("del", "avstyrker"), ("ins", "välkomnar")]
    assert report.changes == 2
    fallback = next(package.tree(package.main).iter("{*}Fallback"))
    assert "".join(fallback.itertext()) == "Vi avstyrkervälkomnar."
    settle(package, Decision.ACCEPT)
    assert "".join(fallback.itertext()) == "Vi välkomnar."


def test_two_boxes_each_get_their_own_changes() -> None:
    boxes = [BOX.format(INSIDE.format(text)) for text in ("Ett ord.", "Ett ord.", "Två ord.")]
    package, _ = compared(f"{boxes[0]} och {boxes[1]}", f"{boxes[2]} och {boxes[1]}")
    found = [(revision.kind.value, revision.text) for revision in list_revisions(package)]
    assert found == [("del", "Ett"), ("ins", "Två")]


def test_a_change_that_cannot_be_accepted_refuses_by_name() -> None:
    broken = '<w:p><w:pPr><w:ins w:id="7" w:author="X"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    with pytest.raises(InputError, match="w:ins 7"):
        compared(broken, "Text.")


def test_places_in_a_box_that_came_do_not_come_along() -> None:
    place = '<w:bookmarkStart w:id="0" w:name="a"/><w:bookmarkEnd w:id="0"/>'
    box = BOX.format(INSIDE.format("Ord.")).replace(
        "<w:p><w:r><w:t>Ord", f"<w:p>{place}<w:r><w:t>Ord"
    )
    before = f"«{place}» Se här."
    package, _ = compared(before, f"«{place}» Se {box} här.")
    assert len(list(package.tree(package.main).iter("{*}bookmarkStart"))) == 1


def test_large_text_that_went_can_be_settled_with_the_changes_in_it() -> None:
    large = "".join(f"<w:p>{wml.run(f'Ord {n}.')}</w:p>" for n in range(200))
    large += wml.Writer().paragraph("Nytt stycke. ¶+F")
    box = BOX.format(f"<w:txbxContent>{large}<w:p/></w:txbxContent>")
    package = wml.opened(f"Före {{-F {box}}} efter.")
    assert settle(package, Decision.ACCEPT).complete
    assert body_text(package, View.MARKS) == ("Före  efter.",)


def test_a_table_without_rows_is_named() -> None:
    empty = "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>"
    package, report = compared("Ett.\nSlut.", f"Ett.\n{empty}\nSlut.")
    assert report.remarks == ("en tabell utan rader som satts in",)
    assert next(package.tree(package.main).iter("{*}tbl"), None) is None
    _, report = compared(f"Ett.\n{empty}\nSlut.", "Ett.\nSlut.")
    assert report.remarks == ("en tabell utan rader som tagits bort",)


def test_a_note_that_the_later_file_lacks_is_named() -> None:
    package, report = compared("Text.", f"Text{SIGN}.", notes("Se prop. ett."), notes())
    assert report.remarks == ("en fotnot utan text saknas",)
    sign = next(package.tree(package.main).iter("{*}footnoteReference"))
    assert sign.get(f"{{{W}}}id") != "1"  # which is the earlier file's own note


def test_a_space_alone_is_a_change_in_a_table_too() -> None:
    space = '«<w:r><w:t xml:space="preserve"> </w:t></w:r>»'
    package, _ = compared(f"| a{space}b |\n.", "| ab |\n.")
    assert [(r.kind.value, r.text) for r in list_revisions(package)][-1:] == [("ins", "ab")]
    settle(package, Decision.ACCEPT)
    assert body_text(package, View.MARKS) == ("ab", ".")


def test_a_table_like_another_does_not_tear_the_text_apart() -> None:
    words = ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta")
    text = [f"Stycke {word} handlar om förslag nummer {word} och dess kostnader." for word in words]
    decided = "| Kommun | Beslut |\n| Avesta | – |\n| Borlänge | – |\n| Falun | – |"
    stands = "| Ståndpunkt | Kommuner |\n| Tillstyrker | Avesta Borlänge |\n| Avstyrker | Falun |"
    later = decided.replace("–", "Socialnämnden har ställt sig bakom svaret")
    before = "\n".join([*text, decided, "Slut."])
    after = "\n".join([text[0], stands, *text[1:], later, "Slut."])
    assert not {"moveFrom", "moveTo"} & {kind for kind, _ in marks(before, after)}
    revisions = list_revisions(compared(before, after)[0])
    assert painted(revisions, Kind.DEL) == len("–––")
