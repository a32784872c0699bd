"""The decision basis: one municipality's tjänsteskrivelse with a proposal for its board."""

from collections.abc import Iterator

from workbench.core import document as doc
from workbench.core.answer.arms import SENDER, arms_of
from workbench.core.answer.dissents import dissents
from workbench.core.answer.joint import AnswerOptions, lower_name, title_of
from workbench.core.answer.sections import Sections
from workbench.core.answer.wording import in_words
from workbench.core.language.swedish import join_names, long_date
from workbench.core.markdown import parse
from workbench.core.outline import SUMMARY
from workbench.core.party import Municipality
from workbench.core.response import Response


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
    title = title_of(response)
    own = [d for d in dissents(response, asked=municipality.slug) if d.slug == municipality.slug]
    deviations = own[0].sections if own else ()
    writer = Sections(response, frozenset(deviations))
    annex = list(_annex(writer, municipality, deviations))
    own_arms = {slug: arms for slug, arms in options.arms.items() if slug != SENDER}
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
            arms=arms_of(response, own_arms, (municipality.slug,)),
        ),
        body=(
            *_blocks(response, municipality, options, deviations),
            *_background(response, municipality, annexed=bool(annex)),
            *annex,
        ),
        footnotes=writer.footnotes.blocks,
        version=options.version,
    )


def _annex(
    writer: Sections, municipality: Municipality, deviations: tuple[str, ...]
) -> Iterator[doc.Block]:
    if deviations:
        yield doc.PageBreak()
        name = municipality.official_name
        yield doc.Heading(1, f"Bilaga: Särskilt yttrande från {name}", "sarskilt-yttrande")
        for key in deviations:
            yield from writer.section(key, municipality, 2)


def _blocks(
    response: Response,
    municipality: Municipality,
    options: AnswerOptions,
    deviations: tuple[str, ...],
) -> list[doc.Block]:
    about, referral = response.facts.response, response.facts.referral
    body = municipality.decides or "Nämnden"
    version = f" (version ”{options.version}”)" if options.version else ""
    senders = lower_name(about.name or "kommunerna")
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
        doc.paragraph(title_of(response), doc.Role.TITLE),
        doc.Heading(1, "Förslag till beslut", "forslag"),
        doc.paragraph(f"{body} beslutar"),
        *(doc.paragraph(f"att {clause}", doc.Role.DECISION) for clause in clauses),
        doc.Heading(1, "Sammanfattning", "sammanfattning"),
    ]
    summary = response.agreed.get(SUMMARY)
    if summary is not None:
        blocks.extend(parse(summary.text, base_level=2).blocks)
    return blocks


def _background(
    response: Response, municipality: Municipality, *, annexed: bool
) -> list[doc.Block]:
    referral = response.facts.referral
    given = [response.contributions_to(key).get(municipality.slug) for key in response.sections]
    answered = sum(one is not None and one.says_something for one in given)
    blocks: list[doc.Block] = [doc.Heading(1, "Ärendet", "arendet")]
    sentences = [f"{referral.recipient or 'Departementet'} har remitterat {referral.full_title}."]
    if referral.due:
        sentences.append(f"Svaret ska ha kommit in senast den {long_date(referral.due)}.")
    sentences.append(
        f"{municipality.official_name} har lämnat bidrag till {in_words(answered)} avsnitt av det "
        "gemensamma yttrandet."
    )
    blocks.append(doc.paragraph(" ".join(sentences)))
    blocks.append(doc.Heading(1, "Beslutsunderlag", "underlag"))
    papers = ["Denna tjänsteskrivelse", "Förslag till gemensamt yttrande"]
    papers += ["Förslag till särskilt yttrande (bilaga)"] if annexed else []
    blocks.append(doc.List(tuple((doc.paragraph(paper),) for paper in papers)))
    blocks.append(doc.Heading(1, "Beslut sänds till", "sands-till"))
    home = response.municipalities.get(response.facts.response.coordinator or "")
    receivers = [referral.recipient, home.official_name if home else ""]
    blocks.append(doc.List(tuple((doc.paragraph(receiver),) for receiver in receivers if receiver)))
    blocks.append(doc.paragraph("\u00a0", doc.Role.SIGNATURE))  # room to write on
    blocks.append(doc.paragraph("_" * 36, doc.Role.SIGNATURE))
    blocks.append(doc.paragraph("Förvaltningschef", doc.Role.SIGNATURE))
    return blocks
