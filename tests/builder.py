"""A small real response for tests: three municipalities, a handful of sections, a git history."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from workbench.config import Settings
from workbench.history import Act, History, Person
from workbench.storage import files
from workbench.workspace.workspace import Workspace

FACTS = """\
format = 1

[response]
id = "prov"
name = "Kommunerna i Provlän"
form = "avvikelser"
coordinator = "borlange"
fictional = true

[referral]
report = "SOU 2020:47"
title = "Hållbar socialtjänst – En ny socialtjänstlag"
registration_number = "S2020/06592"
recipient = "Socialdepartementet"
emails = ["s.remissvar@regeringskansliet.se"]
deadline = 2021-02-01   # en måndag

[[rounds]]
name = "Bidrag"
closes = 2020-10-30T12:00:00

[[municipalities]]
slug = "borlange"
name = "Borlänge"
official_name = "Borlänge kommun"
joins = "ja"
decides = "Socialnämnden"

[[municipalities.officers]]
name = "Samordnare"
email = "samordnare@borlange.example"

[[municipalities]]
slug = "falun"
name = "Falun"
official_name = "Falu kommun"
joins = "ja"

[[municipalities.officers]]
name = "Utredare"
email = "utredare@falun.example"

[[municipalities]]
slug = "malung-salen"
name = "Malung-Sälen"
official_name = "Malung-Sälens kommun"
joins = "ja"
"""

OUTLINE = """\
[[sections]]
number = "5"
title = "Lagens tillämpningsområde"
answered = true
[[sections.proposals]]
kind = "förslag"
text = "Lagen anger vad som avses med socialtjänst."

[[sections]]
number = "7.3.4"
title = "Socialtjänsten ska ha ett förebyggande perspektiv"
level = 3
answered = true
page = 312
[[sections.proposals]]
kind = "förslag"
text = "Socialtjänsten ska ha ett förebyggande perspektiv."

[[sections]]
number = "10.3.5"
title_status = "ej sedd"
topic = "särskild avgift upphävs"
level = 3
answered = true
[[sections.proposals]]
kind = "förslag"
text = "Bestämmelserna om särskild avgift upphävs."

[[sections]]
number = "20.4.1"
title = "Behövs en särlagstiftning för äldreomsorgen?"
level = 3
answered = true
[[sections.proposals]]
kind = "bedömning"
text = "Ingen särskild äldreomsorgslag."
"""

PERSON = Person("Samordnare, Borlänge kommun", "samordnare@borlange.example")
START = dt.datetime(2020, 9, 28, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def make_response(folder: Path, extra: Mapping[str, str] | None = None) -> Workspace:
    """Make the response in a folder, with more files if wanted, each on its owner's branch."""
    content = {"response.toml": FACTS, "outline.toml": OUTLINE, **(extra or {})}
    parts: dict[str, dict[str, bytes | None]] = {}
    for path, text in content.items():
        own = path.startswith("municipalities/") and "/received/" not in path
        party = path.split("/")[1] if own else "main"
        parts.setdefault(party, {})[path] = text.encode()
    acts = [
        Act(party, changes, "Skapade provsvaret", PERSON, START) for party, changes in parts.items()
    ]
    history = History.create(folder)
    history.record(acts)
    union = history.read(None)
    files.write_into(folder, union)
    history.settle(union)
    return Workspace.open(folder, Settings())


def contribution(position: str, text: str, **facts: str) -> str:
    """Write a contribution's file."""
    head = "".join(f'{key} = "{value}"\n' for key, value in facts.items())
    return f'+++\nposition = "{position}"\n{head}+++\n\n{text}\n'
