"""What a returned file is a copy of, and who sent it."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.core import places
from workbench.core.markdown import canonical
from workbench.core.party import COORDINATOR, Municipality
from workbench.core.text import visible
from workbench.errors import InputError, StageError
from workbench.storage import texts
from workbench.word.package import Package, open_package
from workbench.word.returning.labels import read_labels
from workbench.word.revisions import list_unknown
from workbench.workspace.copy_labels import AUTHOR, FORM, MUNICIPALITY, RESPONSE, SECTION
from workbench.workspace.desk import Desk
from workbench.workspace.returning.account import ReceiveOptions
from workbench.workspace.seat import find_municipality


@dataclass(frozen=True, slots=True)
class Base:
    """The text that a section of a copy was made from."""

    version: str
    """Identity of the act that wrote it."""
    text: str
    """In its stored form."""
    older: bool = False
    """The agreed text has been changed since."""


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file that came back, known for what it is."""

    desk: Desk
    data: bytes
    package: Package
    labels: Mapping[str, str]
    home: Municipality
    """Who sent it."""
    options: ReceiveOptions

    @property
    def name(self) -> str:
        """The file's name, safe to show."""
        return visible(self.package.name)

    @property
    def is_labelled(self) -> bool:
        """Whether it still says which sections it has and which versions they were."""
        return any(name.startswith(SECTION) for name in self.labels)

    @property
    def is_form(self) -> bool:
        """Whether it is an answer form and says so."""
        return FORM in self.labels

    @property
    def authors_sent(self) -> frozenset[str]:
        """Those whose marks the copy went out with."""
        return frozenset(v for name, v in self.labels.items() if name.startswith(AUTHOR))

    def again(self) -> Package:
        """Return the file as it came, to be settled in some way."""
        return open_package(self.data, self.package.name)


def identify(desk: Desk, data: bytes, name: str, options: ReceiveOptions) -> ReturnedFile:
    """Find out what a file is.

    Args:
        desk: The opened response.
        data: The file.
        name: Its name.
        options: How it is to be taken in.

    Raises:
        InputError: It is no Word file, belongs to another response, or says not who sent it.
        StageError: It holds changes that are not understood.
    """
    package = open_package(data, name)
    labels = read_labels(package)
    home = _sender(desk, package, labels, options)
    unknown = list_unknown(package)
    if unknown:
        named = ", ".join(f"{each.name} ({each.count})" for each in unknown)
        raise StageError(
            f"{visible(name)} har ändringar som inte förstås: {named}",
            hint="Inget är taget in. Be avsändaren godkänna dem i Word och skicka igen.",
        )
    return ReturnedFile(desk, data, package, labels, home, options)


def _sender(
    desk: Desk, package: Package, labels: Mapping[str, str], options: ReceiveOptions
) -> Municipality:
    response = desk.response()
    own = response.facts.response.id
    if labels.get(RESPONSE, own) != own:
        raise InputError(
            f"filen hör till ett annat remissvar ({visible(labels[RESPONSE])})",
            file=package.name,
            hint="Gå till det svarets mapp och ta in den där.",
        )
    said = response.municipalities.get(labels.get(MUNICIPALITY, ""))
    if options.municipality:
        return find_municipality(response, options.municipality)
    if said is not None:
        return said
    raise InputError(
        "filen säger inte från vilken kommun den kommer",
        file=package.name,
        hint="Lägg till --from KOMMUN om den är ett svar på en arbetskopia.",
    )


def mistaken_sender(file: ReturnedFile) -> str:
    """Tell of a copy that was made for another municipality than the one named; else empty."""
    said = file.desk.response().municipalities.get(file.labels.get(MUNICIPALITY, ""))
    if said is None or said.slug == file.home.slug:
        return ""
    return f"Filen gjordes för {said.name} men tas in för {file.home.name}, som du angav."


def bases(file: ReturnedFile) -> dict[str, Base]:
    """Return what the file's sections were made from, by key; the present texts where it is silent.

    Raises:
        InputError: It was made from a text that is not in the history.
    """
    if not file.is_labelled:
        return _present_texts(file.desk)
    versions = {
        name.removeprefix(SECTION): value.partition(":")[0]
        for name, value in file.labels.items()
        if name.startswith(SECTION)
    }
    file.desk.earlier((version, places.text(key)) for key, version in versions.items())  # at once
    return {key: _base(file, key, version) for key, version in versions.items()}


def _present_texts(desk: Desk) -> dict[str, Base]:
    """The agreed texts as they are, each with the act that last changed it."""
    latest: dict[str, str] = {}
    for act in desk.history.log():
        for path in act.paths if act.party == COORDINATOR else ():
            latest.setdefault(path, act.id)
    agreed = desk.response().agreed
    return {
        key: Base(latest[places.text(key)], canonical(agreed[key].text))
        for key in agreed
        if places.text(key) in latest
    }


def _base(file: ReturnedFile, key: str, version: str) -> Base:
    text = text_at(file.desk, key, version)
    if text is None:
        raise InputError(
            f"filen bygger på en text i avsnitt {visible(key)} som inte finns i historiken",
            file=file.package.name,
            hint="Den kan höra till ett annat remissvar. Kontrollera att du står i rätt mapp.",
        )
    agreed = file.desk.response().agreed.get(key)
    return Base(version, text, older=agreed is None or canonical(agreed.text) != text)


def text_at(desk: Desk, key: str, version: str) -> str | None:
    """Return a section's agreed text as a version had it; None where it had none."""
    path, history = places.text(key), desk.history
    data = desk.earlier([(version, path)]).get((version, path))
    if data is None:
        data = history.read([path], version=history.resolve(version)).get(path)
    return None if data is None else canonical(texts.as_written(data, path))
