"""A joint answer of any length, as `core.answer` would hand it over: for tests and benchmarks."""

import datetime as dt
import random

from workbench.core import document as doc

MEMBERS = tuple(
    f"{name} kommun"
    for name in (
        *("Avesta", "Borlänge", "Falun", "Gagnef", "Hedemora", "Leksand", "Ludvika"),
        *(
            "Malung-Sälen",
            "Mora",
            "Orsa",
            "Rättvik",
            "Smedjebacken",
            "Säter",
            "Vansbro",
            "Älvdalen",
        ),
    )
)
TITLE = "Yttrande över betänkandet Hållbar socialtjänst – En ny socialtjänstlag (SOU 2020:47)"

_SENTENCES = (
    "Kommunerna ställer sig i huvudsak bakom utredningens förslag i denna del.",
    "Kommunerna vill understryka att de ekonomiska konsekvenserna inte är tillräckligt belysta.",
    "En lätt tillgänglig och förebyggande socialtjänst kräver resurser som i dag saknas i många "
    "mindre kommuner, särskilt i länets norra och västra delar.",
    "Enligt 7 kap. 3 § socialtjänstlagen har nämnden redan i dag ett ansvar för uppföljningen.",
    "Erfarenheter från 15 kommuner visar att tidiga insatser minskar behovet av senare åtgärder.",
    "Kommunerna anser därför att finansieringsprincipen ska tillämpas fullt ut.",
)
_HEADINGS = (
    "Förebyggande och lätt tillgänglig socialtjänst",
    "Socialnämndens uppgifter",
    "Insatser utan föregående behovsprövning och kraven på dokumentation, uppföljning och insyn",
)
_LAW = "3 kap. 1 §\n    Till socialnämndens uppgifter hör att\n    1. göra sig väl förtrogen"


def joint_answer(chapters: int = 5, *, marking: str = "") -> doc.Document:
    """Write an answer of about three pages a chapter; the same for the same arguments."""
    rng = random.Random(chapters)
    notes: dict[str, tuple[doc.Block, ...]] = {}
    body: list[doc.Block] = [
        doc.paragraph(TITLE, doc.Role.TITLE),
        doc.paragraph("Remiss från Socialdepartementet, S2020/06592", doc.Role.REFERENCE),
        doc.Heading(1, "Sammanfattning", "sammanfattning"),
        _prose(rng, 5),
        _points(rng),
        doc.TableOfContents(),
        doc.PageBreak(),
    ]
    for chapter in range(1, chapters + 1):
        body += _chapter(rng, str(chapter), notes)
    body += [
        doc.Rule(),
        doc.paragraph("att tillstyrka förslaget i avsnitt 7.3, och", doc.Role.DECISION),
        doc.paragraph("att överlämna yttrandet till Socialdepartementet.", doc.Role.DECISION),
        doc.Paragraph(
            (doc.Text("För kommunerna i Dalarna"), doc.LineBreak(), doc.Text("Socialchef")),
            doc.Role.SIGNATURE,
        ),
    ]
    return doc.Document(
        title=TITLE,
        letterhead=_letterhead(marking),
        body=tuple(body),
        footnotes=notes,
        subject="Remissvar",
        author="Kommunerna i Dalarna",
    )


def _letterhead(marking: str) -> doc.Letterhead:
    return doc.Letterhead(
        sender="Kommunerna i Dalarna",
        members=MEMBERS,
        date=dt.date(2021, 2, 1),
        our_reference="SN 2020/1234",
        your_reference="S2020/06592",
        recipient=("Socialdepartementet", "103 33 Stockholm", "s.remissvar@regeringskansliet.se"),
        contact=("Borlänge kommun", "781 81 Borlänge"),
        marking=marking,
    )


def _chapter(
    rng: random.Random, number: str, notes: dict[str, tuple[doc.Block, ...]]
) -> list[doc.Block]:
    notes[number] = (doc.paragraph("Se prop. 2019/20:85 s. 12 och SOU 2020:47 s. 312."),)
    first, second, third = (f"{number}.{i}" for i in (1, 2, 3))
    return [
        doc.Heading(1, "Lagens övergripande mål", number, number),
        _prose(rng),
        doc.Heading(2, rng.choice(_HEADINGS), first, first),
        doc.paragraph("Kommunerna tillstyrker förslaget delvis.", doc.Role.POSITION),
        *(_prose(rng) for _ in range(3)),
        doc.Paragraph(
            (
                doc.Text("Detta framgår av "),
                doc.SectionReference(f"avsnitt {second}", second),
                doc.Text(" och "),
                doc.Text("regeringens webbplats", link="https://www.regeringen.se/remisser/"),
                doc.FootnoteReference(number),
                doc.Text(". Det är "),
                doc.Text("mycket viktigt", strong=True),
                doc.Text(" att beakta "),
                doc.Text("särskilt", emphasis=True),
                doc.Text("."),
            )
        ),
        doc.paragraph("Förslag i korthet", doc.Role.UNNUMBERED_HEADING),
        doc.Region(first, (_points(rng, ordered=True),)),
        doc.Heading(2, rng.choice(_HEADINGS), second, second),
        _prose(rng),
        _decisions(),
        doc.Heading(2, rng.choice(_HEADINGS), third, third),
        doc.Quote((_prose(rng, 2),)),
        *(_prose(rng) for _ in range(3)),
        doc.Heading(3, "Särskilt om små kommuner", f"{third}.1", f"{third}.1"),
        doc.Verbatim(_LAW),
        _prose(rng),
    ]


def _prose(rng: random.Random, sentences: int = 4) -> doc.Paragraph:
    return doc.paragraph(" ".join(rng.choices(_SENTENCES, k=sentences)))


def _points(rng: random.Random, *, ordered: bool = False) -> doc.List:
    inner = doc.List(((_prose(rng, 1),), (_prose(rng, 1),)))
    return doc.List(((_prose(rng, 1),), (_prose(rng, 1), inner), (_prose(rng, 1),)), ordered)


def _decisions() -> doc.Table:
    rows = (
        (name, "Kommunstyrelsens arbetsutskott", f"2021-01-{day:02}", str(day), "Står bakom")
        for day, name in enumerate(MEMBERS, start=5)
    )
    return doc.Table(
        _cells("Kommun", "Beslutande organ", "Datum", "§", "Ställningstagande"),
        tuple(_cells(*row) for row in rows),
        ("left", "left", "left", "right", "left"),
        caption="Kommunernas beslut i ärendet",
        widths=(3, 4, 2, 1, 3),
    )


def _cells(*texts: str) -> tuple[tuple[doc.Span, ...], ...]:
    return tuple((doc.Text(text),) for text in texts)
