"""Sheets a person asks for: status, sides, hints, the flow, transcripts."""

from collections.abc import Sequence
from dataclasses import replace

from bot.app.messages import Button, Field, File, Message, MessageKind, Table
from bot.app.ports import Person, Speech
from bot.app.say.handout import buttons
from bot.app.say.lobby import choices
from bot.app.say.talk import Talker, left_of, span, stopped_for
from bot.core.flow import Argument, Flow, State
from bot.core.round import Open, Seat, Status


def status(talker: Talker, person: Person, now: int) -> Message:
    """Where a round stands and what this person can do."""
    debate = talker.debate
    fields = [Field(name=talker.say("status.motion"), value=talker.topic.motion)]
    for side in debate.sides:
        names = [talker.name(s.person) for s in debate.seats if s.side == side]
        fields.append(Field(name=talker.role(side), value=", ".join(names)))
    seat = debate.seat_of(person.id)
    mine = debate.open_for(seat.id) if seat and debate.status is Status.RUNNING else None
    last_mine = sorted(debate.open, key=lambda waiting: waiting == mine)  # the deadline is of it
    fields += [_waiting(talker, waiting, now) for waiting in last_mine]
    message = talker.to_one(
        MessageKind.STATUS, person.id, talker.say(f"status.{debate.status.value}_text")
    )
    return replace(
        message,
        title=talker.say("status.title", title=talker.topic.title, id=debate.id),
        fields=tuple(fields),
        buttons=_possible(talker, seat, mine=mine is not None),
        deadline=mine.deadline if mine else None,
    )


def _waiting(talker: Talker, waiting: Open, now: int) -> Field:
    slot = talker.debate.slots[waiting.slot]
    seat = talker.debate.seat(waiting.seat)
    at = talker.debate.paused_at or now  # what was left when the clock was stopped is left still
    left = span(talker, left_of(waiting, at))
    name = talker.name(None if waiting.bot else seat.person)
    return Field(
        name=talker.say("status.now", slot=talker.slot(slot)),
        value=talker.say("status.bot" if waiting.bot else "status.left", name=name, time=left),
    )


def _possible(talker: Talker, seat: Seat | None, *, mine: bool) -> tuple[Button, ...]:
    """The buttons of what this person can do now: the panel."""
    state = talker.debate.status
    if mine:
        labels = [("Speak", "speak"), ("Save draft", "draft"), ("Hint", "hint"), ("Flow", "flow"),
                  ("Pass", "pass")]  # fmt: skip
    elif state is Status.LOBBY:
        labels = [("Leave", "leave"), ("Begin", "begin")] if seat else [("Join", "join")]
    elif state is Status.SEATING and seat and not seat.accepted:
        return choices(talker, seat)
    elif seat and seat.id == stopped_for(talker.debate):
        labels = [("Continue", "agree"), ("Take it back", "undo"), ("Stop", "leave"),
                  ("Another topic or side", "decline")]  # fmt: skip
    elif state is Status.DONE:
        labels = [("Details", "ballot details:true"), ("Transcript", "transcript"),
                  ("Rematch", "rematch")]  # fmt: skip
    else:
        labels = [("Brief", "brief"), ("Flow", "flow")] if seat else []
    if seat and state is Status.RUNNING:
        more = [("More time", "extend")] if mine else []
        labels = [*labels, *more, ("Undo", "undo"), ("End", "end"), ("Concede", "concede")]
    return tuple(talker.button(label, command) for label, command in labels)


def sides(talker: Talker, person: Person) -> Message:
    """What each side argues, for somebody who has none yet."""
    fields = tuple(Field(name=side.name, value=side.stance) for side in talker.topic.sides)
    message = talker.to_one(MessageKind.BRIEF, person.id, talker.topic.background)
    return replace(message, title=talker.topic.motion, fields=fields, buttons=buttons(talker))


def hint(talker: Talker, person: Person, question: str, following: int | None) -> Message:
    """A nudging question; the bot never writes a student's argument. `following` is the number of
    the next hint, if there is one.
    """
    message = talker.to_one(MessageKind.HINT, person.id, question)
    again = (talker.button("Another hint", f"hint number:{following}"),) if following else ()
    return replace(message, title=talker.say("hint.title"), buttons=again)


def flow(talker: Talker, person: Person, given: Flow) -> Message:
    """Every argument: who raised it where, how it was put, and how it stands towards each side."""
    message = talker.to_one(MessageKind.FLOW, person.id, talker.say("flow.empty"))
    message = replace(message, title=talker.say("flow.title"))
    if not given.arguments:
        return message
    headings = ("flow.side", "flow.raised", "flow.argument", "flow.stands")
    rows = tuple(
        (
            talker.side(a.side),
            talker.slot(talker.debate.slots[a.slot]),
            _words(talker, a),
            _stands(talker, a),
        )
        for a in given.arguments
    )
    table = Table(headings=tuple(talker.say(h) for h in headings), rows=rows)
    return replace(message, text=talker.say("flow.text", count=len(rows)), table=table)


def _words(talker: Talker, argument: Argument) -> str:
    if argument.claim is None:
        return talker.say("flow.outside", words=talker.kit.seemly(" ".join(argument.words.split())))
    return talker.topic.claim_by_id[argument.claim].statement


def _stands(talker: Talker, argument: Argument) -> str:
    if argument.new:
        return talker.say("flow.new")
    if argument.claim is None:
        return talker.say("flow.unprepared")
    towards: dict[State, list[str]] = {}
    for side, state in argument.towards.items():
        towards.setdefault(state, []).append(talker.side(side))
    return "; ".join(
        talker.say(f"flow.{state.value}", side=", ".join(names)) for state, names in towards.items()
    )


def transcript(talker: Talker, person: Person, speeches: Sequence[Speech]) -> Message:
    """Everything said, as a Markdown file; role-play is labelled in every heading."""
    lines = [f"# {talker.topic.motion}", "", talker.say("transcript.note"), ""]
    for given in sorted(speeches, key=lambda s: s.slot):
        slot = talker.debate.slots[given.slot]
        heading = talker.say(
            "speech.title",
            role=talker.role(slot.side),
            name=talker.name(given.person),
            slot=talker.slot(slot),
        )
        lines += [
            f"## {heading}",
            "",
            talker.kit.seemly(given.text[: given.heard].rstrip()),
            "",
        ]
    name = f"{talker.debate.terms.topic}-{talker.debate.id}.md"
    message = talker.to_one(
        MessageKind.FILE, person.id, talker.say("transcript.text", count=len(speeches))
    )
    return replace(message, file=File(name=name, text="\n".join(lines)))


def nothing_marked(talker: Talker, seat: Seat) -> Message:
    """There is nothing to show in detail."""
    return talker.to_one(MessageKind.DETAILS, str(seat.person), talker.say("ballot.none"))
