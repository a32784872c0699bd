"""Reading remiss pages and missives: fifty real ones, tables of cases, and laws."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.intake import (
    dates,
    departments,
    designation,
    referral_body,
    referral_page,
    title,
)
from workbench.core.intake.decoding import decode, decoded, plain_lines
from workbench.core.intake.referral_page import ReferralPage, read
from workbench.core.intake.webpage import as_markdown, is_html
from workbench.core.language.swedish import MONTHS, WEEKDAYS
from workbench.errors import InputError, WorkbenchError

MISSIVE = """Remiss

2020-10-02
S2020/06592/SOF (delvis)

Socialdepartementet
Enheten för familj och sociala tjänster

Remiss av betänkandet Hållbar socialtjänst – En ny
socialtjänstlag (SOU 2020:47)

Remissinstanser

1 Riksdagens ombudsmän (JO)
2 Inspektionen för vård och omsorg (IVO)
3 Borlänge kommun (kap. 7–9)
4 Uppsala universitet (juridiska fakulteten)
5 Region Dalarna, avsnitt 10.2 och 10.3
6 Famna – Riksorganisationen för idéburen vård och
social omsorg
2(3)
7 Vårdförbundet (endast avsnitt 7.3)

Remissvaren ska ha kommit in till Socialdepartementet senast den 1 februari 2021. Svaren bör
lämnas per e-post till s.remissvar@regeringskansliet.se och med kopia till
s.sof@regeringskansliet.se. Ange diarienummer S2020/06592/SOF och remissinstansens namn i
ämnesraden på e-postmeddelandet.

Remissinstansens namn ska anges i namnet på respektive dokument. Uppskov kan tyvärr inte medges.

