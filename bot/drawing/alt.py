"""The text that says what a picture shows, for who cannot see it."""

from collections.abc import Sequence

MOST = 1000  # characters; Discord takes 1,024
LEAST_PART = 90  # a part that was cut to less would say nothing
LEAST_CELL = 12  # nor would a cell
LONGEST_TITLE = 120


def alt_text(title: str, parts: Sequence[Sequence[str]], between: str) -> str:
    """A title and parts as sentences, at most `MOST` characters; a part is cells, with `between`.

    Where they are too long, each part is cut to an equal share, its longest cells first; where even
    that is too much, the last ones become "+ 7".
    """
    sentences = [_sentence(said) for part in parts if (said := _joined(part, between))]
    head = [_sentence(cut(title, LONGEST_TITLE))] if title.strip() else []
    room = MOST - len(" ".join(head)) - 1
    if sum(len(sentence) + 1 for sentence in sentences) > room:
        sentences = _shares(parts, between, room)
    return " ".join([*head, *sentences])


def _shares(parts: Sequence[Sequence[str]], between: str, room: int) -> list[str]:
    count = min(len(parts), (room - len("+ 1000000")) // (LEAST_PART + 2))
    left = len(parts) - count
    rest = [f"+ {left}"] if left else []
    share = (room - len("".join(rest))) // count - 2  # its full stop and the space after it
    return [*(_sentence(_cut_part(part, between, share)) for part in parts[:count]), *rest]


def _cut_part(part: Sequence[str], between: str, most: int) -> str:
    cells = list(part)
    over = len(_joined(cells, between)) - most
    while over > 0 and max(map(len, cells)) > LEAST_CELL:
        longest = max(range(len(cells)), key=lambda number: len(cells[number]))
        cells[longest] = cut(cells[longest], max(LEAST_CELL, len(cells[longest]) - over))
        over = len(_joined(cells, between)) - most
    return cut(_joined(cells, between), most)


def _joined(part: Sequence[str], between: str) -> str:
    return between.join(plain for cell in part if (plain := " ".join(cell.split())))


def _sentence(text: str) -> str:
    plain = " ".join(text.split())
    return plain if plain.endswith((".", "!", "?", "…")) else f"{plain}."


def cut(text: str, most: int) -> str:
    """A text on one line of at most so many characters; what is left out becomes "…"."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
