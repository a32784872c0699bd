"""Recognising a document: which version its bytes show, and which it is most like.

A document that was made here is known by its digest, which is recorded. Any other is looked for by
making versions' documents again, those with the most of its text first: the same version, day and
template give the same bytes, and only equal bytes decide.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice

from workbench.core import places
from workbench.core.answer import (
    AnswerOptions,
    contribution_summary,
    decision_basis,
    joint_answer,
)
from workbench.core.answer.arms import read_arms
from workbench.core.check.finding import Place
from workbench.core.check.prose import Text
from workbench.core.document import Document
from workbench.core.document import texts as texts_of
from workbench.core.response import Response
from workbench.errors import InputError
from workbench.history import Version
from workbench.storage import texts
from workbench.storage.response import read_response
from workbench.word.writer import Template
from workbench.workspace import clock
from workbench.workspace.desk import Desk
from workbench.workspace.document_file import DocumentFile, written_as
from workbench.workspace.exporting import Variant
from workbench.workspace.proofs import alternatives_proof, tracked_proof
from workbench.workspace.record import made_documents
from workbench.workspace.templates import template_files
from workbench.workspace.whole import content, versions_of_the_whole

_MOST_TRIED = 24
"""Versions that are made again, of all that there are; they are ranked by their text."""

_MOST_TRIED_AS_PDF = 4
"""The same of a PDF, which takes longer to make and says its version itself."""

_LIKE = 0.2
"""Share of its first lines that a file has in common with a version that it may come from."""

_PROOFS = {Variant.TRACKED: tracked_proof, Variant.ALTERNATIVES: alternatives_proof}


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a document is."""

    version: str
    """Identity of the version that it shows."""
    milestone: str
    kind: str
    """`svar`, `utkast`, `beslutsunderlag`, `följebrev` …"""
    day: dt.date
    """The day that stands on it."""
    slug: str = ""
    """The municipality whose it is; empty for the joint answer's."""
    made: dt.datetime | None = None
    """When it was made; None for what is known by making it again."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The version's document that a file has most in common with."""

    found: Recognised
    document: Document
    written: DocumentFile
    """It, in the file's own format."""


def recognise(desk: Desk, file: DocumentFile, digest: str) -> Recognised | None:
    """Find the version and the kind of document that a file is; None when it is none.

    Raises:
        InputError: It is neither a Word file nor a PDF.
    """
    return _recorded(desk, digest) or _made_again(desk, file)


def _recorded(desk: Desk, digest: str) -> Recognised | None:
    row = made_documents(desk).with_file(digest)
    if row is None:
        return None
    found = Recognised(row.version, "", row.kind, row.dated, row.municipality or "", row.at)
    try:
        return _named(desk, found)
    except InputError:
        return None  # the row speaks of a version that the history does not have


def _made_again(desk: Desk, file: DocumentFile) -> Recognised | None:
    templates = list(_templates(desk))
    for found, document in _candidates(desk, file):
        if file.is_pdf or file.says_all_of(document):
            for template in templates[: 1 if file.is_pdf else None]:
                if written_as(file, document, template).data == file.data:
                    return _named(desk, found)
    return None


def _templates(desk: Desk) -> Iterator[Template]:
    """Yield the templates that can be read; the shipped one always can."""
    for file in template_files(desk):
        with suppress(InputError):
            yield file.read()


def nearest(desk: Desk, file: DocumentFile) -> Likeness | None:
    """Find the document that a file has most in common with; None when there is no version."""
    known = Counter(file.lines)
    best: tuple[int, Recognised, Document] | None = None
    for found, document in _candidates(desk, file):
        common = (known & Counter(texts_of(document.body))).total()
        if best is None or common > best[0]:
            best = common, found, document
    if best is None or best[0] < _LIKE * min(len(file.lines), 20):
        return None
    _, found, document = best
    template = next(_templates(desk))
    return Likeness(_named(desk, found), document, written_as(file, document, template))


def _named(desk: Desk, found: Recognised) -> Recognised:
    """Return the same under the name of a milestone, when one says just the same."""
    own = content(desk, found.version)
    for milestone in desk.history.milestones():
        if milestone.version == found.version or content(desk, milestone.version) == own:
            return replace(found, version=milestone.version, milestone=milestone.name)
    return found


