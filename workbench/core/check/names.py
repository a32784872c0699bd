"""The municipalities' names as they stand in running text, right and wrong."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.core.counties import ALL_NAMES
from workbench.core.language.swedish import genitive
from workbench.core.party import Municipality

_ALSO_WORDS = frozenset({"Berg", "Boden", "Kil", "Lund", "Mark", "Trosa", "Vara"})
"""Names that open sentences as ordinary words; they count only before `kommun`."""

SHORTEST = 6
"""Letters of the shortest name that a near word is taken for: Sätter is not Säter."""

_CALLED = re.compile(
    r"(?<![\w-])((?:[A-ZÅÄÖ][\w-]{0,30}\s+)?[A-ZÅÄÖ][\w-]{1,30})\s+(kommun|stad)(?:s|en|ens)?(?![\w-])"
)
_CAPITALISED = re.compile(r"(?<![\w-])[A-ZÅÄÖ][a-zåäöé]{4,}(?:-[A-ZÅÄÖ][a-zåäöé]+)?(?![\w-])")


@dataclass(frozen=True)
class Names:
    """The names of a group of municipalities."""

    pattern: re.Pattern[str]
    """Any of the names in running text, in the basic form or the genitive."""
    slugs: Mapping[str, str]
    """Slug by the name as `pattern` finds it."""
    official: frozenset[str]
    """Official names, such as `Falu kommun`."""
    forms: frozenset[str]
    """Every right form of the names' first part: `Falu`, `Falun`, `Faluns`."""

    def in_text(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield where each name stands and whose it is, in reading order."""
        for found in self.pattern.finditer(text):
            yield found.start(), self.slugs[found[1]]

    def named(self, text: str) -> frozenset[str]:
        """Return the slugs of those that a text names."""
        return frozenset(slug for _, slug in self.in_text(text))


def names_of(municipalities: Iterable[Municipality]) -> Names:
    """Gather the names of a group."""
    slugs: dict[str, str] = {}
    official = set()
    for municipality in municipalities:
        official.add(municipality.official_name)
        stem = municipality.official_name.removesuffix(" kommun").removesuffix(" stad")
        for name in {municipality.name, stem, genitive(municipality.name)}:
            slugs[f"{name} kommun" if name in _ALSO_WORDS else name] = municipality.slug
        slugs[municipality.official_name] = municipality.slug
    wanted = "|".join(re.escape(name) for name in sorted(slugs, key=lambda n: (-len(n), n)))
    pattern = rf"(?<![\w-])({wanted or '(?!)'})s?(?![\w-])"
    forms = {name.removesuffix(" kommun").removesuffix(" stad") for name in slugs}
    return Names(re.compile(pattern), slugs, frozenset(official), frozenset(forms))


@dataclass(frozen=True, slots=True)
class WrongName:
    """A municipality's name that is not written as the municipality writes it."""

    written: str
    meant: str
    """The form that was most likely meant."""


def wrong_names(text: str, names: Names) -> Iterator[WrongName]:
    """Find names of the group that are misspelt or wrongly inflected before `kommun`."""
    seen: set[str] = set()
    for found in _CALLED.finditer(text):
        written = f"{found[1]} {found[2]}"
        meant = _official(found[1], found[2], names)
        if meant and written not in seen:
            seen |= {written, *found[1].split()}
            yield WrongName(written, meant)
    for found in _CAPITALISED.finditer(text):
        written = found[0]
        if written in seen or _is_known(written, names):
            continue
        meant = _nearest(written, names.forms)
        if meant:
            seen.add(written)
            yield WrongName(written, meant)


def _official(name: str, kind: str, names: Names) -> str:
    """Return the official name that `name kommun` must be a slip for; empty for none."""
    candidates = [name, name.rpartition(" ")[2]]
    if any(f"{candidate} {kind}" in names.official for candidate in candidates):
        return ""
    if any(_is_real(candidate) and candidate not in names.forms for candidate in candidates):
        return ""
    for official in sorted(names.official):
        stem = official.removesuffix(" kommun").removesuffix(" stad")
        if any(_is_slip(candidate, stem, names.slugs[official], names) for candidate in candidates):
            return official
    return ""


def _is_slip(name: str, stem: str, slug: str, names: Names) -> bool:
    own = {form for form in names.forms if names.slugs.get(form) == slug} | {stem}
    longer = {genitive(form) for form in own} | {form.removesuffix("s") for form in own}
    parts = {part for form in own if "-" in form for part in form.split("-")}
    return name in own | longer | parts | {genitive(part) for part in parts} or any(
        _is_near(name, form) for form in own
    )


def _is_known(word: str, names: Names) -> bool:
    endings = (word[len(form) :] for form in names.forms if word.startswith(form))
    return _is_real(word) or any(ending in {"", "s", "bo"} or len(ending) > 2 for ending in endings)


def _is_real(word: str) -> bool:
    return word in ALL_NAMES or word.removesuffix("s") in ALL_NAMES


def _nearest(word: str, forms: Iterable[str]) -> str:
    return min((form for form in forms if _is_near(word, form)), default="")


def _is_near(word: str, form: str) -> bool:
    """Tell whether a word is so like a name that it can only be a slip for it."""
    allowed = 0 if len(form) < SHORTEST else 1 if len(form) < 9 else 2
    if not allowed or word[0] != form[0] or abs(len(word) - len(form)) > allowed:
        return False
    return 0 < distance(word, form) <= allowed


def distance(one: str, other: str) -> int:
    """Count the letters to put in, take out, exchange or swap to make one word of the other."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 < j and (a, one[i - 2]) == (other[j - 2], b):
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
