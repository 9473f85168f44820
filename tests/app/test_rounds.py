"""Before the first slot: opening a round, coming and going, drawing sides, accepting them."""

import pytest

from bot.app.messages import MessageKind, to_person, to_round
from bot.core.round import Status
from tests.app.house import (
    DUEL,
    HOMEWORK,
    SOLO,
    House,
    buttons,
    fields,
    to_all,
)

MOTION = "This school should ban phones from the first bell to the last."


async def test_a_newcomer_is_drawn_a_side_and_shown_a_card_first(home: House) -> None:
    heard = await home.type("Ana", "/debate start")
    [card] = heard.all
    side = str(card.side)
    topic = home.kit.packs.topic("school-phones")
    assert card.kind is MessageKind.CARD
    assert card.private
    assert card.to == to_person(await home.id("Ana"), (await home.round("Ana")).id)
    assert card.title == home.say("card.title", side=topic.side_by_id[side].name)
    assert card.text == home.say("card.text", role=topic.side_by_id[side].role, motion=MOTION)
    assert fields(card) == {
        home.say("card.stored"): home.say("card.stored_text"),
        home.say("card.seen"): home.say("card.seen_text"),
    }
    assert buttons(card) == {
        "OK": f"/debate agree side:{side}",
        "Another side or topic": "/debate decline",
        "Not now": "/debate leave",
    }


async def test_accepting_the_card_starts_the_round(home: House) -> None:
    await home.type("Ana", "/debate start")
    heard = await home.type("Ana", "/debate agree")
    debate = await home.round("Ana")
    assert debate.status is Status.RUNNING
    assert heard.texts[0] == home.say("card.accepted")
    assert heard.kinds[:3] == ["confirmation", "seats", "brief"]
    seats, brief = heard.one(MessageKind.SEATS), heard.one(MessageKind.BRIEF)
    first = home.kit.packs.topic("school-phones").side_by_id[debate.slots[0].side].name
    assert seats.to == to_round(debate.id)
    assert seats.text == home.say("seats.text", motion=MOTION, side=first)
    assert sorted(fields(seats).values()) == ["Ana", home.say("name.bot")]
    assert brief.private
    assert brief.side == debate.seat_of(await home.id("Ana")).side  # type: ignore[union-attr]  # she sits


async def test_a_wish_is_honoured_without_a_card(home: House) -> None:
    heard = await home.type("Ana", "/debate start side:free")
    debate = await home.round("Ana")
    assert not heard.of(MessageKind.CARD)
    assert debate.status is Status.RUNNING
    assert debate.people[0].side == "free"
    assert heard.kinds[:2] == ["seats", "brief"]


async def test_declining_draws_another_side(home: House) -> None:
    first = (await home.type("Ana", "/debate start")).one(MessageKind.CARD)
    second = (await home.type("Ana", "/debate decline")).one(MessageKind.CARD)
    assert {first.side, second.side} == set((await home.round("Ana")).sides)
    third = (await home.type("Ana", "/debate decline")).one(MessageKind.CARD)
    assert len({first.side, second.side, third.side}) == 3
    refused = await home.type("Ana", "/debate decline")
    assert refused.error == home.say("error.no_other_side")
    assert (await home.round("Ana")).people[0].side == third.side


async def test_another_topic_is_offered_with_another_side(home: House) -> None:
    await home.type("Ana", "/debate start")
    heard = await home.type("Ana", "/debate decline")
    offered = heard.one(MessageKind.NOTICE)
    assert (offered.text, offered.private) == (home.say("card.topics"), True)
    title = home.kit.packs.topic("homework").title
    assert buttons(offered) == {title: "/debate decline topic:homework"}
    heard = await home.type("Ana", "/debate decline topic:homework")
    assert heard.texts[0] == home.say("over.cancelled")
    [new] = await home.rounds("Ana")
    assert (new.status, new.terms.topic) == (Status.SEATING, "homework")


async def test_sides_that_were_asked_for_stay_in_play_when_one_is_declined(home: House) -> None:
    await home.type("Ana", "/debate start sides:ban,free")
    await home.type("Ana", "/debate decline")
    refused = await home.type("Ana", "/debate decline")
    assert refused.error == home.say("error.no_other_side")
    assert set((await home.round("Ana")).sides) == {"ban", "free"}


