"""Talking about one round: the names and labels everything else here needs, and what is said on
the floor: whose slot it is, what was said, what was passed or missed, how it ended.
"""

from dataclasses import dataclass, replace

from bot.app.kit import Kit, topic_of
from bot.app.messages import Button, Field, Message, MessageKind, to_person, to_round
from bot.app.ports import Person, Speech, Tx
from bot.app.understanding import Understood
from bot.core import words
from bot.core.flow import Argument, Flow
from bot.core.format import Kind, Slot
from bot.core.plans import named
from bot.core.round import Open, Round, Seat, Status
from bot.core.topic import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Talker:
    """A round with everything needed to speak about it."""

    kit: Kit
    debate: Round
    topic: Topic
    names: dict[str, str]

    def say(self, key: str, /, **variables: object) -> str:
        """A phrase."""
        return self.kit.say(key, **variables)

    def name(self, person: str | None) -> str:
        """Somebody's name; the bot's for nobody."""
        return self.say("name.bot") if person is None else self.names.get(person, "?")

    def role(self, side: str) -> str:
        """How an assigned speaker is labelled."""
        return self.topic.side_by_id[side].role

    def side(self, side: str) -> str:
        """A side's short name."""
        return self.topic.side_by_id[side].name

    def slot(self, slot: Slot) -> str:
        """What a slot is called: `opening`, `follow-up question`."""
        return self.say(f"slot.{'follow_up_' if slot.follow_up else ''}{slot.kind.value}")

    def button(self, label: str, command: str) -> Button:
        """A button that means a command of this round."""
        return Button(label=label, command=f"/debate {command} round:{self.debate.id}")

    def to_all(self, kind: MessageKind, text: str) -> Message:
        """A plain message to everybody in the round."""
        return Message(kind=kind, to=to_round(self.debate.id), text=text)

    def to_one(self, kind: MessageKind, person: str, text: str) -> Message:
        """A plain private message to one of its people."""
        return Message(kind=kind, to=to_person(person, self.debate.id), text=text, private=True)


async def talker(kit: Kit, tx: Tx, debate: Round) -> Talker:
    """A talker for a round as it stands."""
    people = {str(seat.person) for seat in debate.seats if seat.person}
    people |= {debate.host, *debate.terms.invited}
    names = {p.id: p.name for p in (await tx.people.get(people)).values()}
    return Talker(kit=kit, debate=debate, topic=await topic_of(kit, tx, debate), names=names)


