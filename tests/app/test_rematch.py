"""After a round: the same people and terms with sides switched. And cancelling one that is open."""

from bot.app.messages import MessageKind
from bot.core.round import Status
from tests.app.house import DUEL, SOLO, House, fields


async def sides(home: House, name: str) -> dict[str, str]:
    """Who argues what in a person's latest round."""
    debate = await home.round(name)
    names = await home.seat_names(debate)
    return {names[seat.id]: str(seat.side) for seat in debate.people}


async def test_alone_the_other_side_is_argued_at_once(home: House) -> None:
    await home.type("Ana", "/debate start side:ban sides:ban,free level:plain pace:blitz")
    await home.play_on("Ana")
    first = await home.round("Ana")
    heard = await home.type("Ana", "/debate rematch")
    second = await home.round("Ana")
    assert heard.of(MessageKind.CARD) == []
    assert await sides(home, "Ana") == {"Ana": "free"}
    assert second.sides == first.sides == ("ban", "free")
    assert second.terms.rematch_of == first.id
    assert (second.terms.level, second.terms.pace) == ("plain", "blitz")


async def test_everybody_is_invited_and_gets_the_other_side(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana")
    heard = await home.type("Ana", "/debate rematch")
    assert heard.one(MessageKind.NOTICE).to.id == await home.id("Ben")
    joined = await home.type("Ben", "/debate join")
    assert fields(joined.one(MessageKind.LOBBY))[home.say("lobby.here")] == "Ana (Limit), Ben (Ban)"
    await home.type("Ana", "/debate begin")
    assert await sides(home, "Ana") == {"Ana": "limit", "Ben": "ban"}


async def test_another_wish_wins_over_switching(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana")
    await home.type("Ana", "/debate rematch")
    joined = await home.type("Ben", "/debate join limit")
    assert fields(joined.one(MessageKind.LOBBY))[home.say("lobby.here")] == (
        "Ana (Limit), Ben (Limit)"
    )


async def test_a_side_excluded_since_is_not_wished_for_them(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana")
    await home.type("Ana", "/my sides exclude:limit")
    await home.type("Ben", "/my sides exclude:ban")
    await home.type("Ana", "/debate rematch")
    joined = await home.type("Ben", "/debate join")
    assert fields(joined.one(MessageKind.LOBBY))[home.say("lobby.here")] == "Ana, Ben"


async def test_who_left_is_not_invited_again(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.type("Ben", "/debate leave")
    await home.play_on("Ana")
    heard = await home.type("Ana", "/debate rematch")
    assert heard.kinds == ["lobby"]


async def test_somebody_new_may_come_to_a_rematch(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana")
    await home.type("Ana", "/debate rematch")
    joined = await home.type("Cleo", "/debate join")
    assert fields(joined.one(MessageKind.LOBBY))[home.say("lobby.here")] == "Ana (Limit), Cleo"


async def test_only_a_finished_round_of_ones_own_is_played_again(home: House) -> None:
    debate = await home.seat("Ana", "Ben", sides=("ban", "limit"))
    refused = await home.type("Ana", "/debate rematch", here=debate.id)
    assert refused.error == home.say("error.rematch_open")
    await home.type("Ana", "/debate concede")
    refused = await home.type("Cleo", "/debate rematch", here=debate.id)
    assert refused.error == home.say("error.not_in")


async def test_a_rematch_counts_as_an_open_round(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.play_on("Ana")
    debate = await home.round("Ana")
    for _ in range(3):
        await home.type("Ana", SOLO)
    refused = await home.type("Ana", "/debate rematch", here=debate.id)
    assert refused.error == home.say("error.too_many_rounds", most=3)


# ── cancelling ──────────────────────────────────────────────────────────────────────────────────


async def test_the_host_cancels_a_table(home: House) -> None:
    await home.type("Ana", DUEL)
    await home.type("Ben", "/debate join")
    refused = await home.type("Ben", "/debate cancel")
    assert refused.error == home.say("error.not_host")
    heard = await home.type("Ana", "/debate cancel")
    assert heard.kinds == ["lobby", "notice"]
    assert heard.texts[1] == home.say("over.cancelled")
    assert (await home.round("Ana")).status is Status.CANCELLED


async def test_a_round_that_runs_with_others_is_not_the_hosts_to_cancel(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    assert (await home.type("Ana", "/debate cancel")).error == home.say("error.cancel_running")
    await home.type("Ben", "/debate leave")
    assert (await home.type("Ana", "/debate cancel")).texts == [home.say("over.cancelled")]


async def test_leaving_is_told_and_the_bot_takes_the_seat(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    heard = await home.type("Ana", "/debate leave")
    assert heard.texts[0] == home.say("notice.left", name="Ana")
    stand_in = heard.of(MessageKind.SPEECH)[0]
    assert stand_in.title == home.say(
        "speech.title_stand_in", role="Head teacher", missing="Ana", slot="opening"
    )
    await home.play_on("Ben")
    assert (await home.round("Ben")).status is Status.DONE


async def test_leaving_a_drawn_seat_lets_the_others_begin(home: House) -> None:
    await home.type("Ana", f"{DUEL} side:ban")
    await home.type("Ben", "/debate join")
    await home.type("Ana", "/debate begin")
    heard = await home.type("Ben", "/debate leave")
    assert heard.texts[0] == home.say("notice.left", name="Ben")
    assert home.say("name.bot") in fields(heard.one(MessageKind.SEATS)).values()
    assert heard.one(MessageKind.BRIEF).to.id == await home.id("Ana")


async def test_nobody_else_leaves_or_agrees_for_them(home: House) -> None:
    await home.type("Ana", DUEL)
    debate = await home.round("Ana")
    for line in ("leave", "agree", "decline"):
        refused = await home.type("Cleo", f"/debate {line}", here=debate.id)
        assert refused.direct[0].kind is MessageKind.ERROR
    refused = await home.type("Ana", "/debate agree")
    assert refused.error == home.say("error.illegal.lobby")


async def test_a_second_press_opens_no_second_table(home: House) -> None:
    first = await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana")
    await home.type("Ana", "/debate rematch", here=first.id)
    table = await home.round("Ana")
    again = await home.type("Ana", "/debate rematch", here=first.id)
    assert again.error == home.say("error.rematch_waits", id=table.id)
    joined = await home.type("Ben", "/debate rematch", here=first.id)
    assert joined.texts[0] == home.say("lobby.rematch")
    assert fields(joined.one(MessageKind.LOBBY))[home.say("lobby.here")] == "Ana (Limit), Ben (Ban)"
    assert [debate.id for debate in await home.rounds("Ben")] == [table.id, first.id]
    await home.type("Ben", "/debate begin")
    again = await home.type("Ben", "/debate rematch", here=first.id)
    assert again.error == home.say("error.rematch_here", id=table.id)


async def test_a_rematch_that_was_cancelled_is_opened_anew(home: House) -> None:
    first = await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.play_on("Ana")
    await home.type("Ana", "/debate rematch", here=first.id)
    await home.type("Ana", "/debate cancel")
    await home.type("Ben", "/debate rematch", here=first.id)
    assert (await home.round("Ben")).status is Status.LOBBY


async def test_alone_a_second_press_starts_no_second_round(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.play_on("Ana")
    first = await home.round("Ana")
    await home.type("Ana", "/debate rematch", here=first.id)
    played = await home.round("Ana")
    again = await home.type("Ana", "/debate rematch", here=first.id)
    assert again.error == home.say("error.rematch_here", id=played.id)
