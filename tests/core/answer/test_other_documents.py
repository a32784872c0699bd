"""The decision basis, the summary of contributions, and the letters around the answer."""

import datetime as dt

from hypothesis import given, settings

from tests.core.answer.responses import OPTIONS, expected, response, responses, says
from workbench.core import document as doc
from workbench.core.answer import contribution_summary, decision_basis
from workbench.core.answer.letters import (
    LetterOptions,
    addendum,
    cover_letter,
    distribution_list,
    mail_body,
    withdrawal,
)
from workbench.core.markdown import parse
from workbench.core.position import Position
from workbench.core.response import Response
from workbench.core.sending import Kind, Sending

SENT = Sending(
    kind=Kind.ANSWER,
    at=dt.datetime.fromisoformat("2021-01-29T14:05"),
    by="Samordnare",
    to=("s.remissvar@regeringskansliet.se",),
)
LETTER = LetterOptions(dt.date(2021, 2, 8), to=SENT.to)


def text(document: doc.Document) -> str:
    return "\n".join(doc.texts(document.body))


def test_the_decision_basis_proposes_what_to_decide() -> None:
    made = response()
    basis = decision_basis(made, made.municipalities["mora"], OPTIONS)
    clauses = [
        doc.plain(b.spans)
        for b in basis.body
        if isinstance(b, doc.Paragraph) and b.role is doc.Role.DECISION
    ]
    assert clauses == [
        "att Mora kommun ställer sig bakom det gemensamma yttrandet från kommunerna i Dalarna "
        "över Hållbar socialtjänst (SOU 2020:47) (version ”utkast-3”),",
        "att överlämna yttrandet till Socialdepartementet.",
    ]
    assert "Kommunerna är positiva." in text(basis)
    assert "Svaret ska ha kommit in senast den 1 februari 2021." in text(basis)


def test_who_will_differ_decides_on_its_own_statement_too() -> None:
    made = response(
        contributions={("10.3.5", "mora"): says("Mora kommun avstyrker.", Position.REJECT)},
        adoptions={"falun": expected()},
    )
    basis = text(decision_basis(made, made.municipalities["mora"], OPTIONS))
    assert "att Mora kommun lämnar ett särskilt yttrande i avsnitt 10.3.5 enligt bilaga," in basis
    assert "Bilaga: Särskilt yttrande från Mora kommun" in basis
    assert "Mora kommun avstyrker." in basis
    other = text(decision_basis(made, made.municipalities["orsa"], OPTIONS))
    assert "särskilt yttrande" not in other


@settings(max_examples=settings().max_examples // 5)
@given(responses())
def test_the_summary_holds_every_contribution_once(made: Response) -> None:
    summary = contribution_summary(made, OPTIONS)
    cells = [
        doc.plain(cell)
        for block in summary.body
        if isinstance(block, doc.Table)
        for row in block.rows
        for cell in row
    ]
    for contribution in made.contributions.values():
        said = " ".join(doc.texts(parse(contribution.text).blocks))
        assert sum(said in cell for cell in cells) == 1


def test_the_cover_letter_names_sender_report_and_files() -> None:
    letter = cover_letter(response(), LETTER, ["S2020-06592 Kommunerna i Dalarna.docx"])
    assert "Kommunerna i Dalarna lämnar härmed sitt yttrande över Hållbar socialtjänst" in text(
        letter
    )
    assert "S2020-06592 Kommunerna i Dalarna.docx" in text(letter)
    assert letter.letterhead.your_reference == "S2020/06592"


def test_the_mail_says_the_same_in_plain_words() -> None:
    body = mail_body(response(), ["a.docx", "a.pdf"], "svar")
    assert "- a.docx\n- a.pdf\n" in body
    assert "Frågor besvaras av Falu kommun" in body


def test_everybody_is_on_the_list_of_receivers() -> None:
    listed = text(distribution_list(response(), LETTER))
    for name in ("Socialdepartementet", "Falu kommun", "Säters kommun"):
        assert name in listed


def test_letters_afterwards_refer_to_what_was_sent() -> None:
    made = response()
    added = text(addendum(made, LETTER, SENT, ["7.3"]))
    assert "skickades den 29 januari 2021 till s.remissvar@regeringskansliet.se" in added
    assert "Kommunerna i Dalarna lämnar här ett tillägg i avsnitt 7.3." in added
    assert "Det behövs tid." in added
    gone = text(withdrawal(made, LETTER, SENT, ["7.3", "10.3.5"]))
    assert "återkallar yttrandet i avsnitt 7.3 och 10.3.5. Den delen utgår." in gone


def test_one_municipality_may_withdraw_for_itself() -> None:
    made = response()
    own = withdrawal(
        made, LETTER, SENT, ["7.3"], by=made.municipalities["mora"], reason="Nytt beslut."
    )
    assert "Mora kommun står inte längre bakom yttrandet i avsnitt 7.3." in text(own)
    assert "Skäl: Nytt beslut." in text(own)
    assert own.letterhead.sender == "Mora kommun"
    assert own.letterhead.our_reference == "SN 2020/4"
