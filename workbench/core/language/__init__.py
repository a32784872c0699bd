"""Swedish: sentences, words, dates and names, typography, plain language."""
