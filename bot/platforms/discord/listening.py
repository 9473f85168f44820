"""What becomes of what we hear: it goes through the front door, and is answered where it was said.

*Typed* is a slash command, *pressed* a button, *filled* a form, *written* a message. A message in
which we are mentioned, or that is for us alone, is a command or a speech (contracts.md); any other
in a round's thread is a speech only where the host lets us read it, and only of whom it waits for.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import discord

from bot.app import front
from bot.app.commands import COMMANDS, choices, named
from bot.app.forms import Form, opened
from bot.app.front import Answered
from bot.app.messages import Message, MessageKind, to_person
from bot.app.parse import Option
from bot.app.ports import Account, Tx
from bot.platforms.discord import PLATFORM, buttons, forms, greeting, hearing, suggesting
from bot.platforms.discord.answering import Asked
from bot.platforms.discord.permissions import Permission, missing
from bot.platforms.discord.reception import Reception
from bot.platforms.discord.sending import SHOW
from bot.platforms.discord.suggesting import Offer

TO_OPEN = frozenset({
    Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.SEND_MESSAGES_IN_THREADS,
    Permission.CREATE_PUBLIC_THREADS, Permission.EMBED_LINKS,
})  # fmt: skip


class Listener:
    """Hears interactions out."""

    def __init__(self, at: Reception) -> None:
        self._kit, self._rest, self._sender = at.kit, at.rest, at.sender
        self._ring, self._role, self._answerer = at.ring, at.role, at.answerer

    async def asked(self, event: discord.Interaction) -> None:
        """An interaction of whatever kind."""
        with self._kit.calm.somebody_waits():
            await self._hear(event)

    async def _hear(self, event: discord.Interaction) -> None:
        data: Mapping[str, Any] = event.data or {}
        if event.type is discord.InteractionType.application_command:
            text, named = hearing.typed(data, event.client.user.id if event.client.user else 0)
            await self._do(event, text, named, _done(event, text))
        elif event.type is discord.InteractionType.autocomplete:
            await self._suggest(event, data)
        elif event.type is discord.InteractionType.component:
            await self._pressed(event, str(data["custom_id"]))
        elif event.type is discord.InteractionType.modal_submit:
            filled = forms.read(str(data["custom_id"]), data.get("components"))
            if filled is None:  # a form of long ago
                await self._do(event, "/debate status", {}, "")
                return
            line = forms.line(filled)
            await self._do(event, line, {}, _done(event, line), filled=True)

    async def _pressed(self, event: discord.Interaction, custom_id: str) -> None:
        if custom_id.startswith(f"{SHOW}:"):
            self._sender.asked_for(str(event.user.id))
            await self._answer(event, self._what_waits(event), "discord.nothing_waits")
            return
        pressed = buttons.read(custom_id)
        if pressed is not None and pressed.command.startswith(greeting.POST_WELCOME):
            guild = pressed.command.removeprefix(greeting.POST_WELCOME)
            incoming = hearing.from_interaction(event, "/class welcome", {}, "")
            doing = greeting.post_welcome(self._kit, self._answerer, self._rest, incoming, guild)
            await self._answer(event, doing, "discord.done")
            return
        # A button that we do not know is of long ago: say how things stand now.
        await self._do(event, pressed.command if pressed else "/debate status", {}, "")

    async def _do(
        self,
        event: discord.Interaction,
        text: str,
        named: Mapping[str, Account],
        done: str,
        *,
        filled: bool = False,
    ) -> None:
        """Do what somebody asked for, or show the form that it takes, unless it is `filled`."""
        heard = hearing.from_interaction(event, text, named, self._role(event.guild_id))
        incoming = replace(heard, filled=filled)
        if (refusal := self._cannot_open(event, text)) is not None:
            await self._answer(event, _given(refusal), "")
        elif forms.wanted(text) is not None:
            form = await opened(self._kit, incoming)
            if isinstance(form, Answered):
                await self._answer(event, _given(form), "")
            else:
                await self._answerer.open_form(Asked.by(event), self._modal(form))
        else:
            await self._answer(event, front.answer(self._kit, incoming), done)

    async def _answer(self, event: discord.Interaction, doing: Any, done: str) -> None:  # noqa: ANN401
        """Answer with what `doing` (a coroutine of `Answered`) brings, and strike it off."""
        work: asyncio.Task[Answered] = asyncio.ensure_future(doing)
        work.add_done_callback(lambda _: self._ring())
        said = self._kit.say(done) if done else ""
        shown = await self._answerer.answer(Asked.by(event), work, said)
        self._kit.step("answered")
        if work.exception() is None and (kept := work.result().kept):
            if shown:
                await self._kit.store.write(lambda tx: tx.outbox.sent(kept))
            else:
                await self._sender.rescue(kept)

    async def _what_waits(self, event: discord.Interaction) -> Answered:
        """What could not be sent to somebody, shown to them alone."""
        incoming = hearing.from_interaction(event, "", {}, "")

        async def work(tx: Tx) -> Answered:
            person, _ = await front.met(self._kit, tx, incoming)
            held = await tx.outbox.held(PLATFORM, person.id)
            messages = tuple(sending.message for sending in held)
            return Answered(messages=messages, kept=tuple(sending.id for sending in held))

        return await self._kit.store.write(work)

    def _modal(self, form: Form) -> dict[str, object]:
        return forms.form(form, self._kit.new_id(), self._kit.say)

    def _cannot_open(self, event: discord.Interaction, text: str) -> Answered | None:
        """Why a round cannot be talked about here, if we may not write or make threads."""
        asked = named(text)
        if event.guild_id is None or asked is None or not asked.opens:
            return None
        lacking = [p for p in missing(event.app_permissions.value) if p in TO_OPEN]
        if not lacking:
            return None
        names = ", ".join(self._kit.say(f"discord.permission.{p.name.lower()}") for p in lacking)
        text = self._kit.say("discord.cannot_open", names=names)
        whom = to_person("")  # whoever asked, met or not
        said = Message(kind=MessageKind.ERROR, to=whom, text=text, private=True)
        return Answered(messages=(said,))

    async def _suggest(self, event: discord.Interaction, data: Mapping[str, Any]) -> None:
        path, name, typed, others = hearing.focused(data)
        known = COMMANDS[path].options if path in COMMANDS else ()
        option = next((o for o in known if o.name == name), None)
        if option is None:  # of a command that there is no more
            await self._answerer.suggest(Asked.by(event), [])
            return
        if option.name == "round":
            account, room = hearing.account(event.user), hearing.classroom(event.guild_id)
            offers = await self._kit.store.read(
                lambda tx: suggesting.rounds(self._kit, tx, account, room, path)
            )
        else:
            offers = list(self._offers(option, others))
        await self._answerer.suggest(Asked.by(event), suggesting.suggestions(option, typed, offers))

    def _offers(self, option: Option, others: Mapping[str, str]) -> Iterable[Offer]:
        topic = others.get("topic", self._kit.habits.topic)
        if option.choices == "topic":
            return suggesting.topics(self._kit)
        return suggesting.sides(self._kit, choices(self._kit, option.choices, topic), topic)


def _done(event: discord.Interaction, text: str) -> str:
    """What is said where doing something shows nothing here: for a round that opens, where."""
    asked = named(text)
    opens = asked is not None and asked.opens and event.guild_id is not None
    return "discord.opened" if opens else "discord.done"


async def _given(answered: Answered) -> Answered:
    return answered
