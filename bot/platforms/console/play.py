"""What `debate-bot play` runs: a screen and a way of reading for what is at both ends."""

import os
import sys
from dataclasses import dataclass

from bot.app.kit import Kit
from bot.app.messages import MessageKind
from bot.platforms.console.screens import JsonScreen, Screen, TerminalScreen, TextScreen
from bot.platforms.console.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """How to play: who types first, JSON or not, and the command that comes back to this."""

    name: str
    json: bool = False
    again: str = "debate-bot play"


async def play(kit: Kit, how: Played) -> None:
    """Play until the input ends or the person leaves. Rounds that are open then stay open.

    Raises BrokenPipeError if nobody reads the output any more.
    """
    screen = _screen(kit, how)
    session = Session(kit, screen)
    await session.start(how.name)
    if how.json or not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        from bot.platforms.console.lines import follow

        await follow(session, sys.stdin.fileno() if sys.stdin else -1)
        return
    from bot.platforms.console.terminal import converse

    if not await session.open_rounds():
        title = kit.say("console.welcome_title")
        await session.tell(MessageKind.HELP, kit.say("console.welcome", name=how.name), title)
    await converse(session)
    key = "console.stays_open" if await session.open_rounds() else "console.goodbye"
    await session.tell(MessageKind.NOTICE, kit.say(key, command=how.again))


def _screen(kit: Kit, how: Played) -> Screen:
    # A letter that an old encoding lacks becomes "?": better than no message.
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a text stream, not a mock
    if how.json:
        return JsonScreen(sys.stdout)
    if _is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb":
        return TerminalScreen(sys.stdout, kit.say)
    return TextScreen(sys.stdout, kit.say)


def _is_terminal(stream: object) -> bool:
    return hasattr(stream, "isatty") and bool(stream.isatty())
