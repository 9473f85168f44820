"""Ratings by classroom: the newest counts, each round once."""

import pytest

from bot.app.ports import Standing
from bot.core.round import Status
from bot.store.store import SqlStore
from tests.store.conftest import Add
from tests.store.sample import CLASS, NOW, debate


@pytest.fixture(autouse=True)
async def rounds(add: Add) -> None:
    await add(*(debate(f"r{n}", "ana", "ben", "cem", status=Status.DONE) for n in (1, 2, 3)))


async def rate(
    store: SqlStore, of: str, ratings: dict[str, tuple[float, float]], room: str = CLASS
) -> None:
    await store.write(lambda tx: tx.standings.put_ratings(room, of, ratings, NOW))


async def ratings(store: SqlStore, *people: str) -> dict[str, tuple[float, float]]:
    return await store.read(lambda tx: tx.standings.ratings(CLASS, people))


async def test_the_newest_rating_counts_even_of_the_same_moment(store: SqlStore) -> None:
    await rate(store, "r2", {"ana": (27.5, 7.0), "ben": (22.5, 7.0)})
    await rate(store, "r1", {"ana": (29.125, 6.5)})
    assert await ratings(store, "ana", "ben", "cem") == {"ana": (29.125, 6.5), "ben": (22.5, 7.0)}
    assert await ratings(store) == {}


async def test_a_round_is_rated_once(store: SqlStore) -> None:
    await rate(store, "r1", {"ana": (27.5, 7.0)})
    await rate(store, "r1", {"ana": (99.0, 1.0), "ben": (1.0, 1.0)})
    assert await ratings(store, "ana", "ben") == {"ana": (27.5, 7.0)}


async def test_nobody_rated_leaves_nothing(store: SqlStore) -> None:
    await rate(store, "r1", {})
    await rate(store, "r1", {"ana": (27.5, 7.0)})
    assert await ratings(store, "ana") == {"ana": (27.5, 7.0)}


async def test_the_board_is_in_order_of_what_a_rating_is_surely_worth(store: SqlStore) -> None:
    await rate(store, "r1", {"ana": (30.0, 8.0), "ben": (25.0, 2.0), "cem": (20.0, 4.0)})
    await rate(store, "r2", {"cem": (21.0, 3.0)})
    board = await store.read(lambda tx: tx.standings.board(CLASS, 2))
    assert board == [
        Standing(person="ben", name="Ben", mu=25.0, sigma=2.0, rounds=1),
        Standing(person="cem", name="Cem", mu=21.0, sigma=3.0, rounds=2),
    ]


async def test_classrooms_do_not_see_each_other(store: SqlStore) -> None:
    await rate(store, "r1", {"ana": (30.0, 8.0)})
    assert await store.read(lambda tx: tx.standings.board("class-2", 5)) == []
    assert await store.read(lambda tx: tx.standings.ratings("class-2", ["ana"])) == {}
