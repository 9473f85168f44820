"""Every format played through by people who type: duel, three-way, teams, drill."""

import pytest

from bot.app.messages import MessageKind
from bot.core.format import Kind
from bot.core.round import How, Status
from tests.app.house import DUEL, House, fields

NAMES = ("Ana", "Ben", "Cleo", "Dan", "Eva")


def of(form: str) -> str:
    return DUEL.replace("duel", form)


async def test_a_duel_has_an_opening_a_rebuttal_and_a_closing_for_each(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "free"))
    await home.play_on("Ana")
    debate = await home.round("Ana")
    assert debate.status is Status.DONE
    assert all(delivery.how is How.SPOKEN for delivery in debate.delivered)
    said = [(slot.kind, slot.side) for slot in debate.slots if slot.kind is not Kind.QUESTION]
    assert said[:2] == [(Kind.OPENING, "ban"), (Kind.OPENING, "free")]
    assert said[-2:] == [(Kind.CLOSING, "free"), (Kind.CLOSING, "ban")]


async def test_three_people_debate_on_three_sides(home: House) -> None:
    await home.seat("Ana", "Ben", "Cleo", line=of("three-way"), sides=("ban", "limit", "free"))
    await home.play_on("Ana")
    debate = await home.round("Ana")
    assert debate.status is Status.DONE
    speakers = {slot.side for slot in debate.slots if slot.kind is Kind.CLOSING}
    assert speakers == {"ban", "limit", "free"}
    assert debate.slots[0].side == "ban"


async def test_two_people_may_debate_three_ways_with_the_bot(home: House) -> None:
    await home.seat("Ana", "Ben", line=of("three-way"), sides=("ban", "limit"))
    heard = await home.play_on("Ana")
    assert (await home.round("Ana")).status is Status.DONE
    assert any(m.side == "free" and m.owner is None for m in heard.of(MessageKind.SPEECH))
    assert len(heard.of(MessageKind.BALLOT)) == 2


@pytest.mark.parametrize("people", [4, 5])
async def test_in_teams_everybody_has_a_slot(home: House, people: int) -> None:
    line = f"{of('teams')} sides:ban,limit"
    wishes = ("ban", "limit", "ban", "limit", "ban")
    await home.seat(*NAMES[:people], line=line, sides=wishes)
    heard = await home.play_on("Ana")
    debate = await home.round("Ana")
    assert debate.status is Status.DONE
    spoke = {delivery.seat for delivery in debate.delivered}
    assert spoke == {seat.id for seat in debate.seats}
    assert len(debate.seats) == people
    assert len(heard.of(MessageKind.BALLOT)) == people


async def test_team_mates_share_a_side_and_the_seats_are_told_to_all(home: House) -> None:
    await home.type("Ana", f"{of('teams')} sides:ban,limit side:ban")
    for name, side in (("Ben", "limit"), ("Cleo", "ban"), ("Dan", "limit")):
        await home.type(name, f"/debate join {side}")
    heard = await home.type("Ana", "/debate begin")
    assert fields(heard.one(MessageKind.SEATS)) == {
        home.say("seats.role", role="Head teacher"): "Ana, Cleo",
        home.say("seats.role", role="Class council"): "Ben, Dan",
    }
    assert len(heard.of(MessageKind.BRIEF)) == 4


async def test_teams_need_two_people(home: House) -> None:
    await home.type("Ana", of("teams"))
    refused = await home.type("Ana", "/debate begin")
    assert refused.error == home.say("error.too_few", needed=2, here=1)


@pytest.mark.parametrize("side", ["ban", "limit", "free"])
async def test_in_a_drill_the_bot_makes_three_points_to_rebut(home: House, side: str) -> None:
    await home.type("Ana", f"{of('drill')} side:{side}")
    await home.play_on("Ana")
    debate = await home.round("Ana")
    assert debate.status is Status.DONE
    assert [slot.kind for slot in debate.slots] == [Kind.OPENING, Kind.REBUTTAL] * 3
    assert [slot.side == side for slot in debate.slots] == [False, True] * 3  # the person rebuts
    assert len(await home.speeches("Ana")) == 6


async def test_accepting_one_card_waits_for_the_others(home: House) -> None:
    await home.type("Ana", DUEL)
    await home.type("Ben", "/debate join")
    cards = (await home.type("Ana", "/debate begin")).of(MessageKind.CARD)
    assert {card.to.id for card in cards} == {await home.id("Ana"), await home.id("Ben")}
    heard = await home.type("Ana", "/debate agree")
    assert heard.texts == [home.say("card.waiting", names="Ben")]
    refused = await home.type("Ana", "/debate agree")
    assert refused.error == home.say("error.nothing_to_agree")
    assert (await home.type("Ana", "Phones are loud.")).error == home.say("error.illegal.seating")
    assert (await home.type("Ben", "/debate agree")).of(MessageKind.SEATS)


async def test_only_whose_side_changed_is_shown_a_new_card(home: House) -> None:
    await home.type("Ana", of("three-way"))
    await home.type("Ben", "/debate join")
    cards = (await home.type("Ana", "/debate begin")).of(MessageKind.CARD)
    before = {card.to.id: card.side for card in cards}
    again = (await home.type("Ana", "/debate decline")).of(MessageKind.CARD)
    debate = await home.round("Ana")
    after = {str(seat.person): seat.side for seat in debate.people}
    assert {card.to.id for card in again} == {who for who in after if after[who] != before[who]}
    assert await home.id("Ana") in {card.to.id for card in again}
