"""Where on Discord a message goes: the thread of its round, opened when it is first needed, or a
direct message; and what holds when such a place is gone.

A round with a lobby is talked about in the thread of its first message, which cannot double. A
round for one person has a private thread. Where a place is lost, the round goes on in direct
messages with its people until somebody moves it (`/debate move`): it is never lost with its thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.app.kit import Kit, topic_of
from bot.app.messages import Message, MessageKind, Scope, to_round
from bot.app.ports import Place, Tx
from bot.app.posting import post
from bot.core.errors import BadContent, NotFound
from bot.core.round import OPEN, Round
from bot.platforms.discord import PLATFORM
from bot.platforms.discord.rest import Gone, Rest

# Said to a person where their round is talked about: they have something to do there, now.
CALLS = frozenset({MessageKind.PROMPT, MessageKind.WARNING})
# What a button there shows its owner alone, so that no direct message is needed.
ON_PRESS = frozenset({MessageKind.BRIEF})

_LOSS = "discord.thread_gone"


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


class Opener:
    """Finds and opens places."""

    def __init__(self, kit: Kit, rest: Rest) -> None:
        self._kit, self._rest = kit, rest
        self._direct: dict[str, str] = {}

    async def targets(self, message: Message) -> list[Target]:
        """Where a message goes; nowhere if its round is gone, or a button shows it."""
        known = await self._kit.store.read(lambda tx: self._known(tx, message))
        if message.to.scope is Scope.ROUND:
            return [self._in(place, message) for place in known.places]
        here = [place for place in known.places if _is_for(place, known.user)]
        theirs = [p for p in here if known.alone or p.channel.startswith("@")]
        if message.kind in CALLS or not message.private:
            return [self._to(place, message, known.user) for place in here] or _directly(known.user)
        if theirs:
            return [self._in(place, message) for place in theirs]
        if here and message.kind in ON_PRESS:
            return []
        return _directly(known.user)

    async def channel(self, target: Target, round_id: str | None, *, again: bool = False) -> str:
        """The id of the channel to write in, opened if need be. Raises Gone.

        `again`: this was tried before a crash, so that it may be open already.
        """
        if target.channel.startswith("@"):
            user = target.channel[1:]
            if user not in self._direct:
                self._direct[user] = await self._rest.direct(user)
            return self._direct[user]
        if target.channel or target.place is None or round_id is None:
            return target.channel
        known = await self._kit.store.read(lambda tx: self._known_round(tx, round_id))
        if not known.alone or known.debate is None:
            return target.place.channel  # its first message there begins the thread
        found = await self._orphan(target.place, known.id) if again else ""
        return await self._private_thread(target.place, known, found)

    async def begin_thread(self, place: Place, round_id: str, message: str) -> None:
        """Make the thread of a round from its first message. Raises Gone."""
        known = await self._kit.store.read(lambda tx: self._known_round(tx, round_id))
        if known.alone:
            return
        thread = await self._rest.thread_from(place.channel, message, known.name)
        self._kit.step("thread:made")
        await self._is_now(round_id, place, replace(place, thread=thread))

    async def lost(self, round_id: str, place: Place) -> bool:
        """A place is gone: the round goes on directly with its people. Whether there is any place
        left then.
        """

        async def work(tx: Tx) -> bool:
            places = await tx.places.of_round(round_id, PLATFORM)
            left = [each for each in places if each != place]
            if place not in places:
                return bool(left)
            debate = await tx.rounds.get(round_id)
            if not place.channel.startswith("@"):
                left += await _with_each(tx, debate)
            await tx.places.put(round_id, PLATFORM, left)
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

    async def _private_thread(self, place: Place, known: Known, found: str) -> str:
        """A thread for one person; a direct message where there can be none. Raises Gone."""
        try:
            thread = found or await self._rest.private_thread(place.channel, known.name)
            self._kit.step("thread:made")
            await self._rest.put_into(thread, known.user)
        except Gone:
            directly = Place(platform=PLATFORM, channel=f"@{known.user}")
            await self._is_now(known.id, place, directly)
            return await self.channel(Target(channel=directly.channel), None)
        await self._is_now(known.id, place, replace(place, thread=thread))
        return thread

    async def _orphan(self, place: Place, round_id: str) -> str:
        """The thread that was made before a crash and not noted; its name ends with the round."""
        guild = (await self._rest.get(f"/channels/{place.channel}"))["guild_id"]
        found = await self._rest.get(f"/guilds/{guild}/threads/active")
        return next(
            (
                str(thread["id"])
                for thread in found["threads"]
                if str(thread.get("parent_id")) == place.channel
                and str(thread["name"]).endswith(round_id)
            ),
            "",
        )

    async def _is_now(self, round_id: str, before: Place, after: Place) -> None:
        async def work(tx: Tx) -> None:
            places = await tx.places.of_round(round_id, PLATFORM)
            if before in places:  # else it was moved meanwhile
                now = [after if each == before else each for each in places]
                await tx.places.put(round_id, PLATFORM, now)

        await self._kit.store.write(work)

    async def _known(self, tx: Tx, message: Message) -> Known:
        one = message.to.scope is Scope.PERSON
        user = await _user(tx, message.to.id) if one else ""
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
            places=tuple(await tx.places.of_round(round_id, PLATFORM)),
            user=await _user(tx, debate.host),
            alone=form is not None and not form.lobby,
            name=f"{topic.title[:80]} · {debate.id}",
        )


def _is_for(place: Place, user: str) -> bool:
    """Whether somebody reads what is said in a place of their round."""
    return not place.channel.startswith("@") or place.channel == f"@{user}"


def _directly(user: str) -> list[Target]:
    return [Target(channel=f"@{user}")] if user else []


async def _user(tx: Tx, person: str) -> str:
    return await tx.places.account(person, PLATFORM) or ""


async def _with_each(tx: Tx, debate: Round) -> Sequence[Place]:
    """A direct message with each person of a round."""
    users = [await _user(tx, str(seat.person)) for seat in debate.people]
    return [Place(platform=PLATFORM, channel=f"@{user}") for user in users if user]
