from dataclasses import replace

import pytest

from tests.workspace.builders import KEY, TEXT, agreed, propose
from workbench.core.composing.proposal import BY_HAND, Proposed, apart, joined, proposed, text_of
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.position import Position
from workbench.core.provenance import Origin, Source
from workbench.core.reviewing.decisions import Way
from workbench.workspace.merging import save_composed
from workbench.workspace.provenance import SentenceProvenance
from workbench.workspace.settling import Settling
from workbench.workspace.workspace import Workspace


def blamed(workspace: Workspace) -> dict[str, SentenceProvenance]:
    return {sentence.text: sentence for sentence in workspace.blame(KEY)}


def who(sentence: SentenceProvenance) -> set[tuple[Source, str]]:
    return {(origin.source, origin.slug) for origin in sentence.origins}


def subjects(sentence: SentenceProvenance) -> list[str]:
    return [step.subject for step in sentence.steps]


COORDINATOR = (Source.COORDINATOR, "")
COMMON = "Arbetet prioriteras ned när resurserna är knappa."
MONEY = "Arbetet kräver medel i inledningsskedet."


def test_a_composed_sentence_names_everybody_who_wrote_it(contributed: Workspace) -> None:
    contributed.merge(KEY)
    sentence = blamed(contributed)[COMMON]
    origins = {origin.slug: origin for origin in sentence.origins}
    assert set(origins) == {"borlange", "falun"}
    assert origins["falun"].text == COMMON
    assert origins["borlange"].text == COMMON.replace("ned", "ner")
    assert origins["borlange"].why == "lika så när som på ”ner” mot ”ned”"
    assert subjects(sentence) == ["Sammanfogade 7.3.4 (3 bidrag)"]


def test_a_position_names_everybody_who_took_it(contributed: Workspace) -> None:
    contributed.merge(KEY)
    first = contributed.blame(KEY)[0]
    assert {origin.slug for origin in first.origins} == {"borlange", "falun", "malung-salen"}


def test_an_origin_is_the_act_in_which_it_was_first_written(contributed: Workspace) -> None:
    for text in ("Falun vill att ordalydelsen skärps.", "Falun vill att ordalydelsen skärps. Ny."):
        contributed.contribute(
            KEY, Contribution(position=Position.SUPPORT, text=text), party="Falun"
        )
    acts = contributed.log(municipality="Falun")
    contributed.merge(KEY)
    found = blamed(contributed)
    (first,) = found["Falun vill att ordalydelsen skärps."].origins
    (later,) = found["Ny."].origins
    assert first.version.startswith(acts[2].id)
    assert later.version.startswith(acts[0].id)


def test_who_edits_is_added_and_nobody_is_lost(contributed: Workspace) -> None:
    contributed.merge(KEY)
    edited = COMMON.replace("knappa", "mycket knappa")
    contributed.write_text(KEY, AgreedText(text=agreed(contributed).replace(COMMON, edited)))
    sentence = blamed(contributed)[edited]
    assert who(sentence) == {
        COORDINATOR,
        (Source.CONTRIBUTION, "borlange"),
        (Source.CONTRIBUTION, "falun"),
    }
    assert subjects(sentence) == ["Sammanfogade 7.3.4 (3 bidrag)", "Gemensam text 7.3.4 skriven"]


def test_what_is_kept_of_a_proposal_keeps_its_origins(contributed: Workspace) -> None:
    proposal = contributed.compose(KEY)
    assert proposal is not None
    text = proposal.text.replace("Falun vill att ordalydelsen skärps.", "Det bör skärpas.")
    contributed.save_composed(KEY, AgreedText(position=proposal.position, text=text))
    found = blamed(contributed)
    assert who(found[COMMON]) == {(Source.CONTRIBUTION, "borlange"), (Source.CONTRIBUTION, "falun")}
    assert who(found["Det bör skärpas."]) == {COORDINATOR}
    assert contributed.merge(KEY)[0].new == ()


def composed_lines(workspace: Workspace) -> tuple[Proposed, ...]:
    composition = workspace.compose(KEY)
    assert composition is not None
    return proposed(composition)


def row(lines: tuple[Proposed, ...], words: str) -> int:
    return next(number for number, one in enumerate(lines) if words in one.text)


