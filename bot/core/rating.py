"""Skill after a ballot: openskill's Plackett–Luce (Weng and Lin, JMLR 12, 2011), patent-free.

It takes several teams of any size and shared ranks, which three-way rounds and unequal teams need.
A rating is `(mu, sigma)`; nobody rated yet starts at `START`. Boards order by the *ordinal*,
mu − 3 sigma: what a person is rated at least, with 99.7 % certainty.
"""

from collections.abc import Mapping

from openskill.models import PlackettLuce

Rating = tuple[float, float]

START: Rating = (25.0, 25.0 / 3)
CONTEST = 2  # sides; fewer cannot be compared


def rate(sides: Mapping[str, Mapping[str, Rating]], ranks: Mapping[str, int]) -> dict[str, Rating]:
    """New ratings by person.

    `sides` gives for each side the ratings of its people; `ranks` is 1 for the best side, equal for
    ties. With fewer than two sides held by people nobody is compared and nothing comes back.
    """
    held = [side for side in sides if sides[side] and side in ranks]
    if len(held) < CONTEST:
        return {}
    model = PlackettLuce()
    teams = [
        [model.rating(mu=mu, sigma=sigma, name=person) for person, (mu, sigma) in sides[s].items()]
        for s in held
    ]
    rated = model.rate(teams, ranks=[float(ranks[side]) for side in held])
    return {str(r.name): (r.mu, r.sigma) for team in rated for r in team}


def ordinal(rating: Rating) -> float:
    """The conservative estimate that boards order by."""
    return rating[0] - 3 * rating[1]
