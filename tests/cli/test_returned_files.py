"""What officers send back, and what the coordinator reads when it is taken in.

One response with fifteen municipalities; each does with its copy what people do.
"""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.builder import make_response
from tests.cli.running import Remiss
from tests.word import wml
from tests.workspace.filled import Filler
from tests.workspace.returned import Word
from tests.workspace.test_fifteen_returned import TEXTS, facts
from workbench.core.reviewing.moves import State
from workbench.word.package import open_package
from workbench.word.settle import Decision
from workbench.workspace.exchange import SendOptions, SentCopy, send
from workbench.workspace.workspace import Workspace

MORAS = ("snävare", "vidare")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, SentCopy]]:
    """The response, and the copies that went out; a form for Säter. Only read."""
    folder = tmp_path_factory.mktemp("skickat")
    texts = {f"text/{key}.md": text for key, text in TEXTS.items()}
    workspace = make_response(folder / "svar", {"response.toml": facts(), **texts})
    workspace.propose_change("5", TEXTS["5"].replace(*MORAS), party="Mora")
    seat = workspace.seat()
    copies = {one.slug: one for one in send(workspace.desk, seat, SendOptions(out=folder))}
    form = SendOptions(("Säter",), form=True, out=folder)
    (copies["sater"],) = send(workspace.desk, seat, form)
    copies["borlange"] = copies["avesta"]
    return folder / "svar", copies


