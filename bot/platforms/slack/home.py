"""App Home: the bot's own page in Slack, which each person sees for themselves.

It is made of messages that are said elsewhere too: where one's rounds stand, one's figures, the
board, what is stored. Pictures cannot stand here, as Slack wants addresses of public ones; the bars
of a chart do.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.app.messages import Button, Message, MessageKind, to_person
from bot.platforms.slack.buttons import Row, actions
from bot.platforms.slack.parts import Json, Part, header
from bot.platforms.slack.rendering import View, said
from bot.platforms.slack.rich import Run, blocks

Say = Callable[..., str]

MOST_BLOCKS = 100  # of a view
MOST_ROUNDS = 3  # shown; more are listed on demand
_DIVIDER = Part(block={"type": "divider"})
_NOBODY = to_person("")  # whoever looks at the page
# A button for everything; what they say are phrases.
_BUTTONS = {
    "slack.home.start": "/debate start",
    "slack.home.practise": "/debate start opponent:bot",
    "slack.home.stats": "/my stats",
    "slack.home.board": "/leaderboard show",
    "slack.home.privacy": "/my privacy",
    "slack.home.help": "/debate help",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeState:
    """What a person's page shows: a status message for each open round of theirs, what `/my stats`,
    `/leaderboard show` and `/my privacy` say.
    """

    rounds: Sequence[Message]
    stats: Message
    board: Sequence[Message]
    privacy: Message


def home(given: HomeState, say: Say) -> Json:
    """The view for views.publish.

    A section that no longer fits is left out whole; the buttons at the top lead there.
    """
    top = [Button(label=say(label), command=command) for label, command in _BUTTONS.items()]
    parts = [
        header("", say("slack.home.title")),
        *blocks([Run(text=say("slack.home.text"))]),
        *actions(top, Row(), say),
    ]
    first = len(top)
    sections = [*_rounds(given.rounds, say), [given.stats], given.board, [given.privacy]]
    for messages in filter(None, sections):
        buttons = [button for message in messages for button in _own(message)]
        made = [
            _DIVIDER,
            *(part for message in messages for part in said(message, View(), say)),
            *actions(buttons, Row(first=first), say),
        ]
        if len(parts) + len(made) <= MOST_BLOCKS:
            parts, first = [*parts, *made], first + len(buttons)
    return {"type": "home", "callback_id": "home", "blocks": [part.block for part in parts]}


def _rounds(rounds: Sequence[Message], say: Say) -> Iterator[Sequence[Message]]:
    """Each open round; what to do where there is none, and where there are too many."""
    shown, more = rounds[:MOST_ROUNDS], rounds[MOST_ROUNDS:]
    yield from ([status] for status in shown)
    if not shown:
        yield [_note(say("slack.home.no_rounds"))]
    if more:
        yield [_note(say("slack.home.more_rounds", count=len(more)))]


def _note(text: str) -> Message:
    return Message(kind=MessageKind.NOTICE, to=_NOBODY, text=text)


def _own(message: Message) -> Sequence[Button]:
    """A message's buttons, but for those at the top."""
    top = {*_BUTTONS.values()}
    return [button for button in message.buttons if button.command not in top]
