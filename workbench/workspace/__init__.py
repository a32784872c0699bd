"""The one door: what a user does with a response, one method for each act.

Both front ends go through `Workspace`. It holds no rules of its own: rules are the core's, files
are storage's, versions are history's. The modules beside it are the acts, by what they are about.

The names here are loaded when they are asked for: an act on a Word file by itself must not pay for
git and the whole response.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.storage.drafts import Draft, DraftJournal
    from workbench.workspace.workspace import SectionView, Workspace
else:
    _HOMES = {
        "Draft": "workbench.storage.drafts",
        "DraftJournal": "workbench.storage.drafts",
        "SectionView": "workbench.workspace.workspace",
        "Workspace": "workbench.workspace.workspace",
    }

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(name)
        return getattr(importlib.import_module(_HOMES[name]), name)


__all__ = ["Draft", "DraftJournal", "SectionView", "Workspace"]
