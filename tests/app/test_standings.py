"""Leaderboards, and one's own figures."""

from bot.app.messages import Message, MessageKind
from tests.app.house import CLASS, HOMEWORK, House, buttons, fields, spoken


def better(name: str) -> str:
    return spoken(35) if name == "Ana" else spoken(20)


async def test_an_empty_board_says_what_counts(home: House) -> None:
    board = (await home.type("Ana", "/leaderboard show")).one(MessageKind.BOARD)
    assert (board.text, board.table) == (home.say("board.empty"), None)


async def test_the_best_are_shown_to_all_with_the_uncertainty_of_their_ratings(
    home: House,
) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana", better)
    board, own = (await home.type("Ben", "/leaderboard show")).all
    assert (board.kind, board.private) == (MessageKind.BOARD, False)
    assert (board.title, board.text) == (home.say("board.title"), home.say("board.text"))
    assert board.table is not None
    assert board.table.headings == ("Place", "Name", "Rating", "Rounds")
    assert [(row[0], row[1], row[3]) for row in board.table.rows] == [
        ("1", "Ana", "1"),
        ("2", "Ben", "1"),
    ]
    low, high = (int(part) for part in board.table.rows[0][2].split("–"))
    assert low < 27 < high
    assert (own.kind, own.private) == (MessageKind.BOARD, True)
    assert own.text == home.say("board.own", place=2, count=2)
    assert own.table == board.table


async def test_who_has_no_rating_is_told_how_to_get_one(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana", better)
    board, own = (await home.type("Cleo", "/leaderboard show")).all
    assert board.table is not None
    assert (own.text, own.private, own.table) == (home.say("board.unrated"), True, None)


async def rate(home: House, points: dict[str, float]) -> None:
    """Give people ratings that are as sure as can be, as if they had earned them in one round."""
    debate = await home.seat("Ana", "Ben", sides=("ban", "limit"))
    ratings = {await home.id(name): (mu, 1.0) for name, mu in points.items()}
    await home.kit.store.write(
        lambda tx: tx.standings.put_ratings(CLASS, debate.id, ratings, home.clock.now())
    )


def rows(message: Message) -> list[tuple[str, str]]:
    """Places and names of a board."""
    assert message.table is not None
    return [(row[0], row[1]) for row in message.table.rows]


async def test_equals_share_a_place_and_the_next_stands_as_many_further_down(home: House) -> None:
    await rate(home, {"Ana": 20, "Ben": 30, "Cleo": 20, "Dora": 10})
    board, own = (await home.type("Dora", "/leaderboard show")).all
    assert rows(board) in (
        [("1", "Ben"), ("2", "Ana"), ("2", "Cleo"), ("4", "Dora")],
        [("1", "Ben"), ("2", "Cleo"), ("2", "Ana"), ("4", "Dora")],
    )
    assert own.text == home.say("board.own", place=4, count=4)


async def test_ten_are_shown_and_to_oneself_who_is_just_above_and_below(home: House) -> None:
    names = ["Ana", "Ben", *(f"P{number:02}" for number in range(3, 15))]
    await rate(home, {name: 90 - place for place, name in enumerate(names)})
    board, own = (await home.type("P12", "/leaderboard show")).all
    assert [place for place, _ in rows(board)] == [str(n) for n in range(1, 11)]
    assert rows(own) == [("11", "P11"), ("12", "P12"), ("13", "P13")]
    _, first = (await home.type("Ana", "/leaderboard show")).all
    assert rows(first) == [("1", "Ana"), ("2", "Ben")]
    _, last = (await home.type("P14", "/leaderboard show")).all
    assert rows(last) == [("13", "P13"), ("14", "P14")]


async def test_a_classroom_sees_its_own_board_only(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana", better)
    board = await home.type("Ana", "/leaderboard show", classroom="other")
    assert board.texts == [home.say("board.empty")]


async def test_without_a_finished_round_there_are_no_figures_yet(home: House) -> None:
    stats = (await home.type("Ana", "/my stats")).one(MessageKind.STATS)
    assert (stats.text, stats.fields, stats.bars) == (home.say("stats.empty"), (), ())
    assert buttons(stats) == {"Practise": "/debate start"}
    history = (await home.type("Ana", "/my history")).one(MessageKind.STATS)
    assert (history.text, history.table) == (home.say("stats.empty"), None)


async def test_stats_count_rounds_and_sides_and_name_the_next_thing_to_practise(
    home: House,
) -> None:
    for side in ("ban", "ban", "free"):
        await home.type("Ana", f"/debate start side:{side}")
        await home.play_on("Ana")
    stats = (await home.type("Ana", "/my stats")).one(MessageKind.STATS)
    assert stats.private
    assert stats.title == home.say("stats.title", name="Ana")
    assert stats.text == home.say("stats.text")
    assert fields(stats) == {
        home.say("stats.rounds"): "3",
        home.say("stats.sides"): "Ban 2, Free 1",
        home.say("stats.next"): "Say more (clash).",
    }
    assert {(bar.points, bar.band) for bar in stats.bars} == {(30, "developing")}


async def test_a_topic_that_is_gone_is_still_counted(home: House) -> None:
    await home.type("Ana", f"/debate start topic:{HOMEWORK} side:for")
    await home.play_on("Ana")
    (home.prompts / "topics" / f"{HOMEWORK}.yaml").unlink()
    stats = (await home.type("Ana", "/my stats")).one(MessageKind.STATS)
    assert fields(stats)[home.say("stats.sides")] == "for 1"


async def test_history_lists_finished_rounds_newest_first_with_their_band(home: House) -> None:
    ids: list[str] = []
    for line, text in (("side:ban", spoken(30)), ("side:free", spoken(50)), ("side:ban", "No.")):
        home.clock.pass_seconds(60)
        await home.type("Ana", f"/debate start {line}")
        await home.play_on("Ana", text)
        ids.insert(0, (await home.round("Ana")).id)
    history = (await home.type("Ana", "/my history")).one(MessageKind.STATS)
    assert history.title == home.say("history.title")
    assert history.text == home.say("history.text", count=3)
    assert history.table is not None
    title = home.kit.packs.topic("school-phones").title
    assert history.table.headings == ("Round", "Topic", "Format", "Side", "Overall")
    assert history.table.rows == (
        (ids[0], title, "solo", "Ban", "–"),
        (ids[1], title, "solo", "Free", "sound"),
        (ids[2], title, "solo", "Ban", "developing"),
    )
