"""Answers: where somebody reads what comes of what they did.

In a channel they alone see an answer, until their client starts anew; what they should be able to
find again goes to them directly. Directly too, what only says that something was heard passes: it
notifies nobody then. What is for everybody, such as a leaderboard, stands in the channel or thread.
"""

import logging
from collections.abc import Sequence

from bot.app.front import Answered
from bot.app.hues import Hues
from bot.app.kit import Kit
from bot.app.messages import Message, MessageKind, to_person
from bot.delivery.refusals import Gone, Refused, TooLate, Trouble
from bot.drawing.attached import drawn
from bot.platforms.slack.hearing import Deed, Kind
from bot.platforms.slack.opening import Spot
from bot.platforms.slack.rendering import Payload, View, payloads
from bot.platforms.slack.rest import Rest
from bot.platforms.slack.sending import post
from bot.platforms.slack.workspaces import Workspaces

# What vanishes without a loss: it can be asked for again, or stands in the round besides.
PASSING = frozenset({
    MessageKind.ERROR, MessageKind.NOTICE, MessageKind.STATUS, MessageKind.CONFIRMATION,
    MessageKind.HELP, MessageKind.FLOW, MessageKind.HINT, MessageKind.BOARD, MessageKind.PROPOSAL,
})  # fmt: skip
# Of these, what passes even where nobody else is.
FLEETING = frozenset({MessageKind.ERROR, MessageKind.NOTICE, MessageKind.CONFIRMATION})
ANSWERS = 5  # that an address takes in its half hour
NOBODY = to_person("")  # whoever did it, met or not

log = logging.getLogger(__name__)


class Answerer:
    """Answers deeds."""

    def __init__(self, kit: Kit, workspaces: Workspaces) -> None:
        self._kit, self._workspaces = kit, workspaces
        self._hues = Hues(kit)

    async def answer(self, deed: Deed, answered: Answered) -> bool:
        """Show what is said to somebody; whether all of it can be read now.

        A command that says nothing itself is answered with `slack.done`, so that it is seen to
        work.
        """
        messages = list(answered.messages)
        if not messages and deed.kind is Kind.TYPED and not deed.direct:
            messages = [self.said("slack.done")]
        passing = [message for message in messages if _passes(deed, message)]
        kept = [m for m in messages if m not in passing]
        if not deed.direct and any(m.private for m in kept):
            passing.append(self.said("slack.directly"))
        try:
            rest = await self._workspaces.rest(deed.team)
            for message in kept:
                if not await self._posted(rest, deed, message):
                    passing = [self.said("slack.cannot_write", MessageKind.ERROR), *passing]
                    passing += [message] if message.private else []
            await self._whisper(rest, deed, passing)
        except (Gone, Refused, TooLate, Trouble) as error:
            log.warning("slack_unanswered", extra={"what": str(error)})
            return False
        return True

    def said(self, phrase: str, kind: MessageKind = MessageKind.NOTICE) -> Message:
        """Something said to whoever did it."""
        return Message(kind=kind, to=NOBODY, text=self._kit.say(phrase), private=True)

    async def _posted(self, rest: Rest, deed: Deed, message: Message) -> bool:
        """Whether a message could be posted; if not, and nobody else has it, they see it alone."""
        try:
            await self._post(await _spot(rest, deed, message), message)
        except (Gone, Refused) as error:
            if deed.direct or not deed.channel:
                raise
            log.warning("slack_not_posted", extra={"what": str(error)})
            return False
        return True

    async def _post(self, spot: Spot, message: Message) -> None:
        view = View(hue=await self._hues.of(message), pictures=await drawn(message, self._kit.say))
        for part in payloads(message, view, self._kit.say):
            await post(spot, part)
            for file in part.files:
                if not file.alt:
                    await spot.rest.upload(file, spot.channel, spot.thread)

    async def _whisper(self, rest: Rest, deed: Deed, messages: Sequence[Message]) -> None:
        """For one person alone; what cannot be shown so goes to them directly."""
        parts: list[Payload] = []
        for message in messages:
            view = View(hue=await self._hues.of(message))  # files are not seen by one alone
            parts += payloads(message, view, self._kit.say)
        for number, part in enumerate(parts):
            try:
                await _alone(rest, deed, part, number)
            except (Gone, Refused, TooLate, Trouble):
                await post(await _directly(rest, deed), part)


async def _spot(rest: Rest, deed: Deed, message: Message) -> Spot:
    if message.private or deed.direct:
        return await _directly(rest, deed)
    return Spot(rest=rest, channel=deed.channel, thread=deed.thread)


async def _directly(rest: Rest, deed: Deed) -> Spot:
    return Spot(rest=rest, channel=await rest.direct(deed.user))


async def _alone(rest: Rest, deed: Deed, part: Payload, number: int) -> None:
    if deed.url and number < ANSWERS:
        await rest.respond(deed.url, part.body)
    else:
        await rest.whisper(deed.channel, deed.user, part.body, deed.thread)


def _passes(deed: Deed, message: Message) -> bool:
    """Whether an answer may vanish; on the bot's own page there is no place for such. What waited
    is shown where somebody asks for it: directly it could not be sent.
    """
    if deed.kind is Kind.SHOWN:
        return True
    if not deed.channel or not message.private:
        return False
    return message.kind in (FLEETING if deed.direct else PASSING)
