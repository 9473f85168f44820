"""The page in Slack shows what is one's own, with a button for everything."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app.messages import Button, Message, MessageKind, to_person
from bot.app.ownpage import OwnPage
from bot.platforms.slack.buttons import read
from bot.platforms.slack.home import home
from tests.platforms.slack import reading
from tests.platforms.slack.test_rendering_laws import MESSAGES
from tests.platforms.slack.test_snapshots import say
from tests.standins.slack.blocks import check_view

TOP = ["Start", "Practise", "Stats", "Board", "Privacy", "Help"]


def message(kind: MessageKind, text: str, *buttons: Button) -> Message:
    return Message(kind=kind, to=to_person("ana"), text=text, buttons=buttons)


def state(*rounds: Message, stats: Message | None = None) -> OwnPage:
    """A page with some rounds."""
    return OwnPage(
        rounds=rounds,
        stats=stats or message(MessageKind.STATS, "Figures."),
        board=[message(MessageKind.BOARD, "Top ten."), message(MessageKind.BOARD, "You.")],
        privacy=message(MessageKind.HELP, "Stored.", Button(label="Export", command="/my export")),
    )


def elements(made: dict[str, Any]) -> list[dict[str, Any]]:
    """Its buttons, in order."""
    rows = [block["elements"] for block in made["blocks"] if block["type"] == "actions"]
    return [element for row in rows for element in row]


def shown(made: dict[str, Any]) -> list[str]:
    """What a person reads, button labels too."""
    return reading.shown(made["blocks"])


def test_it_shows_rounds_figures_the_board_and_what_is_stored() -> None:
    speak = Button(label="Speak", command="/debate speak round:r1")
    running = message(MessageKind.STATUS, "The round is running.", speak)
    made: dict[str, Any] = home(state(running), say)
    assert made["type"] == "home"
    assert shown(made) == [
        "Your debates", say("slack.home.text"), *TOP, "The round is running.", "Speak",
        "Figures.", "Top ten.", "You.", "Stored.", "Export",
    ]  # fmt: skip


def test_every_button_is_the_command_it_stands_for_and_has_an_id_of_its_own() -> None:
    made = elements(home(state(), say))
    pressed = [read(button["action_id"]) for button in made]
    assert [each.command for each in pressed if each] == [
        "/debate start", "/debate start opponent:bot", "/my stats", "/leaderboard show",
        "/my privacy", "/debate help", "/my export",
    ]  # fmt: skip
    assert len({button["action_id"] for button in made}) == len(made)


def test_a_button_at_the_top_is_not_repeated_below() -> None:
    practise = Button(label="Practise", command="/debate start")
    figures = message(MessageKind.STATS, "Figures.", practise)
    assert [b["text"]["text"] for b in elements(home(state(stats=figures), say))] == [
        *TOP, "Export"
    ]  # fmt: skip


def test_a_stranger_has_no_figures() -> None:
    page = OwnPage(rounds=(), stats=None, board=state().board, privacy=state().privacy)
    assert shown(home(page, say)) == [
        "Your debates", say("slack.home.text"), *TOP,
        "You have no open round. Press Start to set one up, or Practise to begin at once.",
        "Top ten.", "You.", "Stored.", "Export",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "note"),
    [
        (0, "You have no open round. Press Start to set one up, or Practise to begin at once."),
        (4, "You have 1 more open round."),
        (9, "You have 6 more open rounds."),
    ],
)
def test_it_says_what_to_do_without_a_round_and_where_the_others_are(count: int, note: str) -> None:
    rounds = [message(MessageKind.STATUS, f"Round {n}.") for n in range(count)]
    seen = shown(home(state(*rounds), say))
    assert note in seen
    assert ("Your rounds" in seen) == (count > 3)
    assert [text for text in seen if text.startswith("Round ")] == [
        f"Round {n}." for n in range(min(3, count))
    ]


SPEAK = Button(label="Speak", command="/debate speak round:r1")
FLOW = Button(label="Flow", command="/debate flow round:r1")


@pytest.mark.parametrize(
    ("rounds", "standing"),
    [
        ([], [("Start", "primary")]),
        ([[FLOW]], [("Start", "primary")]),
        ([[FLOW, SPEAK], [SPEAK]], [("Speak", "primary")]),
    ],
)
def test_one_button_stands_out_that_of_the_first_round_that_waits(
    rounds: list[list[Button]], standing: list[tuple[str, str]]
) -> None:
    made = home(state(*(message(MessageKind.STATUS, "Now.", *each) for each in rounds)), say)
    styled = [(b["text"]["text"], b["style"]) for b in elements(made) if "style" in b]
    assert styled == standing


def test_a_round_with_many_buttons_has_its_first_ones_and_its_panel() -> None:
    status = message(MessageKind.STATUS, "Now.", SPEAK, *[FLOW] * 5)
    to = to_person("ana", "r1")
    made = elements(home(state(replace(status, to=to)), say))[len(TOP) : -1]
    assert [each["text"]["text"] for each in made] == ["Speak", "Flow", "Flow", "Flow", "More"]
    pressed = read(made[-1]["action_id"])
    assert pressed is not None
    assert pressed.command == "/debate status round:r1"


@settings(max_examples=30)
@given(st.lists(MESSAGES, max_size=5), MESSAGES)
def test_it_keeps_within_what_slack_takes(rounds: list[Message], stats: Message) -> None:
    made = home(state(*rounds, stats=stats), say)
    check_view(made, ("home",))
    ids = [button["action_id"] for button in elements(made)]
    assert len(set(ids)) == len(ids)
