"""The first answer to an interaction within Discord's three seconds, and what follows it.

What is quick is answered at once. What takes longer is put off with a first answer that only says
"thinking", which is then edited: Discord takes only one first answer. The answer is for the person
alone, unless it is a message for everybody, such as a leaderboard.
"""

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass

import discord

from bot.app.commands import Seen, named
from bot.app.front import Answered
from bot.app.hues import Hues
from bot.app.kit import Kit
from bot.app.messages import Message, MessageKind, to_person
from bot.delivery.refusals import Gone, Refused, TooLate, Trouble
from bot.drawing.attached import drawn
from bot.platforms.discord import hearing
from bot.platforms.discord.guarding import safely
from bot.platforms.discord.rendering import Payload, View, payloads
from bot.platforms.discord.rest import Rest, insist

QUICK = 1.5  # seconds within which an answer is waited for before it is put off
EPHEMERAL = 1 << 6
# Discord's kinds of first answers.
MESSAGE, LATER, LATER_UPDATE, SUGGESTIONS, MODAL = 4, 5, 6, 8, 9

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An interaction that waits for its answer. `pressed`: it was a button, so that doing nothing
    visible is an answer too. `public`: everybody may see that its answer is on its way.
    """

    id: str
    token: str
    pressed: bool
    public: bool = False

    @classmethod
    def by(cls, event: discord.Interaction) -> "Asked":
        """The one that Discord told us of."""
        pressed = event.type is discord.InteractionType.component
        public = False
        if event.type is discord.InteractionType.application_command:
            asked = named(hearing.typed(event.data or {})[0])
            public = asked is not None and asked.seen is Seen.ALL
        return cls(id=str(event.id), token=event.token, pressed=pressed, public=public)


class Answerer:
    """Answers interactions."""

    def __init__(self, kit: Kit, rest: Rest) -> None:
        self._kit, self._rest = kit, rest
        self._hues = Hues(kit)

    async def answer(self, asked: Asked, doing: Awaitable[Answered], done: str) -> bool:
        """Answer with what `doing` brings; `done` is said where that is nothing. Whether it was
        shown, so that it need not be kept.

        What goes wrong while doing is said calmly and raised no further.
        """
        work = asyncio.ensure_future(self._made(doing))
        await asyncio.wait({work}, timeout=QUICK)
        put_off = not work.done()
        try:
            if put_off:
                later = Payload(body={} if asked.public else {"flags": EPHEMERAL})
                await self._respond(asked, LATER, later)
            await self._show(asked, await work, put_off=put_off, done=done)
        except (Gone, Refused, TooLate, Trouble) as error:
            log.warning("discord_unanswered", extra={"what": str(error)})
            await work
            return False
        return True

    async def _made(self, doing: Awaitable[Answered]) -> list[Payload]:
        """What is to be shown; drawing it takes its time too."""
        answered = await safely(doing, "discord_failed", self.apology())
        parts = await safely(self.parts(answered.messages), "discord_unshown", None)
        return await self.parts(self.apology().messages) if parts is None else parts

    async def open_form(self, asked: Asked, form: dict[str, object]) -> None:
        """Show a form as the first answer."""
        await self._respond(asked, MODAL, Payload(body=form))

    async def suggest(self, asked: Asked, choices: Sequence[dict[str, str]]) -> None:
        """Show suggestions as the first answer."""
        body: dict[str, object] = {"choices": list(choices)}
        await self._respond(asked, SUGGESTIONS, Payload(body=body))

    async def parts(self, messages: Sequence[Message]) -> list[Payload]:
        """Messages as payloads, for the person alone where they are private."""
        made = []
        for message in messages:
            pictures = await drawn(message, self._kit.say)
            view = View(hue=await self._hues.of(message), pictures=pictures)
            for part in payloads(message, view, self._kit.say):
                if message.private:
                    part.body["flags"] = EPHEMERAL
                made.append(part)
        return made

    def apology(self) -> Answered:
        """What is said where something of ours went wrong."""
        text = self._kit.say("discord.fault")
        whom = to_person("")  # whoever asked, met or not
        said = Message(kind=MessageKind.ERROR, to=whom, text=text, private=True)
        return Answered(messages=(said,), harmless=True)

    async def _respond(self, asked: Asked, kind: int, payload: Payload | None) -> None:
        await insist(lambda: self._rest.respond(asked.id, asked.token, kind, payload))

    async def _show(
        self, asked: Asked, parts: Sequence[Payload], *, put_off: bool, done: str
    ) -> None:
        first, *more = parts or [self._said(done or self._kit.say("discord.done"))]
        if put_off:
            await insist(lambda: self._rest.fulfil(asked.token, first))
        elif asked.pressed and not parts and not done:
            await self._respond(asked, LATER_UPDATE, None)
        else:
            await self._respond(asked, MESSAGE, first)
        for part in more:
            await self._rest.follow(asked.token, part)

    def _said(self, text: str) -> Payload:
        return Payload(
            body={"content": text, "flags": EPHEMERAL, "allowed_mentions": {"parse": []}}
        )
