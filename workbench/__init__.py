"""The remiss workbench: one joint answer from a county's municipalities."""

__version__ = "0.3.0"