def save(workspace: Workspace, lines: tuple[Proposed, ...]) -> None:
    wanted = AgreedText(position=Position.SUPPORT, text=text_of(lines))
    save_composed(workspace.desk, workspace.seat("samordnare"), KEY, wanted, lines)


SCHOOLS = "Förskola och skola är minst lika viktiga."
WISH = "Falun vill att ordalydelsen skärps."


def test_who_was_joined_by_hand_is_named(contributed: Workspace) -> None:
    lines = composed_lines(contributed)
    known = contributed.response.municipalities
    lines = joined(lines, row(lines, SCHOOLS), row(lines, "rekrytera"), known)
    save(contributed, lines)
    origins = {origin.slug: origin for origin in blamed(contributed)[SCHOOLS].origins}
    assert set(origins) == {"borlange", "malung-salen"}
    assert origins["malung-salen"].text == "Vi har svårt att rekrytera."
    assert {origin.why for origin in origins.values()} == {BY_HAND}
    assert contributed.merge(KEY)[0].new == ()


def test_who_was_taken_apart_by_hand_is_named_alone(contributed: Workspace) -> None:
    lines = composed_lines(contributed)
    known = contributed.response.municipalities
    save(contributed, apart(lines, row(lines, COMMON), known))
    for slug, said in (("falun", COMMON), ("borlange", COMMON.replace("ned", "ner"))):
        (sentence,) = [s for text, s in blamed(contributed).items() if text.endswith(said)]
        assert who(sentence) == {(Source.CONTRIBUTION, slug)}


def test_a_sentence_reworded_in_a_proposal_has_both_writers(contributed: Workspace) -> None:
    lines = list(composed_lines(contributed))
    place = row(tuple(lines), WISH)
    lines[place] = replace(lines[place], text="Ordalydelsen bör skärpas.")
    save(contributed, tuple(lines))
    sentence = blamed(contributed)["Ordalydelsen bör skärpas."]
    assert who(sentence) == {COORDINATOR, (Source.CONTRIBUTION, "falun")}
    assert subjects(sentence) == ["Sammanfogade 7.3.4 (3 bidrag)"]


def test_a_position_is_told_as_a_position_and_not_by_its_likeness(contributed: Workspace) -> None:
    contributed.merge(KEY)
    origins = {origin.slug: origin for origin in contributed.blame(KEY)[0].origins}
    assert origins["falun"].source is Source.POSITION
    assert origins["falun"].why == "kommunens ställningstagande: tillstyrker"
    assert origins["borlange"].source is Source.POSITION  # its own sentence says nothing more


@pytest.mark.parametrize(
    ("said", "whose"),
    [
        ("Falu kommun tillstyrker förslaget.", {"falun"}),
        ("Borlänge och Falu kommuner tillstyrker förslaget.", {"borlange", "falun"}),
        ("Malung-Sälens kommun tillstyrker förslaget med förbehåll.", {"malung-salen"}),
        ("Kommunerna efterfrågar något helt annat här.", set()),
    ],
)
def test_a_position_that_the_coordinator_writes_is_of_those_that_are_named(
    contributed: Workspace, said: str, whose: set[str]
) -> None:
    contributed.write_text(KEY, AgreedText(text=said))
    (sentence,) = contributed.blame(KEY)
    assert who(sentence) == {COORDINATOR} | {(Source.POSITION, slug) for slug in whose}


def test_words_that_left_no_trace_are_not_told(contributed: Workspace) -> None:
    """A sentence that was rewritten step by step in the end has nothing of the first wording."""
    contributed.merge(KEY)
    for old, new in (
        (WISH, "Falun vill att rubrikerna skärps."),
        ("Falun vill att rubrikerna skärps.", "Falun vill att rubrikerna i lagen blir tydliga."),
        ("Falun vill att rubrikerna i lagen blir tydliga.", "Nu är rubrikerna i lagen tydliga."),
    ):
        contributed.write_text(KEY, AgreedText(text=agreed(contributed).replace(old, new)))
    sentence = blamed(contributed)["Nu är rubrikerna i lagen tydliga."]
    assert all("rubrikerna" in origin.text for origin in sentence.origins)
    assert len(sentence.steps) > 1


