"""Working copies: the agreed text with everybody's pending changes as tracked ones.

Each section lies in a region of its own. What a copy is made from stands in the file's properties,
so it can be taken in again even where the record of it is lost.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workbench.core import document as doc
from workbench.core.answer.joint import AnswerOptions, joint_answer
from workbench.core.answer.marking import marks_of
from workbench.core.exchange.letter import MARKING
from workbench.core.markdown import canonical
from workbench.errors import InputError, StageError
from workbench.word.authors import names_in
from workbench.word.package import open_package
from workbench.word.returning.labels import lock_tracking, relabel
from workbench.word.writer import write
from workbench.workspace import clock
from workbench.workspace.copy_labels import AUTHOR, MUNICIPALITY, RESPONSE, SECTION
from workbench.workspace.desk import Desk
from workbench.workspace.proofs import tracked_proof
from workbench.workspace.reviewing import version_of_text
from workbench.workspace.templates import template


def sections_to_send(desk: Desk, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the sections that a copy is made of, all that have a text when none are named.

    Raises:
        InputError: There is no such section, or it has no text.
        StageError: No section has a text.
    """
    response = desk.response()
    texts = [
        k for k in response.sections if k in response.agreed and response.agreed[k].text.strip()
    ]
    chosen = [desk.section_key(words) for words in wanted]
    for key in chosen:
        if key not in texts:
            raise InputError(
                f"avsnitt {key} har ingen gemensam text att skicka",
                hint="Skriv den först, eller slå ihop bidragen med remiss merge.",
            )
    if not texts:
        raise StageError(
            "det finns ingen gemensam text att skicka",
            hint="Slå ihop bidragen med remiss merge först.",
        )
    return tuple(key for key in texts if not chosen or key in chosen)


def working_copy(desk: Desk, keys: Sequence[str]) -> doc.Document:
    """Make the working copy of some sections, the same for everybody but for whose it is."""
    response = desk.response()
    chosen = replace(response, agreed={key: response.agreed[key] for key in keys})
    version = desk.history.log(limit=1)[0].id[:10]
    proof = tracked_proof(desk, version)
    proof = replace(
        proof,
        bodies={key: body for key, body in proof.bodies.items() if key in keys},
        comments={
            label: c for label, c in proof.comments.items() if label.rpartition(":")[0] in keys
        },
    )
    day = clock.wall(clock.now()).date()
    answer = AnswerOptions(date=day, marking=MARKING, version=version, regions=True)
    document = joint_answer(chosen, answer, proof)
    labels = {RESPONSE: response.facts.response.id}
    for key in keys:
        digest = text_digest(response.agreed[key].text)
        labels[f"{SECTION}{key}"] = f"{version_of_text(desk, key)}:{digest}"
    for number, author in enumerate(sorted(_authors(document)), 1):
        labels[f"{AUTHOR}{number}"] = author
    return replace(document, properties=labels)


def text_digest(text: str) -> str:
    """Short digest of a section's text in its stored form."""
    return hashlib.sha256(canonical(text).encode()).hexdigest()[:16]


def _authors(document: doc.Document) -> set[str]:
    """Everybody who is named in a copy, those of a mark that several made one by one."""
    stories = (document.body, *document.footnotes.values())
    found = {mark.author for blocks in stories for mark in marks_of(blocks)}
    for comment in document.comments.values():
        found |= {comment.author, *(reply.author for reply in comment.replies)}
    return {name for author in found for name in names_in(author)}


def copies_for(
    desk: Desk, document: doc.Document, slugs: Iterable[str], *, locked: bool
) -> Iterator[bytes]:
    """Write a working copy for each municipality: once, and then whose it is.

    Args:
        desk: The opened response.
        document: As `working_copy` makes it.
        slugs: The municipalities', in order.
        locked: Word records every edit as a tracked change.
    """
    labels = {**document.properties, MUNICIPALITY: ""}
    written = write(replace(document, properties=labels), template(desk))
    for slug in slugs:
        package = open_package(written, "arbetskopia.docx")
        relabel(package, MUNICIPALITY, slug)
        if locked:
            lock_tracking(package)
        yield package.to_bytes()
