import random
import re

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from tests.core.composing import MUNICIPALITIES, composed, given
from workbench.core.composing import STATED, Role
from workbench.core.composing.material import sentences
from workbench.core.contribution import Contribution
from workbench.core.markdown import canonical, parse

few = settings(max_examples=settings().max_examples // 2)
"""Half as many examples as elsewhere: a whole section takes longer to make up than a word."""


@few
@for_all(given())
def test_nothing_that_is_said_is_lost(contributions: dict[str, Contribution]) -> None:
    composition = composed(contributions)
    origins = {
        (o.slug, o.sentence)
        for s in (composition.sentences() if composition else ())
        for o in s.origins
    }
    for slug, contribution in contributions.items():
        for number, _ in enumerate(sentences(contribution.text)):
            assert (slug, number) in origins
        if contribution.position:
            assert (slug, STATED) in origins


@few
@for_all(given(), st.randoms(use_true_random=False))
def test_the_order_of_the_municipalities_never_matters(
    contributions: dict[str, Contribution], chance: random.Random
) -> None:
    shuffled = list(contributions.items())
    chance.shuffle(shuffled)
    assert composed(contributions) == composed(dict(shuffled))


@few
@for_all(given())
def test_every_sentence_has_an_origin_that_said_so(
    contributions: dict[str, Contribution],
) -> None:
    composition = composed(contributions)
    for sentence in composition.sentences() if composition else ():
        assert sentence.origins
        for origin in sentence.origins:
            said = sentences(contributions[origin.slug].text)
            position = contributions[origin.slug].position
            assert origin.text == (position if origin.sentence == STATED else said[origin.sentence])


@few
@for_all(given())
def test_one_alone_is_quoted_word_for_word(contributions: dict[str, Contribution]) -> None:
    composition = composed(contributions)
    for sentence in composition.sentences() if composition else ():
        if sentence.role is Role.POINT and not sentence.origins[0].why.startswith("den som talar"):
            said = re.sub(r"\[\^[^\]]+\]", "", sentence.origins[0].text)
            assert re.sub(r"\[\^[^\]]+\]", "", sentence.text) == said


@few
@for_all(given())
def test_the_text_is_in_its_stored_form_and_keeps_its_sentences(
    contributions: dict[str, Contribution],
) -> None:
    composition = composed(contributions)
    if composition is None:
        return
    assert canonical(composition.text) == composition.text
    found = list(sentences(composition.text))
    assert found == [s.text for s in composition.sentences()]


@few
@for_all(given())
def test_footnotes_stay_with_their_marks(contributions: dict[str, Contribution]) -> None:
    composition = composed(contributions)
    if composition is None:
        return
    there = sum(len(parse(c.text).footnotes) for c in contributions.values())
    assert len(parse(composition.text).footnotes) == there


@few
@for_all(given())
def test_blocks_stay_whole(contributions: dict[str, Contribution]) -> None:
    composition = composed(contributions)
    kinds = ("- ett\n- två", "1. först\n2. sedan", "> citat", "| 1 | 2 |")
    for kind in kinds:
        there = sum(c.text.count(kind) for c in contributions.values())
        assert (composition.text if composition else "").count(kind) == there


@few
@for_all(given())
def test_whoever_speaks_alone_is_named(contributions: dict[str, Contribution]) -> None:
    composition = composed(contributions)
    named = ""
    for sentence in composition.sentences() if composition else ():
        for slug, municipality in MUNICIPALITIES.items():
            if sentence.text.startswith((municipality.official_name, municipality.name)):
                named = slug
        if sentence.role is Role.POINT and not sentence.text.startswith(("[^", " ")):
            assert sentence.slugs == (named,)
