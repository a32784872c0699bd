"""A base and what several people made of it, made up from a seed; and what each can take out."""

from random import Random

from tests.word import wml
from tests.word.comparing.pairs import edited
from tests.word.made import made
from workbench.word.authors import authors_of
from workbench.word.comparing.comparison import Version, compare_all
from workbench.word.comparing.redline import Redline
from workbench.word.package import Package, open_package
from workbench.word.revisions import list_revisions
from workbench.word.settle import Decision, Selection, settle

NAMES = ("Falun", "Mora", "Leksand", "Avesta", "Rättvik")


def files(seed: int) -> tuple[bytes, dict[str, bytes]]:
    """A base and two to four files made of it; some are the same, some have nothing of it."""
    dice = Random(seed)
    base = made(seed, paragraphs=dice.randint(1, 8))
    versions: list[str] = []
    for number in range(dice.randint(2, 4)):
        own = Random(seed * 10 + number)
        if (roll := dice.random()) < 0.15:
            versions.append(made(seed + 5_000, paragraphs=4))
        elif roll < 0.3 and versions:
            versions.append(edited(versions[-1], own))
        elif roll < 0.45 and versions:
            versions.append(versions[-1])
        else:
            versions.append(edited(base, own))
    ends = (dice.choice(("Slut.", "Slut.", "Slut här.")) for _ in versions)
    written = (wml.docx(f"{version}\n{end}") for version, end in zip(versions, ends, strict=True))
    return wml.docx(f"{base}\nSlut."), dict(zip(NAMES, written, strict=False))


def laid(base: bytes, files: dict[str, bytes]) -> tuple[bytes, Redline]:
    """All files in one redline."""
    old = open_package(base, "gammal.docx")
    versions = [Version(open_package(data, name), name) for name, data in files.items()]
    redline = compare_all(old, versions, None)
    return old.to_bytes(), redline


def without_others(redline: bytes, name: str) -> tuple[Package, bool]:
    """Reject what somebody had no part in and accept the rest; whether all of it could be done."""
    package = open_package(redline, "prov.docx")
    others = [r for r in list_revisions(package) if name not in authors_of(r.author) and r.author]
    keys = frozenset(revision.key for revision in others)
    done = not keys or settle(package, Decision.REJECT, Selection(keys=keys)).complete
    rest = open_package(package.to_bytes(), "prov.docx")
    return rest, settle(rest, Decision.ACCEPT).complete and done


def with_own(redline: bytes, name: str) -> tuple[Package, bool]:
    """Accept what somebody did and reject the rest; whether all of it could be done."""
    package = open_package(redline, "prov.docx")
    own = Selection(authors=frozenset((name,)))
    done = settle(package, Decision.ACCEPT, own).complete
    rest = open_package(package.to_bytes(), "prov.docx")
    return rest, settle(rest, Decision.REJECT).complete and done
