"""The shortcut of a message: to practise against what it says.

The form opens at once, for what opens it lives three seconds: a text that is not read by then is
not waited for.
"""

import asyncio
from dataclasses import dataclass

from bot.app.countering import Counter, countered
from bot.app.kit import Kit
from bot.app.ports import Account
from bot.platforms.slack import PLATFORM
from bot.platforms.slack.forms import Against
from bot.platforms.slack.hearing import Deed
from bot.platforms.slack.parts import Json
from bot.platforms.slack.starting import menus, start_form

READING = 1.5  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """What a message says. `loss`: it tells of a personal one; nothing else is asked of it then."""

    loss: bool = False
    counter: Counter | None = None


async def aimed(kit: Kit, deed: Deed) -> Json | None:
    """The form in which a round against a message is set up; None where the message tells of a
    personal loss, which nobody is asked to argue against.
    """
    account = Account(platform=PLATFORM, external=deed.address(deed.user), name=deed.name)
    person = await kit.store.read(lambda tx: tx.classrooms.person_of(account))
    excluded = person.excluded if person is not None else frozenset[str]()
    try:
        async with asyncio.timeout(READING):
            heard = await asyncio.to_thread(_heard, kit, deed.text, excluded)
    except TimeoutError:
        return _form(kit, deed, None, kit.say("slack.against.late"))
    if heard.loss:
        return None
    if heard.counter is None:
        return _form(kit, deed, None, kit.say("slack.against.nothing"))
    return _form(kit, deed, heard.counter, _line(kit, heard.counter))


def _heard(kit: Kit, text: str, excluded: frozenset[str]) -> _Heard:
    if kit.personal(text):
        return _Heard(loss=True)
    return _Heard(counter=countered(kit, text, excluded))


def _form(kit: Kit, deed: Deed, counter: Counter | None, line: str) -> Json:
    values, against = {}, None
    if counter is not None:
        topic, form = counter.topic.id, counter.format
        values = {"topic": topic, "format": form, "side": counter.side, "opponent": "bot"}
        against = Against(topic=topic, format=form, side=counter.against)
    fresh = kit.new_id()
    return start_form(menus(kit, values), fresh, kit.say, deed.origin, line=line, against=against)


def _line(kit: Kit, counter: Counter) -> str:
    """Which claim was heard, and who answers it."""
    sides = counter.topic.side_by_id
    heard = {"quote": counter.quote, "claim": counter.claim.statement}
    if not counter.side:
        return kit.say("slack.against.no_side", **heard)
    names = {"side": sides[counter.side].name, "other": sides[counter.against].name}
    return kit.say("slack.against.heard", **heard, **names)
