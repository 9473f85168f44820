"""Whether a plain message is a speech: it stands in a round's thread that waits for its writer."""

from bot.app.ports import Tx
from bot.core.errors import NotFound
from bot.platforms.slack import PLATFORM
from bot.platforms.slack.hearing import Deed


async def is_speech(tx: Tx, deed: Deed) -> bool:
    """Whether a round waits for who wrote this where they did."""
    if not deed.text.strip() or deed.text.startswith("/") or not deed.thread:
        return False
    round_id = await tx.places.round_at(PLATFORM, deed.place.thread)
    if round_id is None:
        return False
    try:
        debate = await tx.rounds.get(round_id)
    except NotFound:
        return False
    for waiting in debate.open:
        person = debate.seat(waiting.seat).person
        user = await tx.places.account(person, PLATFORM) if person else None
        if user == deed.address(deed.user) and not waiting.bot:
            return True
    return False
