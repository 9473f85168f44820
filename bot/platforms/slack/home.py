"""App Home: the bot's own page in Slack, which each person sees for themselves.

It is made of messages that are said elsewhere too: where one's rounds stand, one's figures, the
board, what is stored. Pictures cannot stand here, as Slack wants addresses of public ones; the bars
of a chart do.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.app.messages import Button, Message, MessageKind, to_person
from bot.app.ownpage import OwnPage
from bot.platforms.slack.buttons import Row, actions, leads_on
from bot.platforms.slack.parts import Json, Part, header
from bot.platforms.slack.rendering import View, said
from bot.platforms.slack.rich import Run, blocks

Say = Callable[..., str]

MOST_BLOCKS = 100  # of a view
MOST_ROUNDS = 3  # shown; more are listed on demand
MOST_BUTTONS = 5  # of a round; all are in its panel
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


def home(given: OwnPage, say: Say) -> Json:
    """The view for views.publish.

    A section that no longer fits is left out whole; the buttons at the top lead there. One button
    stands out: what comes next in the first open round, else that which sets one up.
    """
    top = [Button(label=say(label), command=command) for label, command in _BUTTONS.items()]
    parts = [
        header("", say("slack.home.title")),
        *blocks([Run(text=say("slack.home.text"))]),
    ]
    figures = [given.stats] if given.stats is not None else []
    sections = [*_rounds(given.rounds, say), figures, given.board, [given.privacy]]
    rows = [[each for message in messages for each in _own(message)] for messages in sections]
    leading = next((row for row in rows if leads_on(row)), top)
    parts += actions(top, Row(plain=top is not leading), say)
    first = len(top)
    for messages, row in zip(sections, rows, strict=True):
        made = [
            _DIVIDER,
            *(part for message in messages for part in said(message, View(), say)),
            *actions(row, Row(first=first, plain=row is not leading), say),
        ]
        if messages and len(parts) + len(made) <= MOST_BLOCKS:
            parts, first = [*parts, *made], first + len(row)
    return {"type": "home", "callback_id": "home", "blocks": [part.block for part in parts]}


def _rounds(rounds: Sequence[Message], say: Say) -> Iterator[Sequence[Message]]:
    """Each open round; what to do where there is none, and where there are too many."""
    shown, more = rounds[:MOST_ROUNDS], rounds[MOST_ROUNDS:]
    yield from ([_brief(status, say)] for status in shown)
    if not shown:
        yield [_note(say("slack.home.no_rounds"))]
    if more:
        every = Button(label=say("slack.home.list"), command="/debate list")
        yield [_note(say("slack.home.more_rounds", count=len(more)), every)]


def _brief(status: Message, say: Say) -> Message:
    """A round without the end of a long row of buttons, which its panel has."""
    found = status.to.round
    if len(status.buttons) <= MOST_BUTTONS or not found:
        return status
    panel = Button(label=say("slack.home.panel"), command=f"/debate status round:{found}")
    return replace(status, buttons=(*status.buttons[: MOST_BUTTONS - 1], panel))


def _note(text: str, *buttons: Button) -> Message:
    return Message(kind=MessageKind.NOTICE, to=_NOBODY, text=text, buttons=buttons)


def _own(message: Message) -> Sequence[Button]:
    """A message's buttons, but for those at the top."""
    top = {*_BUTTONS.values()}
    return [button for button in message.buttons if button.command not in top]