def span(talker: Talker, seconds: int) -> str:
    """A length of time in words: 45 seconds, 3 minutes, 20 hours."""
    for unit, length in (("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length or (seconds >= length and seconds % length == 0):
            return talker.say(f"time.{unit}", count=round(seconds / length))
    return talker.say("time.seconds", count=seconds)


def call(talker: Talker, waiting: Open, understood: Understood, now: int) -> Message:
    """Your slot: how long, how many words, and each opponent's two strongest arguments."""
    slot, seat = talker.debate.slots[waiting.slot], talker.debate.seat(waiting.seat)
    text = talker.say(
        f"prompt.{slot.kind.value}",
        name=talker.name(seat.person),
        role=talker.role(slot.side),
        side=talker.side(slot.addressee) if slot.addressee else "",
        words=slot.words,
        time=span(talker, left_of(waiting, now)),
    )
    buttons = [("Speak", "speak"), ("Save draft", "draft"), ("Hint", "hint"), ("Flow", "flow"),
               ("Pass", f"pass slot:{waiting.slot}")]  # fmt: skip
    return Message(
        kind=MessageKind.PROMPT,
        to=to_person(str(seat.person), talker.debate.id),
        title=talker.say("prompt.title", slot=talker.slot(slot)),
        text=text,
        side=slot.side,
        fields=(*_plan(talker, slot, understood), *_pressing(talker, slot, understood.flow)),
        buttons=tuple(talker.button(label, command) for label, command in buttons),
        deadline=waiting.deadline,
    )


def left_of(waiting: Open, now: int) -> int:
    """Seconds until a deadline, begun ones counted, so that 120 are not 119 a moment later."""
    return -(-max(0, (waiting.deadline or now) - now) // 1000)


def _plan(talker: Talker, slot: Slot, understood: Understood) -> tuple[Field, ...]:
    """The plan on the table, for those who are about to answer it first."""
    plan = named(talker.topic, understood.heard)
    if plan is None or slot.side == talker.topic.proposer or slot.kind is not Kind.OPENING:
        return ()
    return (Field(name=talker.say("prompt.plan"), value=f"{plan.name}. {plan.text}"),)


def _pressing(talker: Talker, slot: Slot, flow: Flow) -> tuple[Field, ...]:
    if slot.kind.value in ("question", "answer"):
        return ()
    return tuple(
        Field(
            name=talker.say("prompt.to_answer", side=talker.side(opponent)),
            value="\n".join(
                f"{number}. {put(talker, argument)}"
                for number, argument in enumerate(arguments, start=1)
            ),
        )
        for opponent, arguments in flow.pressing(slot.side).items()
    )


def put(talker: Talker, argument: Argument) -> str:
    """An argument in a sentence: its claim's, or the words of one from outside the pack."""
    if argument.claim is not None:
        return talker.topic.claim_by_id[argument.claim].statement
    return talker.kit.seemly(" ".join(argument.words.split()))


def speech(talker: Talker, given: Speech) -> Message:
    """A speech as everybody sees it, under its assigned role."""
    slot, seat = talker.debate.slots[given.slot], talker.debate.seat(given.seat)
    title = talker.say(
        "speech.title" if given.person or seat.person is None else "speech.title_stand_in",
        role=talker.role(slot.side),
        name=talker.name(given.person),
        slot=talker.slot(slot),
        missing=talker.name(seat.person),
    )
    return Message(
        kind=MessageKind.SPEECH,
        to=to_round(talker.debate.id),
        title=title,
        text=talker.kit.seemly(given.text[: given.heard].rstrip()),
        side=slot.side,
        owner=given.person,
    )


def saved(talker: Talker, person: Person, given: Speech) -> Message:
    """Your speech is in; what of it counts."""
    slot = talker.debate.slots[given.slot]
    count = words.count(given.text)
    key = "saved.whole" if given.heard >= len(given.text) else "saved.cut"
    text = talker.say(key, slot=talker.slot(slot), count=count, limit=slot.words)
    return talker.to_one(MessageKind.CONFIRMATION, person.id, text)


def passed(talker: Talker, seat: Seat, slot: Slot) -> Message:
    """Somebody passed."""
    text = talker.say("notice.passed", name=talker.name(seat.person), slot=talker.slot(slot))
    return talker.to_all(MessageKind.NOTICE, text)


def missed(talker: Talker, seat: Seat, slot: Slot) -> Message:
    """Somebody's time ran out; the bot takes that slot only."""
    text = talker.say("notice.missed", name=talker.name(seat.person), slot=talker.slot(slot))
    return talker.to_all(MessageKind.NOTICE, text)


def warning(talker: Talker, waiting: Open, now: int) -> Message:
    """Time is nearly up; said once."""
    person = str(talker.debate.seat(waiting.seat).person)
    left = span(talker, left_of(waiting, now))
    return talker.to_one(MessageKind.WARNING, person, talker.say("notice.warning", time=left))


def extended(talker: Talker, person: Person, seconds: int) -> Message:
    """More time, once; a private factor or quiet hours may make it more or less than usual."""
    text = talker.say("notice.extended", time=span(talker, seconds))
    return talker.to_one(MessageKind.CONFIRMATION, person.id, text)


def proposed(talker: Talker, person: Person) -> Message:
    """Somebody would like to end now."""
    message = talker.to_all(MessageKind.PROPOSAL, talker.say("notice.proposed", name=person.name))
    yes, no = talker.button("Agree", "agree"), talker.button("Decline", "decline")
    return replace(message, buttons=(yes, no))


def agreed(talker: Talker, person: Person) -> Message:
    """Somebody would like to end now too; others have not said so yet."""
    return talker.to_all(MessageKind.NOTICE, talker.say("notice.agreed", name=person.name))


def declined(talker: Talker, person: Person) -> Message:
    """Somebody would rather go on."""
    return talker.to_all(MessageKind.NOTICE, talker.say("notice.declined", name=person.name))


def conceded(talker: Talker, person: Person, side: str) -> Message:
    """Somebody conceded, for their side or so far only for themselves."""
    key = "notice.conceded" if talker.debate.has_conceded(side) else "notice.conceded_alone"
    text = talker.say(key, name=person.name, side=talker.side(side))
    return talker.to_all(MessageKind.NOTICE, text)


def taken_back(talker: Talker, person: Person, action: str) -> Message:
    """Somebody took their last action back."""
    text = talker.say("notice.undone", name=person.name, action=talker.say(f"action.{action}"))
    return talker.to_all(MessageKind.NOTICE, text)


def you_left(talker: Talker, person: Person) -> Message:
    """Somebody has left, and is not written to directly any more."""
    text = talker.say("notice.you_left", title=talker.topic.title)
    message = talker.to_one(MessageKind.CONFIRMATION, person.id, text)
    return replace(message, buttons=(talker.button("Undo", "undo"),))


def paused(talker: Talker) -> Message:
    """The clock stands still; nobody is told for whom or why."""
    key = "notice.paused" if talker.debate.ending is None else "notice.ballots_wait"
    return talker.to_all(MessageKind.NOTICE, talker.say(key))


def resumed(talker: Talker) -> Message:
    """The clock runs again."""
    key = "notice.resumed" if talker.debate.ending is None else "notice.ballots_go_on"
    return talker.to_all(MessageKind.NOTICE, talker.say(key))


def goes_on_here(talker: Talker) -> Message:
    """The round was brought here from elsewhere."""
    message = talker.to_all(
        MessageKind.NOTICE, talker.say("notice.goes_on_here", title=talker.topic.title)
    )
    lobby = talker.debate.status is Status.LOBBY
    labels = [("Join", "join"), ("Begin", "begin")] if lobby else [("Flow", "flow")]
    buttons = tuple(talker.button(label, name) for label, name in (*labels, ("Status", "status")))
    return replace(message, buttons=buttons)


def over(talker: Talker) -> Message:
    """All speeches are in."""
    ending = talker.debate.ending
    key = ending.name.lower() if ending else "full"
    return talker.to_all(MessageKind.NOTICE, talker.say(f"over.{key}"))


def cancelled(talker: Talker, *, by_instructor: bool) -> Message:
    """It ended without ballots."""
    text = talker.say("over.by_instructor" if by_instructor else "over.cancelled")
    return talker.to_all(MessageKind.NOTICE, text)


def stopped_for(debate: Round) -> str | None:
    """The seat for whose speech about a loss the clock stands still; it goes on at their word."""
    told = [d.seat for d in debate.delivered if d.speech in debate.cared]
    return told[-1] if told and debate.status is Status.PAUSED else None


def care(talker: Talker, person: str) -> Message:
    """The private note after words about a personal loss: stop, switch, continue, support."""
    message = talker.to_one(MessageKind.CARE, person, talker.say("care.text"))
    buttons = (
        talker.button("Continue", "agree"),
        talker.button("Take it back", "undo"),
        talker.button("Stop", "leave"),
        talker.button("Another topic or side", "decline"),
    )
    return replace(message, title=talker.say("care.title"), buttons=buttons)
