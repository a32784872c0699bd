"""Reading a report's chapter tree: a real one, tables of cases, and laws."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.intake import report_outline
from workbench.core.intake.report_outline import ReadOutline, from_bookmarks, from_bytes, read
from workbench.core.outline import ProposalKind, TitleStatus, order_of
from workbench.errors import InputError, WorkbenchError

CONTENTS = """SOU 2020:47
Innehåll

Sammanfattning ....................................................... 35
Summary ....... 53
DEL I
1      Författningsförslag .......................................... 71
1.1    Förslag till socialtjänstlag ................................. 71
1.2 Förslag till lag om ändring i lagen (1964:167) med
särskilda bestämmelser om unga lagöverträdare ...................... 143
1.3 Agenda 2030 ..... 150
2 Utredningens uppdrag och arbete . . . . . . . . . . . 2 01
Innehåll SOU 2020:47
6
2.1 Hälso-
och sjukvård\t203
2.1.1 Socialtjänst-
lagen i dag………205
2. 1.2 Bakgrund ··········· 206
2.2 En rubrik som fyller hela raden så att inga punkter ryms 207
2.3 Brottsoffer ..... 208
7.3.4 Socialtjänsten ska ha ett förebyggande perspektiv ..... 312
Kapitel 8 Lagens inriktning .... 320
9 kap. Övergripande planering ..... 330
9.1 S o c i a l t j ä n s t e n s  medverkan ..... 331
Bilaga 1 Kommittédirektiv ....... 900
1      Författningsförslag .......................................... 71
"""


def tree(outline: ReadOutline) -> list[tuple[str, str, int | None]]:
    return [(section.number, section.title, section.page) for section in outline.sections]


def test_reads_a_table_of_contents_with_all_its_troubles() -> None:
    outline = read(CONTENTS)
    assert tree(outline) == [
        ("1", "Författningsförslag", 71),
        ("1.1", "Förslag till socialtjänstlag", 71),
        (
            "1.2",
            "Förslag till lag om ändring i lagen (1964:167) med särskilda bestämmelser om unga "
            "lagöverträdare",
            143,
        ),
        ("1.3", "Agenda 2030", 150),
        ("2", "Utredningens uppdrag och arbete", 201),
        ("2.1", "Hälso- och sjukvård", 203),
        ("2.1.1", "Socialtjänstlagen i dag", 205),
        ("2.1.2", "Bakgrund", 206),
        ("2.2", "En rubrik som fyller hela raden så att inga punkter ryms", 207),
        ("2.3", "Brottsoffer", 208),
        ("7.3.4", "Socialtjänsten ska ha ett förebyggande perspektiv", 312),
        ("8", "Lagens inriktning", 320),
        ("9", "Övergripande planering", 330),
        ("9.1", "Socialtjänstens medverkan", 331),
    ]
    assert outline.notes == (
        "Utan avsnittsnummer och därför inte med: Sammanfattning, Summary, "
        "Bilaga 1 Kommittédirektiv.",
        "Spärrad text är hopdragen i 1 rubrik; kontrollera ordmellanrummen.",
        "1 avsnitt står mer än en gång i källan.",
        "Saknas i källan: 3–7, 7.1–7.3, 7.3.1–7.3.3.",
    )
    assert [section.level for section in outline.sections[:3]] == [1, 2, 2]
    assert len(outline.outline().sections) == len(outline.sections)


def test_reads_the_real_outline_of_sou_2020_47(shared: Path) -> None:
    data = (shared / "data" / "sou-2020-47.toc.json").read_bytes()
    outline = from_bytes(data, "toc.json")
    entries = {entry["number"]: entry for entry in json.loads(data)["entries"]}
    del entries["Sammanfattning"]  # the report's own, which nobody answers
    assert [section.number for section in outline.sections] == list(entries)
    assert len(outline.sections) == 256
    statuses = {"verified": "fullständig", "partial": "avkortad", "unseen": "ej sedd"}
    for section in outline.sections:
        entry = entries[section.number]
        assert section.title == (entry["title"] or "")
        assert section.title_status.value == statuses[entry["title_status"]]
        assert (section.page, section.level) == (entry["page"], entry["level"])
        assert section.number_inferred == entry["number_inferred"]
        assert [one.text for one in section.proposals] == [
            one["text_own_words"] for one in entry["proposals"]
        ]
    assert sum(len(section.proposals) for section in outline.sections) == 60
    assert any(note.startswith("Saknas i källan: 1.13–1.27, 1.35–1.60") for note in outline.notes)
    by_number = outline.outline().by_number
    assert by_number["1.28"].topic == "lagen (2005:466), neurosedynskadade"
    assert by_number["2"].topic == ""  # "ej sett" is no topic
    assert by_number["2"].heading == "(rubriken inte sedd)"


def test_reads_its_own_json(shared: Path) -> None:
    outline = read((shared / "data" / "sou-2020-47.toc.json").read_text(encoding="utf-8"))
    assert read(json.dumps(outline.as_json())).sections == outline.sections


REPORT = """Innehåll
1 Inledning ..... 3
1.1 Uppdraget ..... 3
2 Förslag om ett mycket långt namn på rubriken som går över två
rader ..... 5
2.1 En ny lag ..... 5
2.2 Ikraftträdande ..... 9

