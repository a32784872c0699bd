"""Laws and tables of cases for `workbench.core.merging.diff`."""

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.language.tokens import tokenise
from workbench.core.merging.diff import Kind, Piece, diff_words


def shown(pieces: tuple[Piece, ...]) -> str:
    """Write a difference as `kept [-deleted-] {+inserted+}`."""
    marks = {Kind.KEPT: "{}", Kind.DELETED: "[-{}-]", Kind.INSERTED: "{{+{}+}}"}
    return "".join(marks[kind].format(text) for kind, text in pieces)


def without(pieces: tuple[Piece, ...], left_out: Kind) -> str:
    return "".join(text for kind, text in pieces if kind is not left_out)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ""),
        ("", "Ny.", "{+Ny.+}"),
        ("Borta.", "", "[-Borta.-]"),
        ("Vi tillstyrker.", "Vi avstyrker.", "Vi [-tillstyrker-]{+avstyrker+}."),
        (
            "Kommunen avstyrker förslaget starkt.",
            "Kommunen tillstyrker förslaget stark.",
            "Kommunen [-avstyrker-]{+tillstyrker+} förslaget [-starkt-]{+stark+}.",
        ),
        (
            "Detta framgår av 2 kap. 5 § i lagen.",
            "Detta framgår av 2 kap. 6 § i lagen.",
            "Detta framgår av [-2 kap. 5 §-]{+2 kap. 6 §+} i lagen.",
        ),
        (
            "Det gäller från 1 januari 2025.",
            "Det gäller från 1 juli 2025.",
            "Det gäller från [-1 januari 2025-]{+1 juli 2025+}.",
        ),
        (
            "Lagen (2018:1937) gäller.",
            "Lagen (2001:453) gäller.",
            "Lagen [-(2018:1937)-]{+(2001:453)+} gäller.",
        ),
        ("Det ökar 3,5 procent.", "Det ökar 13,5 procent.", "Det ökar [-3,5-]{+13,5+} procent."),
        (
            "Äldreomsorgsnämnden svarar.",
            "Äldreomsorgsförvaltningen svarar.",
            "[-Äldreomsorgsnämnden-]{+Äldreomsorgsförvaltningen+} svarar.",
        ),
        (
            "En mening. En till.",
            "En mening. Helt ny här. En till.",
            "En mening. {+Helt ny här. +}En till.",
        ),
        (
            "En mening. Helt ny här. En till.",
            "En mening. En till.",
            "En mening. [-Helt ny här. -]En till.",
        ),
        (
            "Ett stycke. Ett annat.",
            "Ett stycke.\n\nEtt annat.",
            "Ett stycke.[- -]{+\n\n+}Ett annat.",
        ),
        ("Ett stycke.\nEtt annat.", "Ett stycke.\n\nEtt annat.", "Ett stycke.\n{+\n+}Ett annat."),
        (
            "Första raden.\nAndra raden.",
            "Första raden.\nAndra raden.\nTredje är ny.",
            "Första raden.\nAndra raden.{+\nTredje är ny.+}",
        ),
        (
            "Vi är positiva till detta.",
            "Vi är inte positiva till detta.",
            "Vi är {+inte +}positiva till detta.",
        ),
        ("Röd bil här.", "Blå båt här.", "[-Röd bil-]{+Blå båt+} här."),
        ("a\r\nb", "a\nb", "a[-\r-]\nb"),
        (
            "Vi anser detta. Det bör ändras.",
            "Vi anser detta. Vi anser att det är bra. Det bör ändras.",
            "Vi anser detta. {+Vi anser att det är bra. +}Det bör ändras.",
        ),
        (
            "Kommunen anser det. Kommunen avstyrker.",
            "Kommunen anser det. Kommunen anser mer. Kommunen avstyrker.",
            "Kommunen anser det. {+Kommunen anser mer. +}Kommunen avstyrker.",
        ),
        (
            "Barn, unga och äldre berörs av lagen.",
            "Barn och unga berörs av lagen.",
            "Barn[-, unga-] och [-äldre-]{+unga+} berörs av lagen.",
        ),
        (
            "Stödet bör (enligt kommunen) öka nu.",
            "Stödet bör enligt kommunen öka nu.",
            "Stödet bör [-(-]enligt kommunen[-)-] öka nu.",
        ),
        (
            "Rad ett är kvar.\n\nRad två går bort.\n\nRad tre är kvar.",
            "Rad ett är kvar.\n\nRad tre är kvar.",
            "Rad ett är kvar.\n\n[-Rad två går bort.\n\n-]Rad tre är kvar.",
        ),
        (
            "Ny mening här.\n\nStycke ett är långt nog.\n\nStycke två är också långt.",
            "Stycke ett var långt nog.\n\nStycke två är också långt.\n\nHelt annat sist.",
            "[-Ny mening här.\n\n-]Stycke ett [-är-]{+var+} långt nog.\n\n"
            "Stycke två är också långt.{+\n\nHelt annat sist.+}",
        ),
        (
            "Ett a b c d e f g h två.",
            "Ett i j k d l m n o två.",
            "Ett [-a b c d e f g h-]{+i j k d l m n o+} två.",
        ),
    ],
)
def test_reads_well(before: str, after: str, expected: str) -> None:
    assert shown(diff_words(before, after)) == expected


