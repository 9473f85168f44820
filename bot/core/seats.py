"""Who argues which side: fair, explained by rules rather than by taste, repeatable from the seed.

In this order: a person's private exclusions are respected; sides are balanced within one; wishes
are honoured; each person gets the side they have argued least; lots decide the rest. Where not
everybody can be seated, the last to come waits (debate.md: "extra people open another table").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.core import draw


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Someone who wants a seat. `argued` counts finished rounds per side; unknown sides count 0."""

    person: str
    wish: str | None = None
    excluded: frozenset[str] = frozenset()
    argued: Mapping[str, int] = field(default_factory=dict)

    def accepts(self, side: str) -> bool:
        """Whether this person may be given the side."""
        return side not in self.excluded


def assign(
    applicants: Sequence[Applicant],
    sides: Sequence[str],
    seed: int,
    *,
    capacity: int | None = None,
) -> dict[str, str]:
    """A side for each applicant who can be seated, by person.

    `capacity` is the most people on one side (None: no bound). People who accept none of the sides,
    or for whom no seat is left, are missing from the answer. Sizes differ by at most one unless
    exclusions make that impossible; then they are as near as exclusions allow.
    """
    most = len(applicants) if capacity is None else capacity
    desks = [(side, row) for row in range(most) for side in sides]
    weights = _weights(applicants, most)
    costs = [
        [_cost(a, side, row, place, seed, weights) for side, row in desks]
        for place, a in enumerate(applicants)
    ]
    unseated = [[weights.unseated * (len(applicants) - i)] for i in range(len(applicants))]
    table = [row + blank * len(applicants) for row, blank in zip(costs, unseated, strict=True)]
    return {
        applicant.person: desks[desk][0]
        for applicant, desk in zip(applicants, _cheapest(table), strict=True)
        if desk < len(desks) and applicant.accepts(desks[desk][0])
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weights:
    """Weights so far apart that no sum of lesser ones reaches a greater one."""

    lot: int
    argued: int
    wish: int
    row: int
    unseated: int


def _weights(applicants: Sequence[Applicant], rows: int) -> _Weights:
    people = len(applicants) + 1
    argued = 2**16 * people
    most_argued = max((n for a in applicants for n in a.argued.values()), default=0)
    wish = argued * people * (1 + most_argued)
    row = wish * people
    unseated = row * people * (rows + 1) ** 2
    return _Weights(lot=1, argued=argued, wish=wish, row=row, unseated=unseated)


def _cost(
    applicant: Applicant, side: str, row: int, place: int, seed: int, weights: _Weights
) -> int:
    if not applicant.accepts(side):
        return weights.unseated * 2**16
    return (
        # Squares make the sizes as even as they can be, not merely legal.
        weights.row * row * row
        + weights.wish * int(applicant.wish is not None and applicant.wish != side)
        + weights.argued * applicant.argued.get(side, 0)
        + weights.lot * (draw.number(seed, f"seat:{side}", place) % 2**16)
    )


def _cheapest(costs: list[list[int]]) -> list[int]:
    """The column given to each row so that the sum of costs is least (Hungarian method, O(n²m)).

    Kuhn 1955 with the potentials of Jonker and Volgenant. Whole numbers of any size, so that the
    order of the rules above is exact; SciPy's solver works in floating point.
    """
    columns = len(costs[0]) if costs else 0
    row_potential, column_potential = [0] * (len(costs) + 1), [0] * (columns + 1)
    owner = [0] * (columns + 1)  # rows and columns count from 1; 0 is nobody, and where paths start
    for row in range(1, len(costs) + 1):
        owner[0] = row
        column, came_from = _path(costs, owner, row_potential, column_potential)
        while column:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    given = [0] * len(costs)
    for column in range(1, columns + 1):
        if owner[column]:
            given[owner[column] - 1] = column - 1
    return given


def _path(
    costs: list[list[int]], owner: list[int], row_potential: list[int], column_potential: list[int]
) -> tuple[int, list[int]]:
    """The cheapest way from row `owner[0]` to a free column: where it ends, and from which column
    each one was reached. Moves the potentials.
    """
    column, reached = 0, {0}
    came_from = [0] * len(owner)
    slack: dict[int, int] = {}
    while row := owner[column]:
        for j in range(1, len(owner)):
            reduced = costs[row - 1][j - 1] - row_potential[row] - column_potential[j]
            if j not in reached and (j not in slack or reduced < slack[j]):
                slack[j], came_from[j] = reduced, column
        column = min(slack, key=lambda j: slack[j])
        step = slack.pop(column)
        for j in reached:
            row_potential[owner[j]] += step
            column_potential[j] -= step
        slack = {j: left - step for j, left in slack.items()}
        reached.add(column)
    return column, came_from