Råd om hur remissyttranden utformas finns i promemorian Svara på remiss (SB PM 2021:1).
Frågor om remissen kan ställas till Anna Exempel, tfn 08-405 12 34, anna.exempel@gov.se.
"""

# File, report, dnr, deadline, number of referral bodies. Read by eye from the pages; None where
# the page does not say. Checked against the whole folder, so that no page is left out.
PAGES: dict[str, tuple[str | None, str | None, str | None, int]] = {
    "2013-12-remiss-sou-201364": ("SOU 2013:64", None, None, 0),
    "2015-03-remiss-sou-201520": ("SOU 2015:20", None, "2015-06-30", 0),
    "2015-07-remiss-ds-201536": ("Ds 2015:36", "A2015/1903/A", "2015-09-30", 63),
    "2015-07-remiss-promemoria-genomforande": (None, "N2015/5144/ITP", "2015-10-15", 42),
    "2015-09-remiss-av-sou-201558": ("SOU 2015:58", "N2015/4746/PUB", "2015-12-11", 77),
    "2015-09-remiss-boverkets": ("Boverkets rapport 2015:28", None, "2015-12-11", 93),
    "2015-11-remiss-av-utredning": (None, "N2015/07635/MRT", "2016-02-12", 70),
    "2015-11-remiss-ds-201548": ("Ds 2015:48", None, "2016-01-25", 0),
    "2015-11-remiss-sou-201581": ("SOU 2015:81", None, "2016-02-29", 0),
    "2015-12-remiss-av-promemoria": (None, "N2015/08441/RS", "2016-02-15", 33),
    "2016-02-remiss-av-redovisning": (None, None, "2016-04-12", 52),
    "2016-11-remiss-av-sou-201677": ("SOU 2016:77", None, "2017-03-01", 140),
    "2016-12-sou-201680": ("SOU 2016:80", None, "2017-03-20", 0),
    "2017-02-remiss-av-promemorian-vissa": (None, None, "2017-03-31", 0),
    "2017-04-remiss-av-sou-201735": ("SOU 2017:35", None, "2017-09-01", 142),
    "2017-06-remiss-av-sou-201740": ("SOU 2017:40", None, "2017-10-02", 0),
    "2017-07-remiss-av-promemorian-en-anp": ("PM 2017:28", None, "2017-10-02", 56),
    "2017-07-remiss-promemorian-brett": (None, None, "2017-10-24", 82),
    "2017-07-remiss-sou-201754": ("SOU 2017:54", None, "2017-10-27", 61),
    "2017-09-remiss-av-promemorian-okade": (None, None, "2017-12-06", 121),
    "2018-06-remiss-av-eu-kommissionens": ("KOM(2018) 286", None, None, 21),
    "2018-06-remiss-av-forslag": (None, None, "2018-08-29", 26),
    "2018-07-remiss-av-promemorian": (None, None, None, 0),
    "2019-03-remiss-av-sou-201910": ("SOU 2019:10", None, "2019-05-06", 0),
    "2019-05-remiss-av-sametingets": (None, None, "2019-09-17", 0),
    "2019-05-remiss-av-utkastet": (None, None, "2019-07-02", 0),
    "2019-06-remiss-av-promemorian": (None, None, "2019-10-01", 0),
    "2019-11-remiss-sou-201944": ("SOU 2019:44", None, "2020-02-14", 0),
    "2020-09-remiss-av-promemorian": (None, None, "2020-09-25", 0),
    "2020-12-remiss-av-genomforande": ("SOU 2020:81", None, "2021-04-19", 0),
    "2020-12-remiss-av-utkast": (None, None, "2021-01-15", 0),
    "2021-02-remiss-av-promemorian": (None, None, "2021-04-30", 0),
    "2021-03-remiss-av--ds-20218": ("Ds 2021:8", None, "2021-06-21", 0),
    "2021-04-remiss-av-sou-202117": ("SOU 2021:17", None, "2021-07-22", 0),
    "2021-12-remiss-av-promemorian": (None, None, "2021-12-20", 0),
    "2022-02-remiss-av-sou-202194": ("SOU 2021:94", None, "2022-05-10", 0),
    "2022-09-remiss-europeiska": (None, None, "2022-10-24", 0),
    "2023-03-remiss-av-promemorian": (None, None, "2023-06-16", 0),
    "2023-04-remiss-ds-202310": ("Ds 2023:10", None, "2023-08-17", 0),
    "2023-07-remiss-av-pm-s202302147": ("PM S2023:02147", "S2023/02147", "2023-09-30", 53),
    "2023-09-remiss-av-promemorian": (None, None, "2023-10-19", 0),
    "2023-11-remiss-av-betankandet": ("SOU 2023:64", None, "2024-02-05", 0),
    "2023-11-remiss-av-promemorian": (None, None, "2023-02-19", 0),  # so it says: meant is 2024
    "2023-12-remiss-av-promemorian": (None, None, "2024-03-11", 0),
    "2024-01-remiss-av-promemorian": (None, None, "2024-04-26", 0),
    "2024-04-remiss-av-promemorian": (None, None, "2024-06-24", 0),
    "2025-04-remiss-av-uppgift": (None, "Fi2025/00837", "2025-07-08", 0),
    "2025-08-remiss-av-naturv": (None, "KN2025/01589", "2025-11-14", 0),
    "2025-09-remiss-av-sou-202582": ("SOU 2025:82", "LI2025/01360", None, 0),
    "2025-10-remiss-av-forslag": (None, "S2025/01618", "2026-01-20", 0),
}


def _pages(shared: Path) -> dict[str, ReferralPage]:
    files = sorted((shared / "data" / "remiss-pages").glob("*.md"))
    return {file.name: referral_page.from_bytes(file.read_bytes(), file.name) for file in files}


def test_reads_fifty_real_pages(shared: Path) -> None:
    pages = _pages(shared)
    assert len(pages) == len(PAGES)
    for name, page in pages.items():
        (expected,) = (facts for start, facts in PAGES.items() if name.startswith(start))
        day = page.deadline.isoformat() if page.deadline else None
        found = (page.report, page.registration_number, day, len(page.bodies))
        assert found == expected, name


def test_every_numbered_line_of_the_real_pages_is_a_body(shared: Path) -> None:
    for file in sorted((shared / "data" / "remiss-pages").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        numbered = re.findall(r"^\d{1,3}\. (.*)", text, re.MULTILINE)
        names = [one.name for one in read(text).bodies]
        assert len(names) == len(numbered), file.name
        for written, name in zip(numbered, names, strict=True):
            assert name.startswith(" ".join(written.replace("\xad", "").split()).strip(" ,")), name


def test_every_real_page_has_a_title_of_the_report_alone(shared: Path) -> None:
    for name, page in _pages(shared).items():
        assert page.title, name
        assert not page.title.casefold().startswith(("remiss", "sou ", "ds ", "betänkandet"))
        assert "Diarienummer" not in page.title
        assert page.title in " ".join((page.heading or "").split()), name


def test_a_list_entry_that_goes_on_over_two_lines_is_one_body(shared: Path) -> None:
    names = {one.name for page in _pages(shared).values() for one in page.bodies}
    assert "Myndigheten för tillväxtpolitiska utvärderingar och analyser (Tillväxtanalys)" in names
    assert (
        "DHR – Delaktighet, Handlingskraft, Rörelsefrihet – Förbundet för ett samhälle utan "
        "rörelsehinder"
    ) in names


def test_reads_a_missive() -> None:
    page = read(MISSIVE)
    assert page.title == "Hållbar socialtjänst – En ny socialtjänstlag"
    assert (page.report, page.kind) == ("SOU 2020:47", "betänkande")
    assert page.registration_number == "S2020/06592/SOF"
    assert page.deadline == dt.date(2021, 2, 1)
    assert page.department == "Socialdepartementet"
    assert page.emails == ("s.remissvar@regeringskansliet.se",)
    assert page.copies == ("s.sof@regeringskansliet.se",)
    assert page.extension_possible is False
    assert page.file_names == "Remissinstansens namn ska anges i namnet på respektive dokument."
    assert [(one.name, one.email, one.phone) for one in page.contacts] == [
        ("Anna Exempel", "anna.exempel@gov.se", "08-405 12 34")
    ]
    assert [(one.name, one.restriction) for one in page.bodies] == [
        ("Riksdagens ombudsmän (JO)", None),
        ("Inspektionen för vård och omsorg (IVO)", None),
        ("Borlänge kommun", "kap. 7–9"),
        ("Uppsala universitet (juridiska fakulteten)", None),
        ("Region Dalarna", "avsnitt 10.2 och 10.3"),
        ("Famna – Riksorganisationen för idéburen vård och social omsorg", None),
        ("Vårdförbundet", "endast avsnitt 7.3"),
    ]
    assert page.notes == ()


def test_prints_the_contract() -> None:
    printed = json.loads(json.dumps(read(MISSIVE).as_json()))
    assert printed["dnr"] == "S2020/06592/SOF"
    assert printed["deadline"] == "2021-02-01"
    assert printed["emails"] == ["s.remissvar@regeringskansliet.se", "s.sof@regeringskansliet.se"]
    assert printed["bodies"][2] == {
        "name": "Borlänge kommun", "restriction": "kap. 7–9", "parts": []
    }  # fmt: skip
    empty = read("").as_json()
    assert {empty[key] for key in ("title", "report", "dnr", "deadline")} == {None}


def test_the_facts_become_a_referral() -> None:
    referral = read(MISSIVE).referral()
    assert referral.full_title == "Hållbar socialtjänst – En ny socialtjänstlag (SOU 2020:47)"
    assert referral.due == dt.date(2021, 2, 1)


@pytest.mark.parametrize(
    ("text", "day", "note"),
    [
        ("Sista dag att svara på remissen är den 1 februari 2021.", "2021-02-01", ""),
        ("Sista dagen att svara på remissen är fredagen den 14 februari 2020.", "2020-02-14", ""),
        ("Remissvaren ska ha kommit in till Finansdepartementet senast den\n6 maj 2019.",
         "2019-05-06", ""),
        ("Remisstiden gick ut den 15 oktober 2015.", "2015-10-15", ""),
        ("Svar senast: 2021-02-01", "2021-02-01", ""),
        ("Svaret lämnas senast 1/2-21.", "2021-02-01", ""),
        ("Svaren ska vara oss tillhanda senast måndag 1 feb. 2021 kl. 12.", "2021-02-01", ""),
        ("Svara senast den1 februari2021.", "2021-02-01", ""),
        ("Svara senast den 1:a februari 2021.", "2021-02-01", ""),
        ("Svara senast den 1 febuari 2021.", "2021-02-01", "är läst som februari"),
        ("Svara senast tisdagen den 1 februari 2021.", "2021-02-01", "är en måndag, inte en"),
        ("The deadline for comments is 1 March 2021.", "2021-03-01", ""),
        ("Sista svarsdag\n\n1 februari 2021", "2021-02-01", ""),
        ("Svara senast den 1 februari -21.", "2021-02-01", ""),
        ("Remissen avslutades den 31 maj 2019.", "2019-05-31", ""),
        ("Remissvaren ska ha kommit in till oss den 4 mars 2019.", "2019-03-04", ""),
        ("Remisstid: 4 februari–4 mars 2019", "2019-03-04", ""),
        ("Remisstiden är från den 4 februari till och med den 4 mars 2019.", "2019-03-04", ""),
        ("Remissen skickades ut den 4 januari 2019 och ska besvaras senast den 4 april 2019.",
         "2019-04-04", ""),
        ("Delar av förslaget (kapitel 4) ska besvaras senast den 4 mars 2019 och övriga delar "
         "senast den 4 april 2019.", "2019-04-04", "4 mars 2019 anges för svar i en del"),
        ("Svara senast den 31 juni 2020.", None, "finns inte i almanackan"),
        ("Svara senast den 1 februari.", None, "står utan år"),
        ("Svara senast den 1 eller den 2 februari 2021 med synpunkter.", "2021-02-02", ""),
        ("Lagen föreslås träda i kraft den 1 juli 2021.", None, ""),
        ("Promemorian publicerades den 1 mars 2021. Senast uppdaterad 3 mars 2021.", None, ""),
        ("Förslagen ska träda i kraft den 1 juli 2021 och svar ska ha kommit in senast den 1 mars "
         "2021.", "2021-03-01", ""),
        ("Svaren ska ha kommit in senast den 1 mars 2021. Remissmöte hålls den 5 februari 2021.",
         "2021-03-01", ""),
        ("Remisstiden har förlängts från den 1 mars till den 15 mars 2021.", "2021-03-15",
         "1 mars 2021 anges för den tidigare svarstiden"),
        ("Svaren ska ha kommit in senast den 1 mars 2021. Svarstiden är förlängd till den 9 april "
         "2021.", "2021-04-09", "1 mars 2021 anges för den tidigare"),
        ("Preliminära synpunkter lämnas senast den 3 april 2020. Remissvaren ska ha kommit in "
         "senast den 15 maj 2020.", "2020-05-15", "3 april 2020 anges för preliminära"),
        ("Preliminära svar lämnas senast den 3 april 2020.", None, "Ingen säker sista svarsdag"),
        ("Remissvaren ska ha kommit in senast den 5 augusti 2017 när det gäller avsnitt 8.2. "
         "Remissvar på resterande delar ska ha kommit in senast den 1 september 2017.",
         "2017-09-01", "5 augusti 2017 anges för svar i en del"),
        ("Svaren ska ha kommit in senast den 1 mars 2021. Svar ska lämnas senast den 2 mars 2021.",
         "2021-03-01", "2 mars 2021 anges också som svarsdag"),
    ],
)  # fmt: skip
def test_finds_the_answers_day(text: str, day: str | None, note: str) -> None:
    page = read(f"# Remiss av promemorian Något\n\n{text}\n")
    assert (page.deadline.isoformat() if page.deadline else None) == day
    assert any(note in one for one in page.notes) if note else page.notes == ()


def test_finds_the_time_of_day() -> None:
    page = read("Svaren ska ha kommit in senast måndagen den 23 mars 2020 kl. 9.30.")
    assert page.deadline_time == dt.time(9, 30)


def test_notes_an_answers_day_before_the_matter_began() -> None:
    page = read("# Remiss av X (SOU 2023:64)\n\nSvaren ska ha kommit in senast den 5 maj 2022.")
    assert page.deadline == dt.date(2022, 5, 5)
    assert any("kontrollera årtalet" in note for note in page.notes)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("SOU 2020:47", "SOU 2020:47"),
        ("SOU2020:47", "SOU 2020:47"),
        ("SOU 2020: 47", "SOU 2020:47"),
        ("SOU 2020 :47", "SOU 2020:47"),
        ("SOU: 2020:47", "SOU 2020:47"),
        ("Sou 2020:47", "SOU 2020:47"),
        ("SOU 2020.47", "SOU 2020:47"),
        ("SOU 202047", "SOU 2020:47"),
        ("betänkandetSOU 2020:47Hållbar", "SOU 2020:47"),
        ("DS 2015:36", "Ds 2015:36"),
        ("Ds2015:36", "Ds 2015:36"),
        ("PM S2023:02147", "PM S2023:02147"),
        ("Pm 2017:28", "PM 2017:28"),
        ("Boverkets rapport 2015:28", "Boverkets rapport 2015:28"),
        ("KOM 2018 (286)", "KOM(2018) 286"),
        ("COM(2022) 459 final", "COM(2022) 459"),
        ("SB PM 2003:2", None),
        ("PM 2021:1", None),
        ("lagen (2018:1937)", None),
        ("S 2017:03", None),
        ("år 2020", None),
    ],
)
def test_reads_a_designation(written: str, read_as: str | None) -> None:
    found = designation.designations(f"Remiss av {written} X")
    assert [one.text for one in found] == ([read_as] if read_as else [])


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("S2023:02147", "S2023/02147"),
        ("S2023/02147", "S2023/02147"),
        ("S 2023/02147", "S2023/02147"),
        ("S2020/06592/SOF", "S2020/06592/SOF"),
        ("A2015-1903-A", "A2015/1903/A"),
        ("Ju2019/02017/L5", "Ju2019/02017/L5"),
        ("KN2025/01589", "KN2025/01589"),
        ("LI2025/01360", "LI2025/01360"),
        ("Fi2025/00837", "Fi2025/00837"),
    ],
)
def test_normalises_a_registration_number(written: str, read_as: str) -> None:
    assert designation.normal(written) == read_as
    assert designation.normal(read_as) == read_as
    page = read(f"# Remiss av X företagDiarienummer: {written}\n")
    assert (page.title, page.registration_number) == ("X företag", read_as)


@pytest.mark.parametrize("text", ["SOU 2020:47", "i 2018/2019", "S 2017:03", "EU 2018/302", "x"])
def test_what_is_no_registration_number_is_left_alone(text: str) -> None:
    assert designation.normal(text) == text
    assert read(f"Dnr {text}").registration_number is None


@pytest.mark.parametrize(
    ("heading", "expected", "kind"),
    [
        ("Remiss SOU 2020:47  Hållbar socialtjänst", "Hållbar socialtjänst", "betänkande"),
        ("Remiss av: SOU 2015:58 EU och kommunerna", "EU och kommunerna", "betänkande"),
        ("Remiss: Boverkets rapport 2015:28 – Åtgärder", "Åtgärder", "rapport"),
        ("Remiss av betänkandet Nytt nät (SOU 2023:64)", "Nytt nät", "betänkande"),
        ("Remiss av delbetänkandet ”Nytt nät”, SOU 2023:64", "Nytt nät", "delbetänkande"),
        ("Remiss av promemorian Sänkt skatt (Fi2021/02291)", "Sänkt skatt", "promemoria"),
        ("Remiss Promemoria Genomförande av X", "Genomförande av X", "promemoria"),
        ("Remiss av promemoria om ändring", "promemoria om ändring", "promemoria"),
        ("Remiss av Sametingets rapport Samiskt språk", "Samiskt språk", "rapport"),
        ("Remiss av utkastet till lagrådsremiss Ett ansvar", "Ett ansvar",
         "utkast till lagrådsremiss"),
        ("Förlängd remisstid för SOU 2022:41 Nästa steg", "Nästa steg", "betänkande"),
        ("Remiss av delbetänkandet SOU 2018:5: Ny lag", "Ny lag", "delbetänkande"),
        ("Remiss av Statskontorets rapport (2018:5) Ny lag", "Ny lag", "rapport"),
        ("SOU 2018:5 Ny lag", "Ny lag", "betänkande"),
        ("Remissen Ny lag", "Ny lag", None),
        ("Snabbremiss av Ds 2020:7 Ny lag", "Ny lag", "promemoria"),
    ],
)  # fmt: skip
def test_reads_a_title(heading: str, expected: str, kind: str | None) -> None:
    found = title.read_title(heading, ())
    assert (found.text, found.kind) == (expected, kind)


def test_a_heading_of_only_a_number_takes_the_title_from_the_text() -> None:
    page = read("# Remiss SOU 2020:47\n\nHär kan du ta del av svaren på SOU 2020:47 Ny lag.\n")
    assert page.title == "Ny lag"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Klimat-och näringslivsdepartementet", "Klimat- och näringslivsdepartementet"),
        ("Landsbygds-och infrastruktur departementet",
         "Landsbygds- och infrastrukturdepartementet"),
        ("socialdepartementet", "Socialdepartementet"),
    ],
)  # fmt: skip
def test_reads_a_ministry(text: str, name: str) -> None:
    page = read(f"Remissvaren ska ha kommit in till {text} senast den 1 mars 2021.")
    assert page.department == name
    assert departments.named(f"inom {text}s område") == ()


@pytest.mark.parametrize(
    ("written", "name", "restriction"),
    [
        ("Riksdagens ombudsmän (JO)", "Riksdagens ombudsmän (JO)", None),
        ("Verket för innovationssystem (Vinnova)", "Verket för innovationssystem (Vinnova)", None),
        ("Uppsala universitet (IBF)", "Uppsala universitet (IBF)", None),
        ("Lunds universitet (Biologiska institutionen, Juridiska fakulteten)",
         "Lunds universitet (Biologiska institutionen, Juridiska fakulteten)", None),
        ("Förbundet för döva (DHB språkstörning)", "Förbundet för döva (DHB språkstörning)", None),
        ("Telia AB (publ)", "Telia AB (publ)", None),
        ("Svea hovrätt, mark- och miljööverdomstolen",
         "Svea hovrätt, mark- och miljööverdomstolen", None),
        ("Borlänge kommun (kap. 7–9)", "Borlänge kommun", "kap. 7–9"),
        ("Borlänge kommun (7.3)", "Borlänge kommun", "7.3"),
        ("Skatteverket (avsnitt 4 (utom 4.2))", "Skatteverket", "avsnitt 4 (utom 4.2)"),
        ("Inspektionen (IVO) (endast bilaga 3)", "Inspektionen (IVO)", "endast bilaga 3"),
        ("Tullverket (förslaget om avgifter)", "Tullverket", "förslaget om avgifter"),
        ("Tullverket (i de delar som rör gränsen)", "Tullverket", "i de delar som rör gränsen"),
        ("Tullverket, kapitel 5", "Tullverket", "kapitel 5"),
        ("Tullverket – endast kapitel 5", "Tullverket", "endast kapitel 5"),
        ("Region Skåne;", "Region Skåne", None),
        ("[Falu kommun](https://falun.se) (pdf 200 kB)", "Falu kommun", None),
    ],
)  # fmt: skip
def test_reads_a_body(written: str, name: str, restriction: str | None) -> None:
    found = referral_body.read_body(written)
    assert (found.name, found.restriction) == (name, restriction)


FOUR = ["Borlänge kommun", "Svea hovrätt, mark- och miljööverdomstolen", "Skatteverket", "SKR"]
LISTS = {
    "numbered": "\n".join(f"{i}. {name}" for i, name in enumerate(FOUR, 1)),
    "numbered, loose": "\n\n".join(f"{i}) {name}" for i, name in enumerate(FOUR, 1)),
    "numbers without stops": "\n".join(f"{i} {name}" for i, name in enumerate(FOUR, 1)),
    "numbers on their own lines": "\n".join(f"{i}.\n{name}" for i, name in enumerate(FOUR, 1)),
    "bullets": "\n".join(f"• {name}" for name in FOUR),
    "hyphens": "\n".join(f"- {name}" for name in FOUR),
    "lines": "\n".join(FOUR),
    "lines set apart": "\n\n".join(FOUR),
    "semicolons": "; ".join(FOUR) + ".",
    "groups": f"### Kommuner\n* {FOUR[0]}\n\n### Myndigheter\n* " + "\n* ".join(FOUR[1:]),
    "columns": f"1. {FOUR[0]}      3. {FOUR[2]}\n2. {FOUR[1]}    4. {FOUR[3]}",
    "table": "| Nr | Instans |\n|---|---|\n"
    + "\n".join(f"| {i} | {name} |" for i, name in enumerate(FOUR, 1)),
    "table of two columns": f"| 1 | {FOUR[0]} | 3 | {FOUR[2]} |\n| 2 | {FOUR[1]} | 4 | {FOUR[3]} |",
}


@pytest.mark.parametrize("form", LISTS)
@pytest.mark.parametrize(
    "heading",
    ["Remissinstanser", "## Remissinstanser:", "**Remissinstanser:**", "Sändlista",
     "Följande remissinstanser har fått betänkandet på remiss:"],
)  # fmt: skip
def test_reads_the_list_in_every_form(form: str, heading: str) -> None:
    page = read(
        f"# Remiss av Ds 2020:7 X\n\n{heading}\n{LISTS[form]}\n\nRemissvaren ska ha kommit in till "
        "Finansdepartementet senast den 1 mars 2021.\n"
    )
    assert [one.name for one in page.bodies] == FOUR
    assert page.deadline == dt.date(2021, 3, 1)


def test_names_what_is_odd_in_a_list() -> None:
    page = read("Remissinstanser\n1. Skatteverket\n2. Falu kommun\n4. Skatteverket\n")
    assert len(page.bodies) == 3
    assert "Numreringen av remissinstanserna hoppar över 3." in page.notes
    assert "Står två gånger bland remissinstanserna: Skatteverket." in page.notes


def test_a_list_of_proposals_is_no_list_of_bodies() -> None:
    text = "# Remiss av X\n\nUtredningen föreslår att\n\n- det införs en lag\n- lagen upphävs\n"
    assert read(text).bodies == ()


def test_html_reads_as_markdown_does() -> None:
    html = """<!DOCTYPE html><html><head><title>Remiss - Regeringen.se</title>
    <script>var x = "<p>Svara senast den 1 maj 2001</p>";</script></head><body>
    <nav><ul><li>Remissinstanser</li></ul></nav>
    <main><h1>Remiss av SOU 2020:47&nbsp;Hållbar socialtjänst</h1>
    <p>Sista dag att svara p&aring; remissen är<br>den 1 februari 2021.</p>
    <p><strong>Remissinstanser</strong></p>
    <ol><li><p>Riksdagens ombudsmän (JO)</p></li><li>Falu kommun (kap.&nbsp;4)</li>
    <li>Skatteverket</li></ol>
    <p>Svaren skickas till <a href="mailto:s.remissvar@regeringskansliet.se?subject=x">oss</a> med
    kopia till <a title="a > b" href='mailto:A.B@gov.se'>A B</a>.</p>
    <p><a href="https://example.org/x">Betänkandet</a></p></main>
    <footer><p>Svara senast den 9 maj 2009.</p></footer></body></html>"""
    page = referral_page.from_bytes(html.encode(), "sida.html")
    assert (page.report, page.title) == ("SOU 2020:47", "Hållbar socialtjänst")
    assert page.deadline == dt.date(2021, 2, 1)
    assert [(one.name, one.restriction) for one in page.bodies] == [
        ("Riksdagens ombudsmän (JO)", None),
        ("Falu kommun", "kap. 4"),
        ("Skatteverket", None),
    ]
    assert page.emails == ("s.remissvar@regeringskansliet.se",)
    assert page.copies == ("a.b@gov.se",)
    assert [link.address for link in page.links] == ["https://example.org/x"]


@pytest.mark.parametrize(
    ("codec", "mark", "note"),
    [("utf-8", b"", ""), ("utf-8", b"\xef\xbb\xbf", ""), ("utf-16-le", b"\xff\xfe", "UTF-16"),
     ("utf-16-be", b"\xfe\xff", "UTF-16"), ("cp1252", b"", "Windows-1252")],
)  # fmt: skip
def test_reads_any_usual_encoding(codec: str, mark: bytes, note: str) -> None:
    data = mark + MISSIVE.encode(codec)
    page = referral_page.from_bytes(data, "missiv.txt")
    assert page.title == "Hållbar socialtjänst – En ny socialtjänstlag"
    assert any(note in one for one in page.notes) if note else page.notes == ()
    assert decode(data, "missiv.txt") == MISSIVE


def test_mends_text_that_was_encoded_twice() -> None:
    twice = "Hållbar socialtjänst för äldre, kommun och län".encode().decode("cp1252").encode()
    assert decode(twice, "x") == "Hållbar socialtjänst för äldre, kommun och län"
    assert "kodad två gånger" in decoded(twice, "x").notes[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "tom"), (b" \r\n", "tom"), (b"\x00" * 40, "tom"), (b"%PDF-1.7 x", "en PDF"),
        (b"PK\x03\x04 x", "Word"), (bytes(range(256)) * 9, "inte text"), (b"\x81\x8d\xff", "inte"),
        (b"abc\x00def", "inte text"), (b"\xff\xfea", "skadad"), (b"a" * 20_000_001, "för stor"),
        (b"a " * 400_000, "för lång"),
    ],
)  # fmt: skip
def test_refuses_what_is_no_page(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as refusal:
        referral_page.from_bytes(data, "sida.md")
    assert str(refusal.value).startswith("sida.md: ")
    assert refusal.value.hint


FRAGMENTS = st.sampled_from([
    "# Remiss av ", "SOU 2020:47", "Ds ", "PM S2023:02147", "Remissinstanser\n", "\n", "\n\n",
    "1. ",
    "- ", "| ", "Falu kommun", " (kap. 7)", "(", ")", "senast den ", "1 mars 2021", "31 juni 2021",
    "Remissvaren ", "a@b.se ", "kopia ", "frågor ", "S2020/06592", "[x](mailto:a@b.se)", "**", "; ",
    ", ", ". ", "\x00", "\x1b[31m", "\u202e", "\ud800", "\u0130", "99", "Socialdepartementet",
    "<p>",
    "förlängd ", "Diarienummer: ", "0", "2021-02-30", "1/13-21",
])  # fmt: skip
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=20)), max_size=40).map("".join)


@given(TEXTS)
def test_any_text_gives_a_page_or_a_refusal_in_words(text: str) -> None:
    for reader in (read, referral_page.from_html):
        try:
            page = reader(text)
        except WorkbenchError:
            continue
        assert page.deadline is None or isinstance(page.deadline, dt.date)
        assert page.referral().deadline == page.deadline
        assert json.loads(json.dumps(page.as_json()))["title"] == page.title
        assert all(one.name.strip() and "\n" not in one.name for one in page.bodies)
        number = page.registration_number
        assert number is None or designation.normal(number) == number


@given(st.binary(max_size=300))
def test_any_bytes_give_a_page_or_a_refusal_in_words(data: bytes) -> None:
    try:
        page = referral_page.from_bytes(data, "x")
    except WorkbenchError:
        return
    assert isinstance(page, ReferralPage)


@given(TEXTS)
def test_cutting_into_lines_and_reading_html_settle_at_once(text: str) -> None:
    lines = plain_lines(text)
    assert plain_lines("\n".join(lines)) == lines
    assert designation.normal(designation.normal(text)) == designation.normal(text)
    assert isinstance(is_html(as_markdown(text)), bool)


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from([
        "den {d} {m} {y}", "{w}en den {d} {m} {y}", "{d} {m} {y}", "{d} {s} {y}", "{d} {s}. {y}",
        "den {d}:e {m}, {y}", "{y}-{mm}-{dd}", "{d}/{n} {y}", "{d}/{n}-{y2}", "{dd}.{mm}.{y}",
        "DEN {d} {m} {y}", "den{d} {m}{y}",
    ]),
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(day: dt.date, form: str) -> None:
    month = MONTHS[day.month - 1]
    written = form.format(
        d=day.day, m=month, s=month[:3], y=day.year, y2=f"{day:%y}", w=WEEKDAYS[day.weekday()],
        n=day.month, mm=f"{day:%m}", dd=f"{day:%d}",
    )  # fmt: skip
    (mention,) = dates.mentions(f"Svara senast {written} till oss.")
    assert (mention.day, mention.problem) == (day, "")
    assert read(f"Svaren ska ha kommit in senast {written}.").deadline == day


NAMES = st.lists(
    st.sampled_from([
        "Falu kommun", "Malung-Sälens kommun", "Region Dalarna", "Riksdagens ombudsmän (JO)",
        "Svea hovrätt, Mark- och miljööverdomstolen", "DHR – Delaktighet, Handlingskraft",
        "Lantbrukarnas Riksförbund (LRF)", "IT & Telekomföretagen", "Skatteverket", "SEKO",
        "Försvarets Materielverk – FMV", "Länsstyrelsen i Skåne län", "Tele2 AB",
    ]),
    min_size=3, max_size=13, unique=True,
)  # fmt: skip


@given(NAMES, st.sampled_from(["{i}. {n}", "{i}) {n}", "- {n}", "* {n}", "{n}", "<li>{n}"]))
def test_a_list_gives_its_names_in_order(names: list[str], form: str) -> None:
    lines = "\n".join(form.format(i=i, n=name) for i, name in enumerate(names, 1))
    if form.startswith("<"):
        escaped = lines.replace("&", "&amp;")
        page = referral_page.from_html(f"<main><h2>Remissinstanser</h2><ul>{escaped}</ul></main>")
    else:
        page = read(f"Remissinstanser\n\n{lines}\n\nRemissvaren ska ha kommit in i tid.\n")
    assert [one.name for one in page.bodies] == names
