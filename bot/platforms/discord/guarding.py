"""The boundary to Discord: whatever goes wrong with one event or message is logged, not raised, so
that it ends nothing else.
"""

import logging
from collections.abc import Awaitable
from typing import TypeVar

from bot.logs import described

T = TypeVar("T")

log = logging.getLogger(__name__)


async def safely(
    doing: Awaitable[T], event: str, otherwise: T, *, but: tuple[type[Exception], ...] = ()
) -> T:
    """What `doing` brings; if it breaks, `otherwise`, and a line in the log. `but` is raised on."""
    try:
        return await doing
    except but:
        raise
    except Exception as error:  # noqa: BLE001 (the boundary: whatever it is)
        log.error("%s %s", event, described(error))
        return otherwise
