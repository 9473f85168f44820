"""What becomes of what we hear: stored, acknowledged, then worked off from the store.

A *deed* is acknowledged once its event and Slack's JSON are in the inbox; whatever ends us after
that, it is found there and done at the next start. Done once, it is never done again: only what
somebody just wanted to look at may be cut off before they see it.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from dataclasses import replace

from bot.app import front
from bot.app.calm import Calm
from bot.app.commands import COMMANDS, named
from bot.app.forms import opened
from bot.app.front import Answered, Incoming
from bot.app.messages import MessageKind
from bot.app.ports import Account, Tx
from bot.app.which import awaited_at
from bot.core.errors import Mendable
from bot.delivery.gates import Gates
from bot.delivery.outcomes import outcome
from bot.delivery.refusals import Gone, Refused, TooLate, Trouble
from bot.logs import described
from bot.platforms.slack import PLATFORM, asking, forms, hearing, starting
from bot.platforms.slack.aiming import aimed
from bot.platforms.slack.hearing import Body, Deed, Kind
from bot.platforms.slack.meeting import Meeting
from bot.platforms.slack.pages import Pages
from bot.platforms.slack.parts import Json
from bot.platforms.slack.reception import Reception
from bot.platforms.slack.rest import Rest

# Seconds: in a crowd what comes is acknowledged before what came is done, but only for so long.
ARRIVING, CROWDED = 0.015, 1.5

_OWN_WORDS = frozenset({Kind.FILLED})

log = logging.getLogger(__name__)


class Listener:
    """Hears deeds out. Those of one channel are done in the order in which they came."""

    def __init__(self, at: Reception) -> None:
        self._at, self._kit, self._answerer = at, at.kit, at.answerer
        self._meeting = Meeting(at)
        self._pages = Pages(at.kit, at.workspaces)
        self._gates, self._arrivals = Gates(), Calm(ARRIVING, CROWDED)
        self._under_way: set[asyncio.Task[None]] = set()

    async def hear(self, body: Body) -> Json:
        """Store what is told and begin to work it off; what to acknowledge it with.

        Raises what the store raises: then it is not acknowledged and comes again.
        """
        if (looker := hearing.looker(body)) is not None:
            self._pages.show(hearing.team(body), looker)
            return {}
        with self._arrivals.somebody_waits():
            return await self._stored(body)

    async def _stored(self, body: Body) -> Json:
        deed = await self._deed(body)
        if deed is None:
            return {}
        if (wrong := self._wrong(deed)) is not None:
            return {"response_action": "errors", "errors": wrong}
        payload, now = json.dumps(body), self._kit.clock.now()
        account = _account(deed)

        async def arrives(tx: Tx) -> bool:
            whose = await tx.classrooms.person_of(account)
            return await tx.inbox.arrive(deed.event, payload, now, whose.id if whose else None)

        if await self._kit.store.write(arrives):
            self._kit.step("received")
            self._begin(deed)
        return {}

    async def recover(self) -> None:
        """Begin to work off what was stored and not done when we ended."""
        left = await self._kit.store.read(lambda tx: tx.inbox.unfinished())
        for event, payload in left:
            if not event.startswith(f"{PLATFORM}:") or not payload:
                continue
            deed = await self._deed(json.loads(payload))
            if deed is None:
                await self._forget(event)
            else:
                self._begin(deed)

    async def finish(self, within: float) -> None:
        """Wait for what is under way, so many seconds; the rest is done at the next start."""
        if self._under_way:
            _, left = await asyncio.wait(self._under_way, timeout=within)
            for task in left:
                task.cancel()
        await self._pages.finish()

    async def _deed(self, body: Body) -> Deed | None:
        """What somebody did; nothing where we are not, or no longer."""
        try:
            rest = await self._at.workspaces.rest(hearing.team(body))
        except Gone:
            log.info("slack_elsewhere")
            return None
        return hearing.deed(body, rest.me.user, threads=self._at.threads)

    def _begin(self, deed: Deed) -> None:
        task = asyncio.create_task(self._work(deed))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _work(self, deed: Deed) -> None:
        with self._kit.calm.somebody_waits():
            _, error = await outcome(self._do(deed))
            if error is not None:
                log.error("slack_failed %s", described(error), extra={"kind": deed.kind.value})
                said = self._answerer.said("slack.fault", MessageKind.ERROR)
                await outcome(self._answerer.answer(deed, Answered(messages=(said,))))
                await outcome(self._forget(deed.event))
        self._at.ring()
        if not deed.channel and deed.kind is not Kind.CHOSEN:
            self._pages.show(deed.team, deed.user)

    async def _do(self, deed: Deed) -> None:
        """Do what somebody wants."""
        if deed.kind is Kind.CHOSEN:
            await self._choose(deed)
        elif deed.kind is Kind.SHOWN:
            self._at.sender.asked_for(deed.address(deed.user))
            await self._answer(deed, await self._what_waits(deed))
        elif deed.kind is Kind.AIMED:
            await self._aim(deed)
        elif deed.trigger and deed.kind not in _OWN_WORDS and asking.wanted(deed.text) is not None:
            await self._open_form(deed)
        else:
            # Whoever is met for the first time is looked up beside what others do here; who only
            # talks in a thread may not mean us.
            overheard = deed.kind is Kind.WRITTEN
            meeting = None if overheard else asyncio.ensure_future(self._meeting.incoming(deed))
            async with self._gates.through(deed.channel or deed.user):
                await self._arrivals.comes()
                answered = await self._done(deed, meeting)
            self._at.ring()
            if answered is not None:
                await self._answer(deed, answered)

    async def _done(self, deed: Deed, meeting: Awaitable[Incoming] | None) -> Answered | None:
        """What is said to a deed, once it is done; nothing where it does not concern us."""
        if deed.kind is Kind.WRITTEN and not await self._is_speech(deed):
            await self._forget(deed.event)
            return None
        if (refusal := await self._cannot_open(deed)) is not None:
            await self._forget(deed.event)
            return refusal
        incoming = await (meeting or self._meeting.incoming(deed))
        return await front.answer(self._kit, incoming)

    async def _open_form(self, deed: Deed) -> None:
        """Show a form at once: what opened it lives for three seconds."""
        refusal = await self._cannot_open(deed)
        form = refusal or await self._form(replace(deed, text=asking.complete(deed.text)))
        await self._forget(deed.event)
        if isinstance(form, Answered):
            await self._answer(deed, form)
        else:
            await self._show(deed, form)

    async def _show(self, deed: Deed, form: Json) -> None:
        """Open a form, or say that it did not open."""
        try:
            await (await self._rest(deed)).open_form(deed.trigger, form)
        except (Gone, Refused, TooLate, Trouble) as error:
            log.warning("slack_no_form", extra={"what": str(error), "kind": deed.kind.value})
            said = self._answerer.said("slack.no_form", MessageKind.ERROR)
            await self._answer(deed, Answered(messages=(said,)))

    async def _form(self, deed: Deed) -> Json | Answered:
        """The form that a command opens, or why it does not."""
        kit, fresh, wanted = self._kit, self._kit.new_id(), asking.wanted(deed.text)
        if named(deed.text) is COMMANDS[forms.START]:
            values: Mapping[str, str] = {}
            with suppress(Mendable):  # what is not known is chosen anew
                values = front.typed_of(kit, deed.text).values
            return starting.start_form(starting.menus(kit, values), fresh, kit.say, deed.origin)
        incoming = await self._meeting.incoming(deed)
        if wanted is not None and wanted.path in forms.PEOPLE:
            person, _ = await kit.store.write(lambda tx: front.met(kit, tx, incoming))
            if not person.instructor:
                return await front.answer(kit, incoming)  # says why not
            return asking.person_form(wanted.path, fresh, kit.say, deed.origin)
        asked = await opened(kit, incoming)
        return (
            asked if isinstance(asked, Answered) else forms.form(asked, fresh, kit.say, deed.origin)
        )

    async def _choose(self, deed: Deed) -> None:
        """Another topic was chosen in the form of a start: its sides are offered now."""
        filled = forms.read(deed.view)
        if filled is not None and filled.path == forms.START:
            listed = starting.menus(self._kit, filled.values)
            view = starting.start_form(
                listed, filled.fresh, self._kit.say, filled.place, against=filled.against
            )
            with suppress(Gone, Refused, TooLate, Trouble):  # it was closed or changed meanwhile
                rest = await self._rest(deed)
                await rest.change_form(deed.view["id"], deed.view["hash"], view)
        await self._forget(deed.event)

    async def _aim(self, deed: Deed) -> None:
        """Show a form for a round against a message, or why there is none."""
        form = await aimed(self._kit, deed)
        await self._forget(deed.event)
        if form is None:
            said = self._answerer.said("slack.against.loss")
            await self._answer(deed, Answered(messages=(said,)))
            return
        await self._show(deed, form)

    async def _answer(self, deed: Deed, answered: Answered) -> None:
        shown = await self._answerer.answer(deed, answered)
        self._kit.step("answered")
        if not answered.kept:
            return
        if shown:
            await self._kit.store.write(lambda tx: tx.outbox.sent(answered.kept))
        else:
            await self._at.sender.rescue(answered.kept)

    async def _what_waits(self, deed: Deed) -> Answered:
        """What could not be sent to somebody: it goes to them now."""
        incoming = await self._meeting.incoming(deed)

        async def work(tx: Tx) -> Answered:
            person, _ = await front.met(self._kit, tx, incoming)
            await tx.inbox.finish(deed.event)
            held = await tx.outbox.held(PLATFORM, person.id)
            messages = tuple(sending.message for sending in held)
            return Answered(messages=messages, kept=tuple(sending.id for sending in held))

        answered = await self._kit.store.write(work)
        nothing = self._answerer.said("slack.nothing_waits")
        return answered if answered.messages else Answered(messages=(nothing,))

    async def _cannot_open(self, deed: Deed) -> Answered | None:
        """Why a round cannot be talked about here, if we are not in the channel."""
        asked = named(deed.text)
        if deed.direct or asked is None or not asked.opens:
            return None
        with suppress(Mendable, Refused, Trouble):  # then it is found out by trying
            typed = front.typed_of(self._kit, deed.text)
            form = typed.values.get("format", self._kit.habits.format)
            alone = typed.path == "debate start" and not self._kit.form(form).lobby
            if alone or await (await self._rest(deed)).may_write(deed.channel):
                return None
            said = self._answerer.said("slack.cannot_open", MessageKind.ERROR)
            return Answered(messages=(said,))
        return None

    def _wrong(self, deed: Deed) -> dict[str, str] | None:
        """What is wrong with a form, beside its inputs."""
        filled = forms.read(deed.view) if deed.kind is Kind.FILLED else None
        return forms.errors(filled, self._kit.say) if filled is not None else None

    async def _is_speech(self, deed: Deed) -> bool:
        """Whether a plain message stands in the thread of a round that waits for its writer."""
        if not deed.text.strip() or deed.text.startswith("/"):
            return False
        account = _account(deed)
        return await self._kit.store.read(lambda tx: awaited_at(tx, deed.place, account))

    async def _rest(self, deed: Deed) -> Rest:
        return await self._at.workspaces.rest(deed.team)

    async def _forget(self, event: str) -> None:
        """It is done, or nothing more is to be done about it."""
        await self._kit.store.write(lambda tx: tx.inbox.finish(event))


def _account(deed: Deed) -> Account:
    return Account(platform=PLATFORM, external=deed.address(deed.user), name="")
