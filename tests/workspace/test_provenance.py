from tests.workspace.builders import KEY, TEXT, agreed, propose
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.position import Position
from workbench.core.provenance import Origin, Source
from workbench.core.reviewing.decisions import Way
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