Sammanfattning

Utredningens förslag: Detta står i sammanfattningen och hör inte till något avsnitt.

1 Inledning

Text om 2 saker.
1.1 Uppdraget

Remissinstansernas bedömning: Detta är ingens förslag.
Enligt 2.1 En ny lag ska det
2 Förslag om ett mycket långt namn på rubriken
som går över två rader
2.1 En ny lag

Utredningens förslag: En ny lag, bl.a. om 7 kap. 3 §, ska ersätta 2001 års social-
tjänstlag. Lagen ska träda i kraft 2023.

Skälen för förslaget
**Utredningens bedömning:** Det behövs inga övergångs-
bestämmelser.

2.2 Ikraftträdande

Promemorians förslag och bedömning:

Lagen ska träda i kraft den 1 januari 2023. Mer.
"""


def test_attaches_the_boxes_to_their_sections() -> None:
    by_number = read(REPORT).outline().by_number
    boxes = {
        number: [(one.kind, one.text) for one in section.proposals]
        for number, section in by_number.items()
        if section.proposals
    }
    assert boxes == {
        "2.1": [
            (
                ProposalKind.PROPOSAL,
                "En ny lag, bl.a. om 7 kap. 3 §, ska ersätta 2001 års socialtjänstlag.",
            ),
            (ProposalKind.ASSESSMENT, "Det behövs inga övergångsbestämmelser."),
        ],
        "2.2": [(ProposalKind.PROPOSAL, "Lagen ska träda i kraft den 1 januari 2023.")],
    }
    assert len(by_number) == 5


def test_bookmarks_and_text_together() -> None:
    bookmarks = [("1 Inledning", 3), ("1.1 Uppdraget", 3), ("2.1\tEn ny lag", None), ("Bilaga", 9)]
    outline = from_bookmarks(bookmarks, REPORT)
    assert tree(outline) == [
        ("1", "Inledning", 3),
        ("1.1", "Uppdraget", 3),
        ("2.1", "En ny lag", None),
    ]
    assert [len(section.proposals) for section in outline.sections] == [0, 0, 3]
    assert "Saknas i källan: 2." in outline.notes
    assert "Utan avsnittsnummer och därför inte med: Bilaga." in outline.notes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1 Inledning\n1.1 Uppdraget och dess\ngenomförande\n2 Lagen (2005:466)\n",
                     [("1", "Inledning", None), ("1.1", "Uppdraget och dess genomförande", None),
                      ("2", "Lagen (2005:466)", None)], id="no pages"),
        pytest.param("1 Inledning 5\n1.1 Agenda 2030 6\n1.2 Lagen 7\n2 Rätt 20\n",
                     [("1", "Inledning", 5), ("1.1", "Agenda 2030", 6), ("1.2", "Lagen", 7),
                      ("2", "Rätt", 20)], id="a space before the page"),
        pytest.param("1 Inledning\n1.1 Agenda 2030\n1.2 Lagen\n2 Rätt\n",
                     [("1", "Inledning", None), ("1.1", "Agenda 2030", None),
                      ("1.2", "Lagen", None), ("2", "Rätt", None)], id="a year is no page"),
        pytest.param("1\tInledning\t5\n1.1\tUppdraget\t6\n",
                     [("1", "Inledning", 5), ("1.1", "Uppdraget", 6)], id="tabs"),
        pytest.param("1Inledning.....5\n1.1Uppdraget.....6\n",
                     [("1", "Inledning", 5), ("1.1", "Uppdraget", 6)], id="glued"),
        pytest.param("| Nr | Rubrik | Sida |\n|---|---|---|\n| 1 | Inledning | 5 |\n"
                     "| 1.1 | Uppdraget | 6 |\n",
                     [("1", "Inledning", 5), ("1.1", "Uppdraget", 6)], id="table"),
        pytest.param("- [1 Inledning](#a)\n  - [1.1 Uppdraget](#b)\n",
                     [("1", "Inledning", None), ("1.1", "Uppdraget", None)], id="linked list"),
        pytest.param("# Betänkande\n\n## 1 Inledning\n\n1. punkt\n2. punkt\n\n### 1.1 **Uppdraget**"
                     "\n\ntext\n",
                     [("1", "Inledning", None), ("1.1", "Uppdraget", None)], id="markdown"),
        pytest.param("1. Inledning\n\n1.1. Uppdraget\n",
                     [("1", "Inledning", None), ("1.1", "Uppdraget", None)], id="stops"),
        pytest.param("Kapitel 1: Inledning\nKap. 2 Rätt\n3 kap. Lagen\n",
                     [("1", "Inledning", None), ("2", "Rätt", None), ("3", "Lagen", None)],
                     id="chapter words"),
        pytest.param("1 Inledning\n3\n1.1 Uppdraget\n4\n2 Rätt\n9\n",
                     [("1", "Inledning", 3), ("1.1", "Uppdraget", 4), ("2", "Rätt", 9)],
                     id="pages on their own lines"),
        pytest.param("1 Kapitel ett ..... 3\n1.1 Delar ..... 4\n",
                     [("1", "Kapitel ett", 3), ("1.1", "Delar", 4)], id="a title named Kapitel"),
        pytest.param("1 Inledning ..... 3\n1. 1 Uppdraget ..... 4\n2. 14 förslag ..... 5\n",
                     [("1", "Inledning", 3), ("1.1", "Uppdraget", 4), ("2", "14 förslag", 5)],
                     id="spaces in numbers only where they fit"),
        pytest.param("7.3\nFörebyggande arbete ..... 3\n7.4\nTillgänglighet ..... 9\n",
                     [("7.3", "Förebyggande arbete", 3), ("7.4", "Tillgänglighet", 9)],
                     id="numbers on their own lines"),
        pytest.param("1 Inledning\n\nVi har sett att\n2 av tio tycker.\n\n1. Kommunen ska\n"
                     "2. Regionen ska\n\n1.1 Uppdraget\n\nSe även avsnitt\n1.2 där det sägs.\n\n"
                     "1.2 Arbetet\n\n5 § Lagen gäller.\n2001 års lag.\n\nText.\n\n2 Gällande rätt"
                     "\n\nText.\n\n2.1 Bestämmelser i\nsocialtjänstlagen\n\nText.\n",
                     [("1", "Inledning", None), ("1.1", "Uppdraget", None),
                      ("1.2", "Arbetet", None), ("2", "Gällande rätt", None),
                      ("2.1", "Bestämmelser i socialtjänstlagen", None)], id="running text"),
    ],
)  # fmt: skip
def test_reads_the_forms_of_a_list(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert tree(read(text)) == expected


def test_a_title_cut_short_is_partial() -> None:
    outline = read("1 Ett ..... 3\n1.1 Socialtjänsten ska främja … ..... 4\n1.2 … ..... 9")
    first, cut, none = outline.sections
    assert first.title_status is TitleStatus.COMPLETE
    assert (cut.title, cut.title_status) == (
        "Socialtjänsten ska främja …", TitleStatus.PARTIAL
    )  # fmt: skip
    assert none.title in {"", "…"}
    assert none.title_status is not TitleStatus.COMPLETE


def test_the_whole_title_is_kept_of_a_section_that_stands_twice() -> None:
    outline = read("1 Ett ..... 3\n1.1 Ett långt … ..... 4\n1.1 Ett långt namn ..... 4\n")
    assert tree(outline)[1] == ("1.1", "Ett långt namn", 4)
    assert outline.sections[1].title_status is TitleStatus.COMPLETE
    differing = read("1 Ett ..... 3\n1.1 Två ..... 4\n1.1 Tre ..... 5\n")
    assert tree(differing)[1] == ("1.1", "Två", 4)
    assert any("Olika rubriker för samma nummer" in note for note in differing.notes)


def test_what_does_not_fit_together_is_noted() -> None:
    notes = read("1 A ..... 3\n3 C ..... 9\n1.2 B ..... 20\n").notes
    assert "Står inte i nummerordning i källan: 1.2." in notes
    assert "Saknas i källan: 1.1, 2." in notes
    assert "Sidnumret är lägre än det föregående avsnittets: 3 (s. 9)." in notes
    assert read("Ingenting här.").notes == ("Inga numrerade avsnitt hittades.",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "inte giltig JSON"),
        ('{"a": 1}', "ingen lista med avsnitt"),
        ('{"entries": [1]}', "inte ett objekt"),
        ('[{"number": "1", "title": ["x"]}]', "ska vara text"),
        ('[{"number": "1", "proposals": 5}]', "inte en lista"),
        ('[{"number": "1", "proposals": [5]}]', "inte ett objekt"),
        ("[{" + '"children":[{' * 5_000, "JSON"),
        ('[{"number": ' + "9" * 5_000 + "}]", "JSON"),
    ],
)
def test_refuses_json_that_is_no_outline(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as refusal:
        from_bytes(text.encode(), "toc.json")
    assert refusal.value.hint
    assert str(refusal.value).startswith("toc.json: ")


def test_reads_nested_json() -> None:
    text = '[{"nr": 1, "rubrik": "Ett", "children": [{"number": "1.1", "title": "Två …"}]}]'
    outline = read(text)
    assert tree(outline) == [("1", "Ett", None), ("1.1", "Två …", None)]
    assert outline.sections[1].title_status is TitleStatus.PARTIAL


def test_refuses_what_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_outline, "MAX_CHARACTERS", 10)
    with pytest.raises(InputError, match="för lång"):
        read("1 Inledning ..... 3")


Tree = list[tuple[str, str, int]]
Form = Callable[[Tree], str]

WORDS = st.sampled_from([
    "Socialtjänsten", "ska", "ha", "ett", "förebyggande", "perspektiv", "och", "lagen",
    "(2001:453)", "barn", "m.m.", "EU:s", "direktiv", "vård- och", "omsorg", "Agenda", "stöd",
    "insatser", "kommunens",
])  # fmt: skip
TITLES = st.lists(WORDS, min_size=1, max_size=14).map(
    lambda words: " ".join(["Den", *words, "kvalitet"])
)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Whole chapter trees: number, title and a page that never goes down."""
    numbers = []
    for chapter in range(1, draw(st.integers(3, 6))):
        numbers.append(f"{chapter}")
        for section in range(1, draw(st.integers(1, 4))):
            numbers.append(f"{chapter}.{section}")
            numbers.extend(f"{chapter}.{section}.{n}" for n in range(1, draw(st.integers(1, 4))))
    steps = draw(st.lists(st.integers(0, 40), min_size=len(numbers), max_size=len(numbers)))
    pages = [3 + sum(steps[: i + 1]) for i in range(len(numbers))]
    return [(number, draw(TITLES), page) for number, page in zip(numbers, pages, strict=True)]


