"""The example made real: a response with the history of several hundred acts by many parties."""

from workbench.workspace.demo.making import Until, make
from workbench.workspace.demo.teller import FINAL

__all__ = ["FINAL", "Until", "make"]
