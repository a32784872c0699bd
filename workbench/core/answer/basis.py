"""The decision basis: one municipality's tjänsteskrivelse with a proposal for its board."""

from workbench.core import document as doc
from workbench.core.answer.dissents import dissents
from workbench.core.answer.joint import AnswerOptions, lower_name
from workbench.core.markdown import parse
from workbench.core.outline import SUMMARY
from workbench.core.party import Municipality
from workbench.core.response import Response
from workbench.core.swedish import join_names, long_date


def decision_basis(
    response: Response, municipality: Municipality, options: AnswerOptions
) -> doc.Document:
    """Make the document that a municipality's board decides on.

    Args:
        response: The response.
        municipality: Whose board it is.
        options: What is chosen; the version is named in the proposal.
    """
    referral = response.facts.referral
    title = f"Yttrande över {referral.full_title}"
    return doc.Document(
        title=title,
        subject="Tjänsteskrivelse",
        author=municipality.official_name,
        letterhead=doc.Letterhead(
            sender=municipality.official_name,
            kind="Tjänsteskrivelse",
            date=options.date,
            our_reference=municipality.registration_number,
            your_reference=referral.registration_number,
            recipient=(municipality.decides,) if municipality.decides else (),
            contact=tuple(officer.email for officer in municipality.officers[:1]),
            marking=options.marking,
        ),
        body=tuple(_blocks(response, municipality, options, title)),
        version=options.version,
    )


def _blocks(
    response: Response, municipality: Municipality, options: AnswerOptions, title: str
) -> list[doc.Block]:
    about, referral = response.facts.response, response.facts.referral
    body = municipality.decides or "Nämnden"
    version = f", version {options.version}" if options.version else ""
    senders = lower_name(about.name or "kommunerna")
    own = [d for d in dissents(response) if d.slug == municipality.slug]
    deviations = own[0].sections if own else ()
    clauses = [
        f"{municipality.official_name} ställer sig bakom det gemensamma yttrandet från {senders} "
        f"över {referral.full_title}{version},",
    ]
    if deviations:
        clauses.append(
            f"{municipality.official_name} lämnar ett särskilt yttrande i avsnitt "
            f"{join_names(deviations)} enligt bilaga,"
        )
    clauses.append("överlämna yttrandet till " + (referral.recipient or "departementet") + ".")
    blocks: list[doc.Block] = [
        doc.paragraph(title, doc.Role.TITLE),
        doc.Heading(1, "Förslag till beslut", "forslag"),
        doc.paragraph(f"{body} beslutar"),
        *(doc.paragraph(f"att {clause}", doc.Role.DECISION) for clause in clauses),
        doc.Heading(1, "Sammanfattning", "sammanfattning"),
    ]
    summary = response.agreed.get(SUMMARY)
    if summary is not None:
        blocks.extend(parse(summary.text, base_level=2).blocks)
    blocks.extend(_background(response, municipality))
    return blocks


def _background(response: Response, municipality: Municipality) -> list[doc.Block]:
    referral = response.facts.referral
    answered = sum(municipality.slug in response.contributions_to(key) for key in response.sections)
    blocks: list[doc.Block] = [doc.Heading(1, "Ärendet", "arendet")]
    sentences = [f"{referral.recipient or 'Departementet'} har remitterat {referral.full_title}."]
    if referral.due:
        sentences.append(f"Svaret ska ha kommit in senast den {long_date(referral.due)}.")
    sentences.append(
        f"{municipality.official_name} har lämnat bidrag till {answered} avsnitt av det "
        "gemensamma yttrandet."
    )
    blocks.append(doc.paragraph(" ".join(sentences)))
    blocks.append(doc.Heading(1, "Beslutsunderlag", "underlag"))
    papers = ["Denna tjänsteskrivelse", "Förslag till gemensamt yttrande"]
    blocks.append(doc.List(tuple((doc.paragraph(paper),) for paper in papers)))
    blocks.append(doc.Heading(1, "Beslut sänds till", "sands-till"))
    home = response.municipalities.get(response.facts.response.coordinator or "")
    receivers = [referral.recipient, home.official_name if home else ""]
    blocks.append(doc.List(tuple((doc.paragraph(receiver),) for receiver in receivers if receiver)))
    blocks.append(doc.paragraph("Förvaltningschef", doc.Role.SIGNATURE))
    return blocks