WORDS = st.sampled_from(
    [
        *("Kommunen", "tillstyrker", "avstyrker", "inte", "§ 4", "2024–2026", ",", ".", "\u00a0"),
        *(" ", " ", "\n", "\n\n", "\r\n", "2 kap. 5 §", "t.ex.", "(2018:1937)", "\U000f0000"),
    ]
)
TEXTS = st.lists(WORDS, max_size=60).map("".join) | st.text(max_size=40)
SENTENCES = st.lists(
    st.lists(
        st.sampled_from(["Vi", "kommunen", "anser", "inte", "lagen", "bra", "bör", "ändras"]),
        min_size=2,
        max_size=9,
    ).map(lambda words: " ".join(words).capitalize() + "."),
    max_size=12,
).map("\n".join)


@given(TEXTS | SENTENCES, TEXTS | SENTENCES)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    pieces = diff_words(before, after)
    assert without(pieces, Kind.INSERTED) == before
    assert without(pieces, Kind.DELETED) == after
    assert all(text for _, text in pieces)
    assert all(
        one.kind is not other.kind and (one.kind, other.kind) != (Kind.INSERTED, Kind.DELETED)
        for one, other in pairwise(pieces)
    )


@given(SENTENCES, SENTENCES)
def test_never_cuts_inside_a_word(before: str, after: str) -> None:
    for left_out, whole in ((Kind.INSERTED, before), (Kind.DELETED, after)):
        tokens = [
            token
            for kind, text in diff_words(before, after)
            if kind is not left_out
            for token in tokenise(text)
        ]
        assert tokens == tokenise(whole)


@given(TEXTS | SENTENCES)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert diff_words(text, text) == ((Piece(Kind.KEPT, text),) if text else ())


def test_gives_the_same_pieces_whatever_the_hash_seed() -> None:
    code = """if True:
        from workbench.core.merging.diff import diff_words
        a = [f"Mening {n} om {n % 7} saker och {n % 11} ting." for n in range(120)]
        b = [s.replace("om", "kring") if n % 3 else s + " Ny." for n, s in enumerate(a) if n % 5]
        print([(kind.value, text) for kind, text in diff_words(" ".join(a), " ".join(b))])
    """
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


def test_splitting_a_paragraph_paints_almost_nothing() -> None:
    sentences = [f"Mening nummer {n} handlar om ämne {n}." for n in range(20)]
    before = " ".join(sentences)
    after = " ".join(sentences[:9]) + "\n\n" + " ".join(sentences[9:])
    painted = sum(len(text) for kind, text in diff_words(before, after) if kind is not Kind.KEPT)
    assert painted <= 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("gammal text ", "ny skrift ", id="nothing in common"),
        pytest.param("samma ord igen ", "samma ord annars ", id="two words of three in common"),
    ],
)
def test_a_long_paragraph_that_is_all_new_is_still_right(before: str, after: str) -> None:
    old = "".join(f"{before}{n} " for n in range(5_000))
    new = "".join(f"{after}{n * 7 % 5_003} " for n in range(5_000))
    pieces = diff_words(old, new)
    assert without(pieces, Kind.INSERTED) == old
    assert without(pieces, Kind.DELETED) == new
