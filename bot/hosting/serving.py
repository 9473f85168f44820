"""`debate-bot run`: every platform whose token is there, over one store, until SIGTERM."""

from collections.abc import Callable, Mapping, Sequence

from bot import running, wiring
from bot.app.kit import Kit
from bot.core.errors import BadInput
from bot.hosting import discord, slack
from bot.running import Platform
from bot.settings import Settings

Make = Callable[[Kit, Callable[[], None]], Platform]
"""Makes a platform, which rings when there is work."""


async def run(settings: Settings, environ: Mapping[str, str]) -> None:
    """Run every platform whose token is there until SIGTERM.

    Raises BadInput if there is none, or one is not taken; BadContent for prompts that cannot be
    used; OSError if the address at which we listen is taken.
    """
    makers = wanted(settings, environ)
    async with wiring.build(settings, environ=environ) as kit:
        bell = running.Bell()
        at = (settings.server.host, settings.server.port)
        await running.run(kit, [make(kit, bell.ring) for make in makers], bell, at)


def wanted(settings: Settings, environ: Mapping[str, str]) -> Sequence[Make]:
    """The platforms to run. Raises BadInput if there is none, or something of one is missing."""
    found = [
        platform.maker(settings, environ)
        for platform in (discord, slack)
        if platform.is_wanted(environ)
    ]
    if not found:
        raise BadInput("error.no_token")
    return found
