"""Typing a label presses the button that is offered to the person who types."""

import pytest

from bot.app.messages import Address, Button, Message, MessageKind, to_person, to_round
from bot.platforms.console.offers import Offers

ANA, BEN = "ana", "ben"


def offered(kind: MessageKind, to: Address, **commands: str) -> Message:
    """A message with buttons, by label."""
    buttons = tuple(
        Button(label=label.replace("_", " "), command=f"/debate {command}")
        for label, command in commands.items()
    )
    return Message(kind=kind, to=to, text="", buttons=buttons)


@pytest.fixture
def offers() -> Offers:
    """A card for Ana, a slot for her, and a lobby for everybody."""
    made = Offers()
    made.hear(offered(MessageKind.LOBBY, to_round("r"), Join="join", Leave="leave round:r"))
    made.hear(offered(MessageKind.CARD, to_person(ANA), OK="agree", Not_now="leave"))
    made.hear(offered(MessageKind.PROMPT, to_person(ANA), Flow="flow", Extend="extend"))
    return made


PRESSED = [
    ("a label means its command", ANA, "OK", "/debate agree"),
    ("white space around it does not count", ANA, "  Not now ", "/debate leave"),
    ("what is offered to a round is offered to all", BEN, "Join", "/debate join"),
    ("the newest of two buttons with one label counts", ANA, "Leave", "/debate leave round:r"),
    ("what is offered to another person is not", BEN, "OK", None),
    ("a sentence with a label in it is a sentence", ANA, "OK then", None),
    ("other capitals make another word", ANA, "ok", None),
    ("nothing presses nothing", ANA, "", None),
]


@pytest.mark.parametrize(("rule", "person", "line", "command"), PRESSED)
def test_a_label_is_pressed(
    rule: str, person: str, line: str, command: str | None, offers: Offers
) -> None:
    assert offers.press(person, line, forgiving=False) == command, rule


def test_capitals_are_forgiven_to_who_owes_no_speech(offers: Offers) -> None:
    assert offers.press(ANA, "not NOW", forgiving=True) == "/debate leave"


def test_newer_buttons_take_the_place_of_older_ones_of_their_kind(offers: Offers) -> None:
    offers.hear(offered(MessageKind.PROMPT, to_person(ANA), Hint="hint"))
    assert offers.press(ANA, "Flow", forgiving=False) is None
    assert offers.labels(ANA) == ["Hint", "OK", "Not now", "Join", "Leave"]


def test_a_card_is_answered_once(offers: Offers) -> None:
    assert offers.press(ANA, "OK", forgiving=False) == "/debate agree"
    assert offers.press(ANA, "OK", forgiving=False) is None
    assert offers.press(ANA, "Flow", forgiving=False) == "/debate flow"
    assert offers.press(ANA, "Flow", forgiving=False) == "/debate flow"


def test_a_proposal_stands_until_each_has_answered(offers: Offers) -> None:
    offers.hear(offered(MessageKind.PROPOSAL, to_round("r"), Agree="agree"))
    assert offers.press(ANA, "Agree", forgiving=False) == "/debate agree"
    assert offers.press(ANA, "Agree", forgiving=False) is None
    assert offers.press(BEN, "Agree", forgiving=False) == "/debate agree"


def test_a_message_without_buttons_takes_nothing_away(offers: Offers) -> None:
    offers.hear(Message(kind=MessageKind.PROMPT, to=to_person(ANA), text="Your slot"))
    assert offers.press(ANA, "Extend", forgiving=False) == "/debate extend"