async def test_not_now_ends_a_round_before_it_began(home: House) -> None:
    await home.type("Ana", "/debate start")
    heard = await home.type("Ana", "/debate leave")
    assert heard.texts == [home.say("over.cancelled")]
    assert await home.rounds("Ana") == []


@pytest.mark.parametrize("excluded", ["ban", "limit", "free"])
async def test_an_excluded_side_is_never_drawn(home: House, excluded: str) -> None:
    await home.type("Ana", f"/my sides exclude:{excluded}")
    first = (await home.type("Ana", "/debate start")).one(MessageKind.CARD)
    assert first.side != excluded
    second = await home.type("Ana", "/debate decline")
    assert all(message.side != excluded for message in second.all)


async def test_a_side_that_one_excludes_cannot_be_wished_for(home: House) -> None:
    await home.type("Ana", "/my sides exclude:ban")
    refused = await home.type("Ana", "/debate start side:ban")
    assert refused.error == home.say("error.side_excluded", side="ban")


async def test_three_open_rounds_are_the_most(home: House) -> None:
    for _ in range(3):
        await home.type("Ana", SOLO)
    refused = await home.type("Ana", SOLO)
    assert refused.error == home.say("error.too_many_rounds", most=3)
    newest = await home.round("Ana")
    await home.type("Ana", "/debate leave", here=newest.id)
    assert (await home.type("Ana", SOLO)).kinds == ["card"]


async def test_a_round_one_has_left_is_no_open_round_of_theirs(home: House) -> None:
    await home.seat("Ana", "Ben")
    await home.type("Ana", "/debate leave")
    for _ in range(3):
        assert (await home.type("Ana", SOLO)).kinds == ["card"]
    status = await home.type("Ben", "/debate status")
    assert status.kinds == ["status"]


@pytest.mark.parametrize(
    ("options", "phrase", "variables"),
    [
        ("format:three-way sides:ban,limit", "error.sides_count",
         {"needed": 3, "format": "three-way"}),
        ("format:solo sides:ban,limit,free", "error.sides_count", {"needed": 2, "format": "solo"}),
        ("sides:ban,ban", "error.sides_count", {"needed": 2, "format": "solo"}),
        ("sides:ban,limit side:free", "error.no_such_side", {"side": "free",
                                                            "sides": "ban, limit"}),
        (f"format:three-way topic:{HOMEWORK}", "error.sides_count",
         {"needed": 3, "format": "three-way"}),
        ("format:solo opponent:people", "error.alone", {"format": "solo"}),
        ("with:Zoe", "error.no_such_person", {"name": "Zoe"}),
        ("with:Ana", "error.no_such_person", {"name": "Ana"}),
    ],
)  # fmt: skip
async def test_options_that_do_not_fit_together_are_refused(
    home: House, options: str, phrase: str, variables: dict[str, object]
) -> None:
    refused = await home.type("Ana", f"/debate start {options}")
    assert refused.error == home.say(phrase, **variables)
    assert await home.rounds("Ana") == []


async def test_a_person_and_the_bot_cannot_both_be_asked_for(home: House) -> None:
    await home.type("Ben", "/debate help")
    refused = await home.type("Ana", "/debate start with:ben opponent:bot")
    assert refused.error == home.say("error.with_bot")
    refused = await home.type("Ana", "/debate start with:ben format:drill")
    assert refused.error == home.say("error.alone", format="drill")


async def test_an_invitation_opens_a_duel_and_reaches_one_person(home: House) -> None:
    await home.type("Ben", "/debate help")
    heard = await home.type("Ana", '/debate start with:"@Ben"')
    debate = await home.round("Ana")
    assert debate.terms.format == "duel"
    assert not debate.terms.bots
    invited = heard.one(MessageKind.NOTICE)
    assert invited.to == to_person(await home.id("Ben"), debate.id)
    assert invited.text == home.say("lobby.invited", name="Ana", motion=MOTION)
    assert buttons(invited) == {"Join": "/debate join"}
    await home.type("Cleo", DUEL)
    await home.type("Ben", "/debate join")
    assert (await home.round("Ben")).id == debate.id


