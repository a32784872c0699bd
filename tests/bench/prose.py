"""Seeded Swedish-looking prose for the benchmarks: the same text for the same seed, everywhere."""

import random

_BEGINNINGS = ["so", "för", "kom", "be", "ut", "över", "upp", "in", "an", "till", "råd", "vård"]
_MIDDLES = ["cial", "slag", "mun", "red", "nämn", "hand", "ställ", "byggnad", "rätt", "om"]
_ENDINGS = ["en", "et", "a", "ning", "else", "erna", "are", "lig", "t", "s", "het", ""]


class Writer:
    """Writes words, sentences and paragraphs from one seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        everything = [a + b + c for a in _BEGINNINGS for b in _MIDDLES for c in _ENDINGS]
        common = ["och", "att", "i", "är", "som", "en", "det", "av", "för", "på", "med", "den"]
        self._words = common * 40 + self._random.sample(everything, 900)

    def word(self) -> str:
        """Write one word."""
        return self._random.choice(self._words)

    def sentence(self) -> str:
        """Write a sentence of 5 to 19 words."""
        words = [self.word() for _ in range(self._random.randrange(5, 20))]
        return " ".join(words).capitalize() + "."

    def paragraph(self, sentences: int) -> list[str]:
        """Write a paragraph as its sentences."""
        return [self.sentence() for _ in range(sentences)]

    def chance(self, share: float) -> bool:
        """Be true in that share of cases."""
        return self._random.random() < share

    def below(self, bound: int) -> int:
        """Choose a number from 0 up to and not including the bound."""
        return self._random.randrange(bound)

    def with_words_changed(self, text: str, share: float) -> str:
        """Change that share of the words, wherever they stand; white space stays."""
        lines = text.split("\n")
        return "\n".join(
            " ".join(self.word() if w and self.chance(share) else w for w in line.split(" "))
            for line in lines
        )

    def with_words_edited(self, text: str, share: float) -> str:
        """Replace, put in or leave out words at that share of the places."""
        return "\n".join(
            " ".join(
                word
                for old in line.split(" ")
                for word in (self._instead(old) if old and self.chance(share) else [old])
            )
            for line in text.split("\n")
        )

    def reworked(self, sentence: str) -> str:
        """Edit a sentence, leave it out, or put another before it."""
        edits = (self.edited(sentence), "", f"{self.sentence()}\n{sentence}")
        return edits[self.below(len(edits))]

    def _instead(self, word: str) -> list[str]:
        return ([self.word()], [self.word(), word], [])[self.below(3)]

    def edited(self, sentence: str) -> str:
        """Change one word of a sentence."""
        words = sentence.split(" ")
        words[self.below(len(words) - 1) + 1 if len(words) > 1 else 0] = self.word() + "."
        return " ".join(words)


def document(words: int, seed: int, *, one_sentence_a_line: bool = True) -> str:
    """Write a text of about so many words, in paragraphs of four sentences."""
    writer = Writer(seed)
    joint = "\n" if one_sentence_a_line else " "
    paragraphs: list[str] = []
    written = 0
    while written < words:
        paragraph = joint.join(writer.paragraph(4))
        written += paragraph.count(" ") + paragraph.count("\n") + 1
        paragraphs.append(paragraph)
    return "\n\n".join(paragraphs) + "\n"
