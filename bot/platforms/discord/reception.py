"""What it takes to hear somebody out on Discord, whether they press or write."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.app.kit import Kit
from bot.delivery.sending import Sender
from bot.platforms.discord.answering import Answerer
from bot.platforms.discord.hearing import Role
from bot.platforms.discord.rest import Rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """`ring` says that there is work; `role` finds a server's role of instructors, by its id."""

    kit: Kit
    rest: Rest
    sender: Sender
    answerer: Answerer
    ring: Callable[[], None]
    role: Role
