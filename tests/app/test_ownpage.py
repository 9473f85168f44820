"""What a person's own page shows, at one moment and without meeting anybody."""

import sqlite3
from contextlib import closing

from bot.app.messages import MessageKind
from bot.app.ownpage import OwnPage, own_page
from tests.app.house import CLASS, SOLO, House, account, buttons, spoken


async def page(home: House, name: str) -> OwnPage:
    return await own_page(home.kit, account(name), CLASS)


def rows(home: House) -> list[str]:
    """Everything that is stored."""
    with closing(sqlite3.connect(home.database)) as db:
        return list(db.iterdump())


async def test_it_shows_where_each_open_round_stands_and_what_can_be_done(home: House) -> None:
    await home.type("Ana", f"{SOLO} side:ban")
    await home.type("Ana", "/debate start format:duel pace:standard")
    lobby, running = (await page(home, "Ana")).rounds
    assert {lobby.kind, running.kind} == {MessageKind.STATUS}
    assert "Begin" in buttons(lobby)
    assert buttons(running)["Speak"] == "/debate speak"
    [status] = (await home.type("Ana", "/debate status", here=(await home.round("Ana")).id)).direct
    assert lobby == status


async def test_a_round_that_is_over_or_left_is_not_on_it(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.type("Ben", "/debate leave", here=(await home.round("Ben")).id)
    assert [len((await page(home, name)).rounds) for name in ("Ana", "Ben")] == [1, 0]
    await home.play_on("Ana")
    assert (await page(home, "Ana")).rounds == []


async def test_it_says_what_the_commands_say(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana", spoken(35))
    shown = await page(home, "Ana")
    assert [shown.stats] == list((await home.type("Ana", "/my stats")).direct)
    assert shown.stats is not None
    assert shown.stats.bars
    assert list(shown.board) == list((await home.type("Ana", "/leaderboard show")).direct)
    assert [shown.privacy] == list((await home.type("Ana", "/my privacy")).direct)


async def test_a_stranger_sees_what_there_is_and_is_not_met_by_that(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana", spoken(35))
    before = rows(home)
    shown = await page(home, "Cleo")
    assert (shown.rounds, shown.stats) == ((), None)
    [board] = shown.board
    assert board.table is not None
    assert shown.privacy.text == home.say("privacy.text")
    assert rows(home) == before


async def test_the_board_is_that_of_the_class_whose_page_it_is(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana", spoken(35))
    [board] = (await own_page(home.kit, account("Ana"), "elsewhere")).board
    assert board.table is None