@pytest.fixture
def remiss(
    sent: tuple[Path, Mapping[str, SentCopy]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Remiss:
    """The program, standing in a response of one's own with the same copies out."""
    folder = shutil.copytree(sent[0], tmp_path / "svar")
    monkeypatch.setenv("REMISS_CONFIG", str(tmp_path / "inga-inställningar.toml"))
    monkeypatch.chdir(folder)
    return Remiss(folder, capsys)


def word(copy: SentCopy, author: str) -> Word:
    return Word(copy.path.read_bytes(), author)


Edit = Callable[[SentCopy], bytes]


@dataclass(frozen=True)
class Case:
    """What somebody does, and what is told of it."""

    slug: str
    done: Edit
    arguments: tuple[str, ...] = ()
    code: int = 0
    told: tuple[str, ...] = ()
    pending: Mapping[str, int] = field(default_factory=dict)
    """How many changes the review has from the municipality, by section."""


CASES = {
    "tracked in Word": Case(
        "avesta",
        lambda copy: word(copy, "Avesta kommun").rewrite("fullt ut", "till hälften").data,
        told=("7.3.4: 1 ändring, 0 kommentarer", "Skrivet av Avesta kommun."),
        pending={"7.3.4": 1},
    ),
    "not tracked": Case(
        "falun",
        lambda copy: word(copy, "x").rewrite("fullt ut", "delvis", tracked=False).data,
        told=("    1 av dem utan spårning",),
        pending={"7.3.4": 1},
    ),
    "untouched": Case(
        "gagnef",
        lambda copy: copy.path.read_bytes(),
        told=("Filen från Gagnef säger inget nytt.", "Att den kom är antecknat."),
    ),
    "moved to another section": Case(
        "hedemora",
        lambda copy: word(copy, "Hedemora kommun").carry("Ingen ny lag", "Uppföljningen").data,
        told=("Flyttat från 20.4.1 till 7.3.4: ”Ingen ny lag behövs för äldreomsorgen nu.”",),
        pending={"7.3.4": 1, "20.4.1": 1},
    ),
    "everything accepted": Case(
        "leksand",
        lambda copy: word(copy, "x").settle("Mora kommun", Decision.ACCEPT).data,
        told=(
            "Obs: I 5 står det som Mora föreslår (”Definitionen bör vara vidare.”) utan spårning.",
        ),
        pending={"5": 1},
    ),
    "a comment and nothing else": Case(
        "ludvika",
        lambda copy: word(copy, "Ludvika kommun").remark("Ingen ny lag", "Är det säkert?").data,
        told=("20.4.1: 0 ändringar, 1 kommentar",),
    ),
    "a comment and an edit of the same words": Case(
        "malung",
        lambda copy: (
            word(copy, "Malung kommun")
            .remark("fullt ut", "Räcker det?")
            .rewrite("fullt ut", "helt")
            .data
        ),
        told=("7.3.4: 1 ändring, 1 kommentar",),
        pending={"7.3.4": 1},
    ),
    "a name that Word gives everybody": Case(
        "orsa",
        lambda copy: word(copy, "Admin").rewrite("fullt ut", "helt").data,
        code=2,
        told=("okänt vem ”Admin” är", '--map "Admin=Orsa: Förnamn Efternamn"'),
    ),
    "a name that was taken away": Case(
        "rattvik",
        lambda copy: word(copy, "").rewrite("fullt ut", "helt").data,
        ("--map", "=Rättvik: Rut Ek"),
        told=("Skrivet av Rut Ek, Rättvik kommun.",),
        pending={"7.3.4": 1},
    ),
    "a name with what cannot be seen around it": Case(
        "borlange",
        lambda copy: word(copy, " Bo\u200b  Berg ").rewrite("fullt ut", "helt").data,
        ("--map", "Bo Berg=Borlänge: Bo Berg", "--from", "Borlänge"),
        told=("Skrivet av Bo Berg, Borlänge kommun.",),
        pending={"7.3.4": 1},
    ),
    "a person nobody has told of": Case(
        "smedjebacken",
        lambda copy: word(copy, "Siv Smed").rewrite("fullt ut", "helt").data,
        code=2,
        told=('--map "Siv Smed=Smedjebacken: Siv Smed"',),
    ),
    "a position in words of one's own": Case(
        "sater",
        lambda copy: (
            Filler(copy.path.read_bytes())
            .type_over("5", "Ställningstagande", "avstyrker helt")
            .data
        ),
        code=3,
        told=("avsnitt 5: ”avstyrker helt” är inget ställningstagande; menas ”avstyrker”?",),
    ),
    "a renamed heading": Case(
        "vansbro",
        lambda copy: (
            word(copy, "Vansbro kommun")
            .rewrite("förebyggande perspektiv", "nytt perspektiv")
            .rewrite("fullt ut", "helt")
            .data
        ),
        told=("Obs: 2 spårade ändringar utanför avsnittens texter togs inte in.",),
        pending={"7.3.4": 1},
    ),
    "pasted into a new document": Case(
        "alvdalen",
        lambda copy: (
            word(copy, "Älvdalen kommun")
            .lose_controls()
            .lose_bookmarks()
            .lose_properties()
            .rewrite("fullt ut", "helt")
            .data
        ),
        ("--from", "Älvdalen"),
        told=("Filen saknar uppgift om version", "    avsnittet hittades via rubrik"),
        pending={"7.3.4": 1},
    ),
    "another municipality's copy": Case(
        "avesta",
        lambda copy: word(copy, "Falu kommun").rewrite("fullt ut", "helt", tracked=False).data,
        ("--from", "Falun"),
        told=("Filen gjordes för Avesta men tas in för Falun, som du angav.",),
        pending={},
    ),
    "with macros": Case(
        "avesta",
        lambda copy: with_macros(copy.path.read_bytes()),
        code=2,
        told=("makro",),
    ),
    "something else": Case(
        "avesta",
        lambda _: wml.docx("Hej på er."),
        code=2,
        told=("filen säger inte från vilken kommun den kommer",),
    ),
}


def with_macros(data: bytes) -> bytes:
    """Put a program in a file."""
    package = open_package(data, "svar.docx")
    package.put("word/vbaProject.bin", b"program", "application/vnd.ms-office.vbaProject")
    return package.to_bytes()


def changes_of(workspace: Workspace, slug: str) -> dict[str, int]:
    found = {key: len(workspace.review(key).review.of(slug)) for key in TEXTS}
    return {key: count for key, count in found.items() if count}


@pytest.mark.parametrize("name", CASES)
def test_what_people_do(
    remiss: Remiss, sent: tuple[Path, Mapping[str, SentCopy]], name: str
) -> None:
    case = CASES[name]
    file = remiss.folder.parent / f"Svar från {case.slug}, nämnden (slutlig å).docx"
    file.write_bytes(case.done(sent[1][case.slug]))
    before = Workspace.open(remiss.folder).desk.history.heads()
    done = remiss("word", "receive", str(file), *case.arguments)
    said = done.out + done.err
    assert (done.code, "Traceback" in said) == (case.code, False), said
    for words in case.told:
        assert words in said
    workspace = Workspace.open(remiss.folder)
    if case.code:
        assert workspace.desk.history.heads() == before
        return
    assert changes_of(workspace, case.slug) == case.pending
    (original,) = workspace.originals()
    assert original.path is not None
    assert original.path.read_bytes() == file.read_bytes()
    assert not workspace.desk.outside_edits()


def test_several_files_at_once(
    remiss: Remiss, sent: tuple[Path, Mapping[str, SentCopy]], tmp_path: Path
) -> None:
    files = []
    for name in ("tracked in Word", "a name that Word gives everybody", "moved to another section"):
        case = CASES[name]
        files.append(tmp_path / f"{case.slug}.docx")
        files[-1].write_bytes(case.done(sent[1][case.slug]))
    paths = [str(file) for file in files]
    assert remiss("word", "receive", *paths, "--from", "Avesta").code == 2
    shown = remiss("word", "receive", *paths, "--preview")
    assert shown.out.endswith("2 av 3 filer förhandsvisade.\n")
    done = remiss("word", "receive", *paths, "--json")
    assert done.code == 2
    told = json.loads(done.out)
    assert [one.get("municipality") for one in told] == ["Avesta", None, "Hedemora"]
    assert "okänt vem ”Admin” är" in told[1]["error"]
    again = remiss("word", "receive", *paths, "--map", "Admin=Orsa: Ola Ek")
    assert (again.code, again.out.count("redan intagen")) == (0, 2)
    assert again.out.endswith("3 av 3 filer intagna.\n")
    workspace = Workspace.open(remiss.folder)
    ((end,),) = workspace.other_ends("20.4.1").values()
    assert (end.key, end.state) == ("7.3.4", State.WAITS)
