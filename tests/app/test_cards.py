"""A card's OK is to the side that it shows, and to nothing that came later."""

import pytest

from bot.app.messages import Message, MessageKind
from bot.core.round import Status
from tests.app.house import DUEL, House, buttons, spoken


async def carded(home: House, line: str = DUEL) -> list[Message]:
    """The cards of a duel in which both drew their sides."""
    await home.type("Ana", line)
    await home.type("Ben", "/debate join")
    heard = await home.type("Ana", "/debate begin")
    return heard.of(MessageKind.CARD)


def pressed(message: Message, label: str) -> str:
    """The command of a message's button."""
    return next(button.command for button in message.buttons if button.label == label)


async def by_name(home: House, cards: list[Message]) -> dict[str, Message]:
    """Cards by whose they are."""
    ids = {await home.id(name): name for name in ("Ana", "Ben")}
    return {ids[card.to.id]: card for card in cards}


async def test_ok_on_an_old_card_is_no_yes_to_another_side(home: House) -> None:
    old = await by_name(home, await carded(home, f"{DUEL} sides:ban,limit"))
    heard = await home.type("Ana", "/debate decline")
    new = await by_name(home, heard.of(MessageKind.CARD))
    assert new["Ben"].side != old["Ben"].side
    answer = (await home.type("Ben", pressed(old["Ben"], "OK"))).one(MessageKind.NOTICE)
    topic = home.kit.packs.topic("school-phones")
    mine = topic.side_by_id[str(new["Ben"].side)]
    assert answer.private
    assert answer.text == home.say("card.changed", role=mine.role)
    assert buttons(answer) == buttons(new["Ben"])
    assert not any(seat.accepted for seat in (await home.round("Ben")).people)
    await home.type("Ben", pressed(answer, "OK"))
    accepted = {seat.side for seat in (await home.round("Ben")).people if seat.accepted}
    assert accepted == {new["Ben"].side}


async def test_who_pressed_nothing_is_told_why_a_second_card_came(home: House) -> None:
    first = await by_name(home, await carded(home, f"{DUEL} sides:ban,limit"))
    assert home.say("card.again") not in first["Ana"].text + first["Ben"].text
    heard = await home.type("Ana", "/debate decline")
    second = await by_name(home, heard.of(MessageKind.CARD))
    assert second["Ben"].text.startswith(home.say("card.again"))
    assert home.say("card.again") not in second["Ana"].text


async def test_ok_on_an_old_card_agrees_to_nothing_while_the_round_runs(home: House) -> None:
    """Neither to ending it nor to going on with words about a loss."""
    cards = await by_name(home, await carded(home))
    for name, card in cards.items():
        await home.type(name, pressed(card, "OK"))
    ok = pressed(cards["Ben"], "OK")
    await home.type("Ana", "/debate end")
    assert (await home.type("Ben", ok)).error == home.say("error.card_over")
    assert (await home.round("Ana")).status is Status.RUNNING
    [(who, _)] = await home.waiting("Ana")
    await home.type(who, spoken(20, "my loss [ban-attention]"))
    refused = await home.type(who, pressed(cards[who], "OK"))
    assert refused.error == home.say("error.card_over")
    assert (await home.round("Ana")).status is Status.PAUSED


async def test_the_panel_agrees_to_the_side_that_it_shows(home: House) -> None:
    cards = await by_name(home, await carded(home))
    panel = (await home.type("Ana", "")).one(MessageKind.STATUS)
    assert buttons(panel) == buttons(cards["Ana"])


async def test_a_word_that_is_no_side_agrees_to_none(home: House) -> None:
    await carded(home)
    refused = await home.type("Ana", "/debate agree side:nobody")
    assert refused.direct[0].kind is MessageKind.ERROR


@pytest.mark.parametrize("line", ["/debate join", "/debate begin"])
async def test_who_comes_after_it_has_begun_is_told_so(home: House, line: str) -> None:
    await carded(home)
    debate = await home.round("Ana")
    late = await home.type("Cleo", line, here=debate.id)
    assert late.error == home.say("error.begun")
    for name in ("Ana", "Ben"):
        await home.type(name, "/debate agree")
    late = await home.type("Cleo", line, here=debate.id)
    assert late.error == home.say("error.begun")


async def test_begin_pressed_twice_says_that_it_has_begun(home: House) -> None:
    await carded(home)
    again = await home.type("Ben", "/debate begin")
    assert again.error == home.say("error.begun_already")
    again = await home.type("Ben", "/debate join", here=(await home.round("Ben")).id)
    assert again.error == home.say("error.already_in")


async def test_who_has_accepted_is_not_told_to_do_so_first(home: House) -> None:
    await carded(home)
    await home.type("Ana", "/debate agree")
    refused = await home.type("Ana", "/debate pass")
    assert refused.error == home.say("error.illegal.seating")
    assert "First say" not in refused.error