def wrapped(line: str, width: int) -> str:
    """Break a line at spaces, never right behind the number or before a leader."""
    lines = [""]
    for word in line.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= width and "." not in lines[-1][-1:]:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def as_dotted(sections: Tree) -> str:
    return "\n".join(
        f"{wrapped(f'{number} {title}', 60)} ........ {page}" for number, title, page in sections
    )


def as_gaps(sections: Tree) -> str:
    return "\n".join(f"{number}\t{title}\t{page}" for number, title, page in sections)


def as_json(sections: Tree) -> str:
    entries = [{"number": n, "title": title, "page": page} for n, title, page in sections]
    return json.dumps({"entries": entries})


def as_dotted_twice_with_running_heads(sections: Tree) -> str:
    lines = as_dotted(sections).split("\n") + as_dotted(sections).split("\n")
    lines[len(lines) // 2 : len(lines) // 2] = ["", "Innehåll SOU 2020:47", "12", ""]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "form", [as_dotted, as_gaps, as_json, as_dotted_twice_with_running_heads],
    ids=lambda form: form.__name__,
)  # fmt: skip
@given(sections=trees())
def test_a_tree_is_read_back_from_every_form(form: Form, sections: Tree) -> None:
    outline = read(form(sections))
    assert tree(outline) == sections
    assert not any("Saknas" in note for note in outline.notes)