async def test_people_come_to_a_table_and_the_lobby_says_who_is_here(home: House) -> None:
    opened = (await home.type("Ana", f"{DUEL} side:ban")).one(MessageKind.LOBBY)
    assert to_all(opened)
    assert opened.text == home.say("lobby.text", motion=MOTION)
    assert opened.title == home.say("lobby.title", title="Phones at school")
    assert fields(opened) == {
        home.say("lobby.sides"): "Ban, Limit, Free",
        home.say("lobby.format"): "Duel, Standard",
        home.say("lobby.here"): "Ana (Ban)",
    }
    assert list(buttons(opened)) == ["Join", "Leave", "Begin", "Brief"]
    joined = (await home.type("Ben", "/debate join")).one(MessageKind.LOBBY)
    assert fields(joined)[home.say("lobby.here")] == "Ana (Ban), Ben"


async def test_an_extra_person_is_told_to_open_another_table(home: House) -> None:
    await home.type("Ana", DUEL)
    await home.type("Ben", "/debate join")
    refused = await home.type("Cleo", "/debate join")
    assert refused.error == home.say("error.full", most=2)


async def test_nobody_joins_twice_or_where_no_table_is(home: House) -> None:
    refused = await home.type("Ana", "/debate join")
    assert refused.error == home.say("error.no_table")
    await home.type("Ana", DUEL)
    assert (await home.type("Ana", "/debate join")).error == home.say("error.already_in")


async def test_with_two_tables_open_one_must_be_named(home: House) -> None:
    await home.type("Ana", DUEL)
    await home.type("Ben", DUEL)
    tables = [await home.round("Ben"), await home.round("Ana")]
    refused = await home.type("Cleo", "/debate join")
    ids = ", ".join(debate.id for debate in tables)
    assert refused.error == home.say("error.which_round", ids=ids)
    await home.type("Cleo", f"/debate join round:{tables[1].id.upper()}")
    assert (await home.round("Cleo")).id == tables[1].id
    await home.type("Ana", "/debate join")
    assert (await home.round("Ana")).id == tables[0].id


async def test_a_side_is_checked_against_the_topic_of_the_table(home: House) -> None:
    await home.type("Ana", f"{DUEL} topic:{HOMEWORK}")
    refused = await home.type("Ben", "/debate join side:againts")
    assert refused.error == home.say(
        "error.unknown_value_near",
        word="againts",
        near="against",
        option="side",
        allowed="against, for",
    )
    joined = await home.type("Ben", "/debate join FOR")
    assert (
        fields(joined.one(MessageKind.LOBBY))[home.say("lobby.here")] == "Ana, Ben (For homework)"
    )


async def test_only_somebody_at_the_table_begins(home: House) -> None:
    await home.type("Ana", DUEL)
    debate = await home.round("Ana")
    refused = await home.type("Ben", "/debate begin", here=debate.id)
    assert refused.error == home.say("error.not_in")
    heard = await home.type("Ana", "/debate begin")
    assert heard.kinds == ["lobby", "card"]


async def test_where_people_are_asked_for_bots_come_only_after_an_offer(home: House) -> None:
    await home.type("Ana", f"{DUEL} opponent:people")
    refused = await home.type("Ana", "/debate begin")
    assert refused.error == home.say("error.too_few", needed=2, here=1)
    assert (await home.wait(299)).all == ()
    offer = (await home.wait(1)).one(MessageKind.LOBBY)
    assert offer.text == home.say("lobby.offer")
    assert buttons(offer) == {"Begin": "/debate begin"}
    await home.type("Ana", "/debate begin")
    heard = await home.type("Ana", "/debate agree")
    assert home.say("name.bot") in fields(heard.one(MessageKind.SEATS)).values()
    assert (await home.wait(60)).of(MessageKind.LOBBY) == []


async def test_a_full_table_is_offered_no_bots(home: House) -> None:
    await home.type("Ana", DUEL)
    await home.type("Ben", "/debate join")
    assert (await home.wait(3600)).all == ()


async def test_asking_for_people_makes_a_duel(home: House) -> None:
    await home.type("Ana", "/debate start opponent:people")
    assert (await home.round("Ana")).terms.format == "duel"


async def test_a_table_that_nobody_touches_for_a_day_is_cancelled(home: House) -> None:
    await home.type("Ana", DUEL)
    heard = await home.wait(24 * 3600 + 300)
    closed = home.say("lobby.closed", motion=MOTION)
    assert heard.texts == [home.say("lobby.offer"), closed, home.say("over.cancelled")]
