"""Where a message goes on a platform, and what holds when such a place is gone.

Where a place is lost, the round goes on in direct messages with its people until somebody moves it
(`/debate move`): it is never lost with its thread. A place whose channel is `@` and a user's id is
a direct message; one without a thread is opened when it is first needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.app.kit import Kit, topic_of
from bot.app.messages import Message, MessageKind, Scope, to_round
from bot.app.ports import Place, Tx
from bot.app.posting import post
from bot.core.errors import BadContent, NotFound
from bot.core.round import OPEN, Round

# Said to a person where their round is talked about: they have something to do there, now.
CALLS = frozenset({MessageKind.PROMPT, MessageKind.WARNING})
# What a button there shows its owner alone, so that no direct message is needed.
ON_PRESS = frozenset({MessageKind.BRIEF})

_LOSS = "notice.place_gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One place for one message. `channel` is an id, or `@` and a user's, or empty: to be opened.

    `mention` is whom to name there; `edits` the message that this one replaces.
    """

    channel: str
    place: Place | None = None
    mention: str = ""
    edits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store says of an address: its round if there is one, its places, and the account:
    that of the person, or of a round's host. `name` is what its thread is called.
    """

    debate: Round | None = None
    places: tuple[Place, ...] = ()
    user: str = ""
    alone: bool = False
    name: str = ""

    @property
    def id(self) -> str:
        """The round's."""
        return self.debate.id if self.debate else ""


class Whereabouts:
    """Finds where a message goes on one platform."""

    def __init__(self, kit: Kit, platform: str) -> None:
        self._kit, self._platform = kit, platform

    async def targets(self, message: Message) -> list[Target]:
        """Where a message goes; nowhere if its round is gone, or a button shows it."""
        if message.said_in is not None:
            channel, thread = message.said_in
            there = Place(platform=self._platform, channel=channel, thread=thread)
            return [self._in(there, message)]
        known = await self._kit.store.read(lambda tx: self._known(tx, message))
        if message.to.scope is Scope.ROUND:
            return [self._in(place, message) for place in known.places]
        here = [place for place in known.places if _is_for(place, known.user)]
        theirs = [p for p in here if known.alone or p.channel.startswith("@")]
        if message.kind in CALLS or not message.private:
            directly = [place for place in here if place.channel.startswith("@")]
            # Who reads the round directly is called there alone: twice would be once too often.
            heard = directly if directly and message.kind in CALLS else here
            return [self._to(each, message, known.user) for each in heard] or _directly(known.user)
        if theirs:
            return [self._in(place, message) for place in theirs]
        if here and message.kind in ON_PRESS:
            return []
        return _directly(known.user)

    async def lost(self, round_id: str, place: Place) -> bool:
        """A place is gone: the round goes on directly with its people. Whether there is any place
        left then.
        """

        async def work(tx: Tx) -> bool:
            places = await tx.places.of_round(round_id, self._platform)
            left = [each for each in places if each != place]
            if place not in places:
                return bool(left)
            debate = await tx.rounds.get(round_id)
            if not place.channel.startswith("@"):
                left += await self._with_each(tx, debate)
            await tx.places.put(round_id, self._platform, left)
            if debate.status in OPEN and not place.channel.startswith("@"):
                text = self._kit.say(_LOSS)
                notice = Message(kind=MessageKind.NOTICE, to=to_round(round_id), text=text)
                await post(self._kit, tx, [notice], self._kit.clock.now())
            return bool(left)

        return await self._kit.store.write(work)

    def tells_of_loss(self, message: Message) -> bool:
        """Whether a message says that the place of its round is gone."""
        return message.kind is MessageKind.NOTICE and message.text == self._kit.say(_LOSS)

    async def is_open(self, message: Message) -> bool:
        """Whether a message is about a round that still goes on, so that it can get a place."""
        known = await self._kit.store.read(lambda tx: self._known(tx, message))
        return known.debate is not None and known.debate.status in OPEN

    async def in_public(self, message: Message) -> Target | None:
        """A place where a note can tell somebody that something waits for them."""
        known = await self._kit.store.read(lambda tx: self._known(tx, message))
        found = [p for p in known.places if not p.channel.startswith("@") and p.thread]
        return replace(self._in(found[0], message), mention=known.user) if found else None

    async def is_now(self, round_id: str, before: Place, after: Place) -> None:
        """A place of a round is known better now; nothing if it was moved meanwhile."""

        async def work(tx: Tx) -> None:
            places = await tx.places.of_round(round_id, self._platform)
            if before in places:  # else it was moved meanwhile
                now = [after if each == before else each for each in places]
                await tx.places.put(round_id, self._platform, now)

        await self._kit.store.write(work)

    async def round(self, round_id: str) -> Known:
        """What there is to know of a round."""
        return await self._kit.store.read(lambda tx: self._known_round(tx, round_id))

    def _to(self, place: Place, message: Message, user: str) -> Target:
        """A place, with a mention where others read too or nothing else would be noticed."""
        mention = "" if place.channel.startswith("@") else user
        return replace(self._in(place, message), mention=mention)

    def _in(self, place: Place, message: Message) -> Target:
        if place.channel.startswith("@"):
            return Target(channel=place.channel, place=place)
        if message.replaces and place.thread:
            return Target(channel=place.channel, place=place, edits=place.thread)
        return Target(channel=place.thread, place=place)

    async def _known(self, tx: Tx, message: Message) -> Known:
        one = message.to.scope is Scope.PERSON
        user = await self._user(tx, message.to.id) if one else ""
        if message.to.round is None:
            return Known(user=user)
        return replace(await self._known_round(tx, message.to.round), user=user)

    async def _known_round(self, tx: Tx, round_id: str) -> Known:
        try:
            debate = await tx.rounds.get(round_id)
            topic = await topic_of(self._kit, tx, debate)
        except (NotFound, BadContent):
            return Known()
        form = self._kit.formats.formats.get(debate.terms.format)
        return Known(
            debate=debate,
            places=tuple(await tx.places.of_round(round_id, self._platform)),
            user=await self._user(tx, debate.host),
            alone=form is not None and not form.lobby,
            name=f"{topic.title[:80]} · {debate.id}",
        )

    async def _user(self, tx: Tx, person: str) -> str:
        return await tx.places.account(person, self._platform) or ""

    async def _with_each(self, tx: Tx, debate: Round) -> Sequence[Place]:
        """A direct message with each person of a round."""
        users = [await self._user(tx, str(seat.person)) for seat in debate.people]
        return [Place(platform=self._platform, channel=f"@{user}") for user in users if user]


def _is_for(place: Place, user: str) -> bool:
    """Whether somebody reads what is said in a place of their round."""
    return not place.channel.startswith("@") or place.channel == f"@{user}"


def _directly(user: str) -> list[Target]:
    return [Target(channel=f"@{user}")] if user else []
