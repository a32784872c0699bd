"""Made-up bases and versions for the laws of merging."""

from hypothesis import strategies as st

SENTENCES = [
    "Kommunen tillstyrker förslaget om en ny lag.",
    "Kommunen avstyrker förslaget om en ny lag.",
    "Kostnaderna måste finansieras fullt ut av staten.",
    "Barnets bästa ska inte alltid beaktas i handläggningen.",
    "Enligt 2 kap. 5 § ska nämnden pröva detta.",
    "Förebyggande insatser bör ges företräde.",
    "Se s. 312 i betänkandet.",
    "Det är bra.",
    "Det är inte bra.",
]
NEW = [
    "Falun vill tillägga en sak.",
    "Mora ser risker med detta.",
    "Orsa saknar en konsekvensanalys.",
    "Leksand delar inte bedömningen alls.",
    "Ny rad.",
    "- En ny punkt i en lista.",
    "## En ny rubrik",
]
JOINTS = ["\n", " ", "\n\n", "\n\n", "\n"]
_WORDS = ["inte", "mycket", "kommunen", "5 §", "lagen", "avstyrker", "tillstyrker:", "nya", "bör"]


@st.composite
def _blocks(draw: st.DrawFn) -> str:
    """Write one block: mostly a paragraph, now and then another thing that Markdown has."""
    kind = draw(st.integers(0, 9))
    sentences = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
    if kind == 0:
        return "# " + sentences[0]
    if kind == 1:
        return "\n".join("- " + sentence for sentence in sentences)
    if kind == 2:
        return "\n".join(["| a | b |", "|---|---|", *(f"| {s} | 1 |" for s in sentences)])
    if kind == 4:
        return "\n".join(["Kommunen avstyrker:", "", *("- " + sentence for sentence in sentences)])
    if kind == 3:
        return "\n".join(["```", *sentences, "```"])
    return draw(st.sampled_from(["\n", " "])).join(sentences)


BASES = st.tuples(
    st.lists(_blocks(), max_size=6).map("\n\n".join), st.sampled_from(["\n", "\n", "", "\n\n"])
).map("".join)


@st.composite
def versions(draw: st.DrawFn, base: str) -> str:
    """Edit a text as people do: words, sentences, paragraphs, line ends."""
    text = base
    for _ in range(draw(st.integers(0, 4))):
        text = _edited(draw, text)
    return text


def _edited(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    place = draw(st.integers(0, max(0, len(lines) - 1)))
    match draw(st.integers(0, 9)):
        case 0 | 1 | 2:
            words = lines[place].split(" ")
            at = draw(st.integers(0, max(0, len(words) - 1)))
            words[at : at + draw(st.integers(0, 2))] = draw(
                st.lists(st.sampled_from(_WORDS), max_size=2)
            )
            lines[place] = " ".join(words)
        case 3 | 4:
            lines.insert(place, draw(st.sampled_from(NEW + SENTENCES)))
        case 5:
            lines[place:place] = ["", draw(st.sampled_from(NEW)), ""]
        case 6:
            del lines[place : place + draw(st.integers(1, 3))]
        case 7:
            lines[place] += draw(st.sampled_from([" ", "  "])) + draw(st.sampled_from(NEW))
        case 8:
            moved = lines.pop(place)
            lines.insert(draw(st.integers(0, len(lines))), moved)
        case _:
            joint = draw(st.sampled_from(JOINTS))
            return text.replace(draw(st.sampled_from(JOINTS)), joint, draw(st.integers(1, 3)))
    return "\n".join(lines)


@st.composite
def histories(draw: st.DrawFn, least: int = 1, most: int = 5) -> tuple[str, dict[str, str]]:
    """Write a base and several versions of it by name."""
    base = draw(BASES)
    names = ["Avesta", "Borlänge", "Falun", "Mora", "Orsa", "Säter", "Vansbro", "Älvdalen"]
    number = draw(st.integers(least, most))
    return base, {
        names[n % 8] + (str(n // 8) if n > 7 else ""): draw(versions(base)) for n in range(number)
    }


@st.composite
def step_by_step(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Write a base in which no sentence stands twice, and three versions by different authors."""
    numbers = range(draw(st.integers(1, 12)))
    base = [f"Mening {n} av texten handlar om ämne {n} och sak {n}." for n in numbers]
    joints = [draw(st.sampled_from(["\n", "\n\n"])) for _ in base]
    texts = []
    for author in ("Falun", "Mora", "Orsa"):
        text = ""
        for sentence, joint in zip(base, joints, strict=True):
            match draw(st.integers(0, 11)):
                case 0:
                    continue
                case 1:
                    text += sentence.replace("handlar", f"enligt {author} handlar") + joint
                case 2:
                    text += sentence.replace("ämne", "frågan") + joint
                case 3:
                    text += f"{sentence}\n{author} lägger till en mening om {sentence[7:9]}.{joint}"
                case _:
                    text += sentence + joint
        texts.append(text)
    return "".join(a + b for a, b in zip(base, joints, strict=True)), texts
