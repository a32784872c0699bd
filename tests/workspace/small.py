"""Where the small response of these tests has its two texts."""

FALUNS = "municipalities/falun/contributions/7.3.4.md"
TEXT = "text/7.3.4.md"
