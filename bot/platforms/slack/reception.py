"""What it takes to hear somebody out on Slack."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.app.kit import Kit
from bot.delivery.sending import Sender
from bot.platforms.slack.answering import Answerer
from bot.platforms.slack.workspaces import Workspaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """`ring` says that there is work. `instructors` are users whom the host names, as far as there
    are any; `threads`: what is written in a round's thread to nobody in particular counts.
    """

    kit: Kit
    workspaces: Workspaces
    sender: Sender
    answerer: Answerer
    ring: Callable[[], None]
    instructors: frozenset[str] = frozenset()
    threads: bool = False
