"""The one door: what a user does with a response, one method for each act.

Both front ends go through `Workspace`. It holds no rules of its own: rules are the core's, files
are storage's, versions are history's. The modules beside it are the acts, by what they are about.
"""

from workbench.storage.drafts import Draft, DraftJournal
from workbench.workspace.workspace import SectionView, Workspace

__all__ = ["Draft", "DraftJournal", "SectionView", "Workspace"]
