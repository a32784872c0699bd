"""Whom the names in a returned file stand for: said once for each municipality and remembered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workbench.core.exchange import Author, Exchange
from workbench.core.text import normalise, visible
from workbench.errors import InputError
from workbench.word.authors import names_in
from workbench.word.comments import list_comments
from workbench.word.returning.labels import last_saved_by
from workbench.word.revisions import list_revisions
from workbench.workspace.returning.origin import ReturnedFile
from workbench.workspace.seat import find_municipality

WORKBENCH: Final = "Remissarbetsbänken"
"""Author of the remarks that a copy goes out with and nobody wrote."""

_NOBODY: Final = frozenset(
    {"admin", "administrator", "administratör", "användare", "author", "författare", "office"}
    | {"okänd", "unknown", "user", "windows", "word"}
)
"""Words of the names that programs give those who have not said who they are."""


@dataclass(frozen=True, slots=True)
class People:
    """The names in one file."""

    official_name: str
    """Of the municipality that sent the file."""
    own: Mapping[str, Author]
    """Those who are of that municipality, by name."""
    others: Mapping[str, Author]
    """Those of other municipalities, as somebody has said."""

    def signed(self, name: str) -> str:
        """Sign for a name as acts are signed: `Eva Ek, Falu kommun`."""
        author = self.own.get(name)
        if author is None:
            return visible(name) or self.official_name
        return f"{author.person}, {self.official_name}" if author.person else self.official_name

    @property
    def by_person(self) -> dict[str, frozenset[str]]:
        """The names of the municipality's own by whom they stand for, in the order of these."""
        signed = {name: self.signed(name) for name in self.own}
        return {
            who: frozenset(name for name in signed if signed[name] == who)
            for who in sorted(set(signed.values()))
        }

    def remembered_by(self, exchange: Exchange) -> Exchange:
        """Return the record with what these names stand for."""
        found = {**self.others, **self.own}
        slugs = {author.municipality for author in self.own.values()}
        kept = [
            author
            for author in exchange.author
            if author.name not in found
            or found[author.name] == author
            or (author.name in self.own and author.municipality not in slugs)
        ]
        new = [author for author in found.values() if author not in kept]
        return exchange.model_copy(update={"author": (*kept, *new)})


def people_of(file: ReturnedFile, exchange: Exchange) -> People:
    """Find out whom every name in a file stands for; those whose marks went out need not be known.

    Raises:
        InputError: A name is not known; says how to tell who it is.
    """
    known = frozenset(name for sent in file.authors_sent for name in names_in(sent))
    found: dict[str, Author] = {}
    unknown: list[str] = []
    for name in sorted(_names(file) - {WORKBENCH}):
        author = _author(file, exchange, name)
        if author is None and name not in known:
            author = _of_another(file, name)
            if author is None:
                unknown.append(name)
        if author is not None:
            found[name] = author
    if unknown:
        shown = ", ".join(f"”{_plain(name) or 'utan namn'}”" for name in unknown)
        raise InputError(
            f"okänt vem {shown} är",
            file=file.package.name,
            hint=f"Säg vem det är: {' '.join(_mapping(name, file.home.name) for name in unknown)}",
        )
    home = file.home.slug
    return People(
        file.home.official_name,
        {name: author for name, author in found.items() if author.municipality == home},
        {name: author for name, author in found.items() if author.municipality != home},
    )


def _names(file: ReturnedFile) -> set[str]:
    """Everybody who is named in a file, those of a change that several made one by one."""
    said = {revision.author for revision in list_revisions(file.package)}
    said |= {comment.author for comment in list_comments(file.package)}
    return {name for author in said for name in names_in(author)}


def _mapping(name: str, municipality: str) -> str:
    """Write how to say who somebody is, ready to be pasted when the name tells it already."""
    words = _plain(name)
    return f'--map "{words}={municipality}: {words if _is_person(words) else "Förnamn Efternamn"}"'


def _plain(name: str) -> str:
    """Return a name as it can be typed and is remembered: programs leave spaces around them."""
    return " ".join(normalise(name).split())


def _is_person(name: str) -> bool:
    """Tell whether a name in Word looks like a person's, and not like what nobody has filled in."""
    words = name.split()
    return len(words) > 1 and not _NOBODY & {word.casefold() for word in words}


def saver(file: ReturnedFile, exchange: Exchange) -> str:
    """Sign for whoever saved the file last, where that is known; else for the municipality."""
    author = _author(file, exchange, last_saved_by(file.package))
    if author is None or author.municipality != file.home.slug or not author.person:
        return file.home.official_name
    return f"{author.person}, {file.home.official_name}"


def _author(file: ReturnedFile, exchange: Exchange, name: str) -> Author | None:
    known = _mapped(file, name) or exchange.known(_plain(name), file.home.slug)
    return known or _recognised(file, name)


def _mapped(file: ReturnedFile, name: str) -> Author | None:
    said = {_plain(known): who for known, who in file.options.authors.items()}
    words = said.get(_plain(name))
    if words is None:
        return None
    municipality, _, person = words.partition(":")
    slug = find_municipality(file.desk.response(), municipality.strip()).slug
    return Author(name=name, municipality=slug, person=person.strip())


def _of_another(file: ReturnedFile, name: str) -> Author | None:
    """A name that another municipality's marks went out with, in a file that has forgotten that."""
    known = file.desk.response().municipalities.values()
    for one in known:
        if name == one.official_name or name.endswith(f", {one.official_name}"):
            return Author(name=name, municipality=one.slug)
    return None


def _recognised(file: ReturnedFile, name: str) -> Author | None:
    """A name that is the municipality's own, or one of its officers'."""
    home = file.home
    if name in (home.name, home.official_name):
        return Author(name=name, municipality=home.slug)
    person = name.removesuffix(f", {home.official_name}")
    if person != name or person in {officer.name for officer in home.officers}:
        return Author(name=name, municipality=home.slug, person=person)
    return None
