"""Spelling: the only room that knows hunspell, which may or may not be on the machine."""

from workbench.speller.hunspell import find, misspelt

__all__ = ["find", "misspelt"]
