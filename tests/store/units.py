"""The smallest unit of work: an event that arrives."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app.ports import Tx
from bot.store.store import SqlStore
from tests.store.sample import NOW


@asynccontextmanager
async def opened(database: str | Path, **settings: int) -> AsyncIterator[SqlStore]:
    """A store that is closed again, whatever happens."""
    store = await SqlStore.open(database, **settings)
    try:
        yield store
    finally:
        await store.close()


async def arrived(store: SqlStore) -> list[str]:
    """The events that did, as committed."""
    return [event for event, _ in await store.read(lambda tx: tx.inbox.unfinished())]


async def arrive(tx: Tx, event: str) -> str:
    """Let one arrive; its id comes back."""
    await tx.inbox.arrive(event, "", NOW)
    return event
