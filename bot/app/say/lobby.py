"""What is said before the first slot: the lobby, cards, seats, briefs, invitations, lists."""

from dataclasses import replace

from bot.app.kit import Call
from bot.app.messages import Button, Field, Message, MessageKind, Table, to_person
from bot.app.ports import Person
from bot.app.say.handout import buttons, flowing
from bot.app.say.talk import Talker
from bot.app.say.talk import talker as talker_for
from bot.core.lobby import Rules
from bot.core.round import Round, Seat, Status

MOST_TOPICS = 4  # offered at a time: as many buttons as a phone shows without scrolling


def lobby(talker: Talker, rules: Rules) -> Message:
    """Who is here and what will be debated."""
    debate = talker.debate
    sides = debate.terms.sides or rules.sides
    labels = [("Join", "join"), ("Leave", "leave"), ("Begin", "begin"), ("Brief", "brief")]
    return replace(
        talker.to_all(MessageKind.LOBBY, talker.say("lobby.text", motion=talker.topic.motion)),
        title=talker.say("lobby.title", title=talker.topic.title),
        fields=(
            Field(name=talker.say("lobby.sides"), value=", ".join(map(talker.side, sides))),
            Field(name=talker.say("lobby.format"), value=_terms(talker, rules)),
            _here(talker, debate),
        ),
        buttons=tuple(talker.button(label, command) for label, command in labels),
        replaces=True,
    )


def shut(talker: Talker, before: Round) -> Message:
    """The last that is said of a lobby: it has begun, or nothing came of it. Nobody joins now."""
    begun = talker.debate.status is not Status.CANCELLED
    text = talker.say("lobby.begun" if begun else "lobby.closed", motion=talker.topic.motion)
    return replace(
        talker.to_all(MessageKind.LOBBY, text),
        title=talker.topic.title,
        fields=(_here(talker, before),) if begun else (),
        buttons=(talker.button("Brief", "brief"),) if begun else (),
        replaces=True,
    )


def _here(talker: Talker, debate: Round) -> Field:
    """Who has come, with what they wish for."""
    here = [
        talker.name(seat.person) + (f" ({talker.side(seat.wish)})" if seat.wish else "")
        for seat in debate.people
    ]
    return Field(name=talker.say("lobby.here"), value=", ".join(here))


def _terms(talker: Talker, rules: Rules) -> str:
    return talker.say("lobby.terms", format=rules.format.name, pace=rules.pace.name)


def offer(talker: Talker) -> Message:
    """Nobody came: bots may take the empty seats."""
    message = talker.to_all(MessageKind.LOBBY, talker.say("lobby.offer"))
    return replace(message, buttons=(talker.button("Begin", "begin"),))


def invitations(talker: Talker, inviter: Person) -> list[Message]:
    """A private word to those who were asked along."""
    return [
        replace(
            talker.to_one(
                MessageKind.NOTICE,
                person,
                talker.say("lobby.invited", name=inviter.name, motion=talker.topic.motion),
            ),
            buttons=(talker.button("Join", "join"),),
        )
        for person in talker.debate.terms.invited
    ]


def rematch_joined(talker: Talker, person: Person) -> Message:
    """You asked for a rematch, and there is one: you are in it."""
    return talker.to_one(MessageKind.CONFIRMATION, person.id, talker.say("lobby.rematch"))


def cards(talker: Talker, before: Round) -> list[Message]:
    """Before a drawn seat: that roles are assigned, what is stored and who sees it."""
    shown = {seat.id: seat.side for seat in before.seats if before.status is Status.SEATING}
    refused = {seat.id: seat.refused for seat in before.seats}
    return [
        _card(talker, seat, again=seat.id in shown and seat.refused == refused[seat.id])
        for seat in talker.debate.people
        if not seat.accepted and shown.get(seat.id) != seat.side
    ]


def _card(talker: Talker, seat: Seat, *, again: bool) -> Message:
    """`again`: they did nothing, but somebody else did, so that sides were drawn anew."""
    side = str(seat.side)
    text = talker.say("card.text", role=talker.role(side), motion=talker.topic.motion)
    why = talker.say("card.again")
    return replace(
        talker.to_one(MessageKind.CARD, str(seat.person), f"{why} {text}" if again else text),
        title=talker.say("card.title", side=talker.side(side)),
        side=side,
        fields=(
            Field(name=talker.say("card.stored"), value=talker.say("card.stored_text")),
            Field(name=talker.say("card.seen"), value=talker.say("card.seen_text")),
        ),
        buttons=choices(talker, seat),
    )


def choices(talker: Talker, seat: Seat) -> tuple[Button, ...]:
    """What may be said of a drawn side; OK is to that side, even if another is drawn later."""
    return (
        talker.button("OK", f"agree side:{seat.side}"),
        talker.button("Another side or topic", "decline"),
        talker.button("Not now", "leave"),
    )