def _candidates(desk: Desk, file: DocumentFile) -> Iterator[tuple[Recognised, Document]]:
    """Yield what a file may be, the likeliest first."""
    most = _MOST_TRIED_AS_PDF if file.is_pdf else _MOST_TRIED
    now = content(desk)
    for version in islice(_ranked(desk, file), most):
        name = version.milestone or version.id[:10]
        saved = desk.history.read(None, version=version.id)
        response, day = read_response(saved), file.day or clock.wall(version.at).date()
        options = AnswerOptions(day, "", name, arms=read_arms(saved))
        for variant, slug, document in _documents(response, options, file):
            found = Recognised(version.id, version.milestone, variant.value, options.date, slug)
            if not file.subject or document.subject == file.subject:
                yield found, document
        if content(desk, version.id) == now:
            yield from _working_copies(desk, version, options)


def _documents(
    response: Response, options: AnswerOptions, file: DocumentFile
) -> Iterator[tuple[Variant, str, Document]]:
    """Yield everything that is made of a version and can be made again, the likeliest first."""
    yield Variant.ANSWER, "", joint_answer(response, options)
    draft = replace(options, marking=Variant.DRAFT.marking)
    yield Variant.DRAFT, "", joint_answer(response, draft)
    yield Variant.SUMMARY, "", contribution_summary(response, options)
    for slug, municipality in response.municipalities.items():
        if file.author in {"", municipality.official_name}:
            yield Variant.BASIS, slug, decision_basis(response, municipality, options)


def _working_copies(
    desk: Desk, version: Version, options: AnswerOptions
) -> Iterator[tuple[Recognised, Document]]:
    """Yield what shows pending changes and conflicts: only those of now can be made again."""
    for variant, gather in _PROOFS.items():
        chosen = replace(options, marking=variant.marking)
        document = joint_answer(desk.response(), chosen, gather(desk, options.version))
        found = Recognised(version.id, version.milestone, variant.value, options.date)
        yield found, document


# Ranking: by texts alone, so that hundreds of versions are looked through in a moment


def _ranked(desk: Desk, file: DocumentFile) -> Iterator[Version]:
    """Yield the versions of the whole, each content once, those most like a file first."""
    versions = _distinct(desk)
    stated = [v for v in versions if file.version and file.version in _names(v)]
    yield from stated
    paths = {version.id: content(desk, version.id) for version in versions}
    scores = _Scores(desk, file)
    order = sorted(
        (version for version in versions if version not in stated),
        key=lambda version: (
            scores.of(version, paths[version.id]),
            clock.wall(version.at).date() == file.day,
            bool(version.milestone),
        ),
        reverse=True,  # a sort keeps the order of equals: the newest first
    )
    yield from order


def _names(version: Version) -> tuple[str, str]:
    return version.milestone or version.id[:10], version.id[:10]


def _distinct(desk: Desk) -> list[Version]:
    """Return the versions of the whole, newest first; of those that say the same, a named one."""
    found: dict[frozenset[tuple[str, str]], Version] = {}
    versions = tuple(versions_of_the_whole(desk))
    desk.history.prepare(version.id for version in versions)
    for version in versions:
        said = frozenset(content(desk, version.id).items())
        if said not in found or (version.milestone and not found[said].milestone):
            found[said] = version
    return list(found.values())


class _Scores:
    """Tells how much of a version's texts stands in a file; each text is looked for once."""

    def __init__(self, desk: Desk, file: DocumentFile) -> None:
        self._history = desk.history
        self._words = file.words
        self._known: dict[str, tuple[int, int]] = {}

    def of(self, version: Version, paths: Mapping[str, str]) -> tuple[int, int]:
        """Return a score of the agreed texts, and one of everything else; more is more alike."""
        own = {path: digest for path, digest in paths.items() if path.endswith(".md")}
        unread = [path for path, digest in own.items() if digest not in self._known]
        if unread:
            for path, data in self._history.read(unread, version=version.id).items():
                self._known[own[path]] = self._found(path, data)
        agreed = others = 0
        for path, digest in own.items():
            hits, misses = self._known[digest]
            if path.startswith(places.TEXTS):
                agreed += hits - misses
            else:
                others += hits
        return agreed, others

    def _found(self, path: str, data: bytes) -> tuple[int, int]:
        """Count the lines of a text that stand in the file, and those that do not."""
        text = Text(Place(path), texts.as_written(data, path), sent=True)
        said = [" ".join(line.words.split()) for line in text.lines if line.words]
        hits = sum(line in self._words for line in said)
        return hits, len(said) - hits
