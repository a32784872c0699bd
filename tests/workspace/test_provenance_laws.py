"""Whatever is done to a text, every sentence of it has its writers, and the act that let it in.

Each municipality writes words of its own (`faluord7`), which nobody else ever uses: wherever such
a word stands in the text, that municipality must be among the sentence's writers.
"""

import random
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workspace.builders import KEY, agreed, with_contributions
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.position import Position
from workbench.core.provenance import Source
from workbench.core.reviewing.decisions import Way
from workbench.core.reviewing.pending import Fit
from workbench.errors import WorkbenchError
from workbench.workspace.settling import Settling
from workbench.workspace.workspace import Workspace

MARKS = {"borlange": "borlängeord", "falun": "faluord", "malung-salen": "malungord"}
_MARK = re.compile(f"({'|'.join(MARKS.values())})\\d+")
_SLUGS = {mark: slug for slug, mark in MARKS.items()}
few = settings(max_examples=max(12, settings().max_examples // 8))


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A response whose text was composed of what three municipalities wrote; to be copied."""
    workspace = with_contributions(tmp_path_factory.mktemp("laws") / "svar")
    for slug, mark in MARKS.items():
        text = f"Lagen bör enligt {mark}1 gälla alla.\nStaten bör betala för {mark}2 fullt ut."
        given = Contribution(position=Position.SUPPORT, text=text)
        workspace.contribute(KEY, given, party=slug)
    workspace.merge(KEY)
    return workspace.folder


class Work:
    """A coordinator and three municipalities at work on one text, by chance."""

    def __init__(self, workspace: Workspace, chance: random.Random) -> None:
        self.workspace = workspace
        self.chance = chance
        self._count = 10

    def _lines(self) -> list[str]:
        return agreed(self.workspace).rstrip("\n").split("\n")

    def _sentence(self) -> int:
        return self.chance.choice([n for n, line in enumerate(self._lines()) if line.strip()])

    def _word(self, slug: str) -> str:
        self._count += 1
        return f"{MARKS[slug]}{self._count}"

    def _write(self, lines: list[str]) -> None:
        if any(line.strip() for line in lines) and lines != self._lines():
            self.workspace.write_text(KEY, AgreedText(text="\n".join(lines)))

    def _propose(self, slug: str, at: int) -> None:
        lines = self._lines()
        words = lines[at].split()
        if self.chance.random() < 0.5 and len(words) > 4:
            words.insert(self.chance.randrange(1, len(words) - 1), self._word(slug))
            lines[at] = " ".join(words)
        else:
            lines.insert(at + 1, f"Det är viktigt att {self._word(slug)} och annat följs upp.")
        self.workspace.propose_change(KEY, "\n".join(lines), party=slug)

    def proposes(self) -> None:
        """A municipality wants a word or a sentence put in."""
        self._propose(self.chance.choice(list(MARKS)), self._sentence())

    def disagrees(self) -> None:
        """Two want one sentence changed in different ways."""
        at = self._sentence()
        for slug in self.chance.sample(list(MARKS), 2):
            self._propose(slug, at)

    def accepts(self) -> None:
        """A change is taken in."""
        review = self.workspace.review(KEY).review
        fitting = [change.id for change in review.pending if change.fit is not Fit.ORPHAN]
        if fitting:
            self.workspace.accept(KEY, [self.chance.choice(fitting)])

    def takes_in(self) -> None:
        """All that nobody disputes is taken in."""
        self.workspace.take_in(KEY)

    def settles(self) -> None:
        """A conflict is settled: a side chosen, or all combined."""
        for dispute in self.workspace.review(KEY).review.conflicts[:1]:
            slug = self.chance.choice([slug for side in dispute.sides for slug in side.slugs])
            combine = self.chance.random() < 0.4
            how = Settling(Way.COMBINED) if combine else Settling(Way.CHOSE, slug=slug)
            self.workspace.settle(dispute.id, how)

    def places(self) -> None:
        """A change that has lost its place is given another."""
        for orphan in self.workspace.review(KEY).review.orphans[:1]:
            self.workspace.place(KEY, orphan.id, self._sentence() + 1, beside=True)

    def rewords(self) -> None:
        """The coordinator changes a word."""
        lines, at = self._lines(), self._sentence()
        words = lines[at].split()
        plain = [n for n, word in enumerate(words) if not _MARK.search(word)]
        if plain and len(words) > 4:
            words[self.chance.choice(plain)] = "emellertid"
            lines[at] = " ".join(words)
            self._write(lines)

    def moves(self) -> None:
        """The coordinator moves a sentence."""
        lines = self._lines()
        moved = lines.pop(self._sentence())
        lines.insert(self.chance.randrange(len(lines) + 1), moved)
        self._write(lines)

    def splits(self) -> None:
        """The coordinator makes two sentences of one."""
        lines, at = self._lines(), self._sentence()
        words = lines[at].rstrip(".").split()
        if len(words) > 7:
            half = len(words) // 2
            first, second = " ".join(words[:half]), " ".join(words[half:])
            lines[at : at + 1] = [f"{first}.", f"{second[:1].upper()}{second[1:]}."]
            self._write(lines)

    def joins(self) -> None:
        """The coordinator makes one sentence of two."""
        lines, at = self._lines(), self._sentence()
        if at + 1 < len(lines) and lines[at + 1].strip():
            lines[at : at + 2] = [f"{lines[at].rstrip('.')} och {lines[at + 1]}"]
            self._write(lines)

    def deletes(self) -> None:
        """The coordinator strikes a sentence."""
        lines = self._lines()
        lines.pop(self._sentence())
        self._write(lines)

    def restores(self) -> None:
        """The text is fetched back as it was."""
        acts = self.workspace.log(section=KEY, municipality="samordnare")
        old = [act for act in acts if f"text/{KEY}.md" in act.paths]
        self.workspace.restore(self.chance.choice(old).id, KEY)

    def takes_back(self) -> None:
        """A decision is taken back."""
        standing = self.workspace.review(KEY).decisions.standing
        if standing:
            self.workspace.undo_decision(KEY, self.chance.choice(standing).id)


ACTS: dict[str, Callable[[Work], None]] = {
    name: act for name, act in vars(Work).items() if callable(act) and not name.startswith("_")
}


@few
@given(st.lists(st.sampled_from(sorted(ACTS)), min_size=3, max_size=9), st.randoms())
def test_every_sentence_has_its_writers_and_the_act_that_let_it_in(
    composed: Path, acts: list[str], chance: random.Random
) -> None:
    with tempfile.TemporaryDirectory(dir=composed.parent) as own:
        workspace = Workspace.open(Path(shutil.copytree(composed, Path(own) / "svar")))
        work = Work(workspace, chance)
        for name in acts:
            try:
                ACTS[name](work)
            except WorkbenchError:
                continue  # refused, as by a text that has been rewritten since
        found = workspace.blame(KEY)
        assert [s.text for s in found] == [line for line in agreed(workspace).split("\n") if line]
        for sentence in found:
            assert sentence.steps
            assert sentence.origins
            for origin in sentence.origins:
                assert (origin.slug in MARKS) == (origin.source in _BY_A_MUNICIPALITY)
                assert origin.person
                assert origin.version
            writers = {origin.slug for origin in sentence.origins}
            assert {_SLUGS[mark] for mark in _MARK.findall(sentence.text)} <= writers, sentence


_BY_A_MUNICIPALITY = {Source.CONTRIBUTION, Source.POSITION, Source.CHANGE}