def test_a_moved_a_split_and_a_joined_sentence_keep_their_origins(contributed: Workspace) -> None:
    contributed.merge(KEY)
    text = agreed(contributed).replace(COMMON + "\n\n", "")
    text += "\n" + COMMON.replace(" när resurserna", ".\nDet sker när resurserna") + "\n"
    contributed.write_text(KEY, AgreedText(text=text))
    for line in ("Arbetet prioriteras ned.", "Det sker när resurserna är knappa."):
        assert (Source.CONTRIBUTION, "falun") in who(blamed(contributed)[line]), line


def test_a_restored_sentence_has_the_origins_it_had(contributed: Workspace) -> None:
    contributed.merge(KEY)
    version = contributed.log(municipality="samordnare")[0].id
    contributed.write_text(KEY, AgreedText(text="Något annat helt och hållet."))
    contributed.restore(version, KEY)
    sentence = blamed(contributed)[COMMON]
    assert who(sentence) == {(Source.CONTRIBUTION, "borlange"), (Source.CONTRIBUTION, "falun")}
    assert subjects(sentence)[-1].startswith("Återställde 7.3.4")


def test_a_sentence_after_a_contribution_says_which(contributed: Workspace) -> None:
    said = "Förskola, skola och fritid är minst lika viktiga."
    contributed.write_text(KEY, AgreedText(text=said))
    sentence = blamed(contributed)[said]
    assert who(sentence) == {COORDINATOR, (Source.CONTRIBUTION, "borlange")}


def test_an_accepted_change_names_proposer_and_decision(written: Workspace) -> None:
    propose(written, "Falun", (MONEY, MONEY.replace("medel", "statliga medel")))
    proposed = written.log(municipality="Falun", limit=1)[0].id
    (change,) = written.review(KEY).review.pending
    written.accept(KEY, [change.id], reason="Bra.")
    sentence = blamed(written)[change.after]
    (origin,) = [o for o in sentence.origins if o.source is Source.CHANGE]
    assert origin.slug == "falun"
    assert origin.version.startswith(proposed)
    assert (sentence.steps[-1].verdict, sentence.steps[-1].reason) == ("godkänd", "Bra.")
    assert COORDINATOR in who(sentence)


def test_an_undisputed_insertion_by_two_names_both(written: Workspace) -> None:
    new = "En tidplan saknas."
    for party in ("Falun", "Malung-Sälen"):
        propose(written, party, (MONEY, f"{MONEY}\n{new}"))
    written.merge(KEY)
    sentence = blamed(written)[new]
    assert who(sentence) == {(Source.CHANGE, "falun"), (Source.CHANGE, "malung-salen")}
    assert sentence.steps[-1].verdict == "ostridig"


def test_a_settled_conflict_names_whose_wording_won(written: Workspace) -> None:
    propose(written, "Falun", ("hela socialtjänsten", "hela äldreomsorgen"))
    propose(written, "Malung-Sälen", ("hela socialtjänsten", "alla verksamheter"))
    (conflict,) = written.review(KEY).review.conflicts
    written.settle(conflict.id, Settling(Way.CHOSE, slug="falun"))
    sentence = blamed(written)["Perspektivet bör omfatta hela äldreomsorgen."]
    changed: list[Origin] = [o for o in sentence.origins if o.source is Source.CHANGE]
    assert [origin.slug for origin in changed] == ["falun"]
    assert sentence.steps[-1].verdict == "avgjord konflikt"


def test_every_sentence_has_an_origin_whatever_was_done(written: Workspace) -> None:
    propose(written, "Falun", (MONEY, ""), ("nationellt", "regionalt"))
    propose(written, "Malung-Sälen", ("\n\nArbetet", "\n\nSålunda kan sägas att det"))
    written.merge(KEY)
    written.write_text(
        KEY, AgreedText(text=agreed(written) + "\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    )
    written.write_text(KEY, AgreedText(text=TEXT))
    found = written.blame(KEY)
    assert [s.text for s in found] == [line for line in TEXT.split("\n") if line]
    assert all(sentence.origins and sentence.steps for sentence in found)