@given(trees())
def test_a_tree_is_read_back_from_headings(sections: Tree) -> None:
    bare = [(number, title, None) for number, title, _ in sections]
    markdown = "\n\n".join(
        f"{'#' * (n.count('.') + 1)} {n} {title}\n\nText." for n, title, _ in bare
    )
    assert tree(read(markdown)) == bare
    assert tree(from_bookmarks([(f"{n} {title}", None) for n, title, _ in bare])) == bare


PIECES = st.sampled_from([
    "1 ", "1.1 ", "7.3.4 ", "2. ", "Kapitel 3 ", "4 kap. ", " ..... 12", "…", "\n", "\n\n", "# ",
    "- ", "| ", "Utredningens förslag: ", "Bedömning: ", "Titel", "liten", "Del II", "Innehåll",
    "{", "[{", '{"entries": [', '"number": "1"', "999.999 ", "\x00", "\ud800", "S o c i a l t ",
    "ord-\n", "  ", "0 ", "99999", "³",
])  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=15)), max_size=40).map("".join))
def test_any_text_gives_an_outline_or_a_refusal_in_words(text: str) -> None:
    try:
        outline = read(text)
    except WorkbenchError:
        return
    numbers = [section.number for section in outline.sections]
    assert numbers == sorted(set(numbers), key=order_of)
    assert outline.outline().sections == outline.sections
    assert json.loads(json.dumps(outline.as_json()))["notes"] == list(outline.notes)
