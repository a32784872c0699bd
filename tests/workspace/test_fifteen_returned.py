"""Fifteen municipalities return their files; in whatever order, the same is left to decide."""

import os
import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builder import FACTS, make_response
from tests.workspace.filled import Filler
from tests.workspace.returned import Word
from workbench.config import Settings
from workbench.workspace.exchange import SendOptions, send
from workbench.workspace.returning import ReceiveOptions, receive
from workbench.workspace.reviewing import SectionReview
from workbench.workspace.workspace import Workspace

TEXTS = {
    "5": "Kommunerna tillstyrker att lagen anger vad som avses.\nDefinitionen bör vara snävare.\n",
    "7.3.4": "Kommunerna tillstyrker förslaget.\nStaten bör betala kostnaden fullt ut.\n\n"
    "- Förskolan bör omfattas.\n- Skolan bör omfattas.\n\nUppföljningen bör samordnas.\n",
    "20.4.1": "Kommunerna delar bedömningen.\nIngen ny lag behövs för äldreomsorgen nu.\n",
}
NAMES = (
    "Avesta", "Borlänge", "Falun", "Gagnef", "Hedemora", "Leksand", "Ludvika", "Malung", "Mora",
    "Orsa", "Rättvik", "Smedjebacken", "Säter", "Vansbro", "Älvdalen",
)  # fmt: skip
ORDERS = 20 if os.environ.get("REMISS_LONG") else 3


def slug(name: str) -> str:
    return name.casefold().translate(str.maketrans("åäö", "aao"))


def facts() -> str:
    head = FACTS.partition("[[municipalities]]")[0]
    return head + "".join(
        f'[[municipalities]]\nslug = "{slug(name)}"\nname = "{name}"\n'
        f'official_name = "{name} kommun"\njoins = "ja"\n'
        for name in NAMES
    )


def edited(number: int, word: Word) -> Word:
    """What each municipality does with its copy; some agree, some stand against each other."""
    match number % 5:
        case 0:
            word.rewrite("fullt ut", f"till {number + 50} procent")
        case 1:
            word.rewrite("fullt ut", "helt och hållet").remark("Ingen ny lag", f"Fråga {number}")
        case 2:
            word.rewrite("Ingen ny lag", "En ny lag", tracked=False).rewrite("snävare", "vidare")
        case 3:
            word.add_paragraph("Uppföljningen bör", f"{NAMES[number]} vill lägga till detta.")
        case 4:
            word.carry("Definitionen bör vara", "Uppföljningen bör")
    return word


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The response that the copies are of."""
    folder = tmp_path_factory.mktemp("femton") / "svar"
    texts = {f"text/{key}.md": text for key, text in TEXTS.items()}
    make_response(folder, {"response.toml": facts(), **texts})
    return folder


@pytest.fixture(scope="module")
def files(start: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """What came back, by municipality: twelve copies and three forms."""
    folder = tmp_path_factory.mktemp("ute")
    workspace = Workspace.open(shutil.copytree(start, folder / "svar"), Settings())
    found = {}
    for form in (False, True):
        options = SendOptions(NAMES[12:] if form else NAMES[:12], out=folder, form=form)
        for number, copy in enumerate(send(workspace.desk, workspace.seat(), options)):
            data = copy.path.read_bytes()
            if form:
                words = f"Synpunkt {number}."
                filler = Filler(data).fill("7.3.4", Ställningstagande="avstyrker")
                found[copy.slug] = filler.fill("5", Synpunkter=words).data
            else:
                found[copy.slug] = edited(number, Word(data, f"{NAMES[number]} kommun")).data
    return found


def left_to_decide(workspace: Workspace) -> tuple[object, ...]:
    """What is pending and disputed, what is said beside it, and the files it lies in."""
    found: list[object] = []
    for key in TEXTS:
        review = SectionReview(workspace.desk, key).review
        found.append([(c.id, c.slugs, c.result, c.conflict, c.fit) for c in review.pending])
        found.append([(d.id, d.base, d.sides) for d in review.conflicts])
        found.append(
            [(t.id, t.line, [e.comment for e in t.entries]) for t in workspace.comments(key)]
        )
        found.append(workspace.response.contributions_to(key))
    received = {p: d for p, d in workspace.desk.files().items() if "/received/" in p}
    return (*found, received)


def test_the_order_of_fifteen_files_never_matters(
    start: Path, files: Mapping[str, bytes], tmp_path: Path
) -> None:
    chance = random.Random(47)
    orders = [list(files), list(files)[::-1]]
    orders += [chance.sample(list(files), len(files)) for _ in range(ORDERS - len(orders))]
    first = None
    for number, order in enumerate(orders):
        workspace = Workspace.open(shutil.copytree(start, tmp_path / str(number)), Settings())
        for name in order:
            file = tmp_path / f"{name}.docx"
            file.write_bytes(files[name])
            receive(workspace.desk, workspace.seat(), file, ReceiveOptions())
        now = left_to_decide(workspace)
        assert now == (first := first or now)
    assert first is not None
    assert first[-1], "something was taken in"
    assert any(first[1::4]), "somebody disagrees"