def changed(talker: Talker, seat: Seat) -> Message:
    """Somebody agreed to a side that is not theirs any more."""
    text = talker.say("card.changed", role=talker.role(str(seat.side)))
    return replace(
        talker.to_one(MessageKind.NOTICE, str(seat.person), text),
        title=talker.say("card.title", side=talker.side(str(seat.side))),
        side=seat.side,
        buttons=choices(talker, seat),
    )


def other_topics(talker: Talker, person: Person) -> list[Message]:
    """Somebody wants something else: the other topics there are, if any."""
    return _choice(talker, person, talker.say("card.topics"), ())


def switches(talker: Talker, person: Person) -> list[Message]:
    """Another topic, or another side of this one; nothing where there is only this topic."""
    side = talker.button("Another side", f"decline topic:{talker.topic.id}")
    return _choice(talker, person, talker.say("card.switch"), (side,))


def _choice(talker: Talker, person: Person, text: str, more: tuple[Button, ...]) -> list[Message]:
    others = [topic for topic in talker.kit.packs.ids() if topic != talker.topic.id]
    if not others:
        return []
    buttons = tuple(
        talker.button(talker.kit.packs.topic(topic).title, f"decline topic:{topic}")
        for topic in others[:MOST_TOPICS]
    )
    message = talker.to_one(MessageKind.NOTICE, person.id, text)
    return [replace(message, buttons=(*buttons, *more))]


def accepted(talker: Talker, person: Person, after: Round) -> Message:
    """You accepted; whom we still wait for."""
    waiting = [talker.name(s.person) for s in after.people if not s.accepted]
    key = "card.waiting" if waiting else "card.accepted"
    text = talker.say(key, names=", ".join(waiting))
    return talker.to_one(MessageKind.CONFIRMATION, person.id, text)


def started(talker: Talker) -> list[Message]:
    """Who argues what, then each person's brief."""
    debate = talker.debate
    fields = tuple(
        Field(
            name=talker.say("seats.role", role=talker.role(side)),
            value=", ".join(talker.name(s.person) for s in debate.seats if s.side == side),
        )
        for side in debate.sides
    )
    first = debate.slots[0]
    text = talker.say("seats.text", motion=talker.topic.motion, side=talker.side(first.side))
    seats = replace(
        talker.to_all(MessageKind.SEATS, text),
        title=talker.say("seats.title"),
        fields=fields,
        buttons=(talker.button("Brief", "brief"),),
    )
    return [seats, *(brief(talker, seat) for seat in debate.people)]


def brief(talker: Talker, seat: Seat) -> Message:
    """A side's brief for the person who argues it."""
    side = talker.topic.side_by_id[str(seat.side)]
    burdens = tuple(
        Field(name=talker.say("brief.against", side=talker.side(other)), value=burden)
        for other, burden in side.burdens
        if not talker.debate.sides or other in talker.debate.sides
    )
    plans = tuple(
        Field(name=talker.say("brief.plan", name=plan.name), value=plan.text)
        for plan in talker.topic.plans
        if side.id == talker.topic.proposer
    )
    return replace(
        talker.to_one(
            MessageKind.BRIEF, str(seat.person), flowing(f"{side.stance}\n\n{side.brief}")
        ),
        title=talker.say("brief.title", role=side.role),
        side=side.id,
        fields=burdens + plans,
        buttons=buttons(talker),
    )


def left(talker: Talker, person: Person) -> Message:
    """Somebody went, after the lobby."""
    return talker.to_all(MessageKind.NOTICE, talker.say("notice.left", name=person.name))


async def listing(call: Call, rounds: list[Round]) -> Message:
    """A person's rounds, open ones first, each with its id."""
    rows = []
    for debate in sorted(rounds, key=lambda r: r.status in (Status.DONE, Status.CANCELLED)):
        talker = await talker_for(call.kit, call.tx, debate)
        seat = next((s for s in debate.seats if s.person == call.person.id), None)
        side = talker.side(seat.side) if seat and seat.side else "–"
        status = call.kit.say(f"status.{debate.status.value}")
        rows.append((debate.id, talker.topic.title, debate.terms.format, side, status))
    headings = tuple(
        call.kit.say(f"list.{name}") for name in ("id", "topic", "format", "side", "status")
    )
    return Message(
        kind=MessageKind.STATUS,
        to=to_person(call.person.id),
        private=True,
        text=call.kit.say("list.text", count=len(rows)),
        table=Table(headings=headings, rows=tuple(rows)) if rows else None,
        buttons=() if rows else (Button(label="Start", command="/debate start"),),
    )
