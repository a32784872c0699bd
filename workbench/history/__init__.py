"""Versions of a response, kept by git: the only room that knows git.

One response is one repository. Each party writes one branch, and what everyone sees is the union of
their own parts (`ownership`, `union`). Everything goes through git's own program, on command lines
that are constants (`runner`), in a repository that was first found to be harmless (`guard`).
"""

from workbench.history.acts import Act, Person
from workbench.history.outside import Kind, OutsideEdit
from workbench.history.ownership import COORDINATOR, is_party, is_safe, owner
from workbench.history.repository import History
from workbench.history.union import Ignored
from workbench.history.versions import Milestone, Version

__all__ = [
    "COORDINATOR",
    "Act",
    "History",
    "Ignored",
    "Kind",
    "Milestone",
    "OutsideEdit",
    "Person",
    "Version",
    "is_party",
    "is_safe",
    "owner",
]
