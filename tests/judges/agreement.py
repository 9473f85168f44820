"""How often the judge orders two graded speeches of a set as their grades do.

    python -m tests.judges.agreement

prints the share of pairs in the right order (a tie counts half), beside word count alone and digits
and capitals alone, by fold of sets and by pair of grades. The speeches and what may be concluded
from them: tests/data/README.md.
"""

import itertools
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.phrases import load_phrases
from bot.content.rubric import load_rubric
from bot.content.topics import load_topic
from bot.judges.offline import OfflineJudge
from bot.judges.speech import Bench, marked
from bot.reading.reader import OfflineReader

ROOT = Path(__file__).parents[2]
GRADED = ROOT / "tests" / "data" / "graded.jsonl"
PROMPTS = ROOT / "prompts"
FOLDS = 4

Row = Mapping[str, object]
Points = Callable[[Row], float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two speeches of a set; `better` has the higher grade."""

    better: Row
    worse: Row

    def right(self, points: Mapping[str, float]) -> float:
        """1 if the better one has more points, a half for a tie."""
        better, worse = points[str(self.better["id"])], points[str(self.worse["id"])]
        return (better > worse) + (better == worse) / 2


def rows() -> list[Row]:
    """The graded speeches."""
    return [json.loads(line) for line in GRADED.read_text(encoding="utf-8").splitlines()]


def pairs(speeches: Iterable[Row]) -> Iterator[Pair]:
    """Every two speeches of a set with different grades."""
    ordered = sorted(speeches, key=lambda row: (str(row["set"]), int(str(row["grade"]))))
    for worse, better in itertools.combinations(ordered, 2):
        if worse["set"] == better["set"] and worse["grade"] != better["grade"]:
            yield Pair(better, worse)


def records(speeches: Iterable[Row]) -> dict[str, dict[str, object]]:
    """The judge's record of each speech, by id."""
    bench = Bench(
        topic=load_topic(PROMPTS / "topics" / "european-troops"),
        rubric=load_rubric(PROMPTS),
        phrases=(phrases := load_phrases(PROMPTS)),
        reader=OfflineReader(),
        judge=OfflineJudge(phrases),
    )
    return {str(row["id"]): marked(bench, row) for row in speeches}


def word_count(row: Row) -> float:
    """A marker that counts words."""
    return len(str(row["text"]).split())


def digits_and_capitals(row: Row) -> float:
    """A marker that counts digits and capital letters."""
    return sum(letter.isdigit() or letter.isupper() for letter in str(row["text"]))


def share(found: Iterable[Pair], points: Mapping[str, float]) -> float:
    """The share of pairs in the right order."""
    right = [pair.right(points) for pair in found]
    return sum(right) / len(right)


def by_fold(found: Iterable[Pair]) -> dict[str, list[Pair]]:
    """Pairs by fold: whole sets, dealt out in order."""
    every = list(found)
    sets = sorted({str(pair.better["set"]) for pair in every})
    folds: dict[str, list[Pair]] = {f"fold {n + 1}": [] for n in range(FOLDS)}
    for pair in every:
        folds[f"fold {sets.index(str(pair.better['set'])) % FOLDS + 1}"].append(pair)
    return folds


def by_grades(found: Iterable[Pair]) -> dict[str, list[Pair]]:
    """Pairs by their two grades."""
    groups: dict[str, list[Pair]] = {}
    for pair in found:
        groups.setdefault(f"{pair.better['grade']} over {pair.worse['grade']}", []).append(pair)
    return dict(sorted(groups.items(), reverse=True))


def table() -> Iterator[str]:
    """The figures, a line each."""
    speeches = rows()
    judged = {i: float(str(record["total"])) for i, record in records(speeches).items()}
    counted = {str(row["id"]): word_count(row) for row in speeches}
    capitals = {str(row["id"]): digits_and_capitals(row) for row in speeches}
    every = list(pairs(speeches))
    groups = {"all": every, **by_fold(every), **by_grades(every)}
    yield f"{'pairs':12} {'n':>4} {'judge':>7} {'words':>7} {'digits+capitals':>16}"
    for name, group in groups.items():
        shares = (share(group, points) for points in (judged, counted, capitals))
        one, two, three = shares
        yield f"{name:12} {len(group):4} {one:7.3f} {two:7.3f} {three:16.3f}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(table()) + "\n")
