"""Use cases before the first slot: open a round, come and go, draw sides, rematch."""

from dataclasses import replace

from bot.app import inviting, whereabouts
from bot.app.kit import Call
from bot.app.messages import Message
from bot.app.moves import made, told
from bot.app.parse import chosen
from bot.app.ports import Person, Undo
from bot.app.say import lobby as say
from bot.app.say import talk
from bot.core import ending, lobby
from bot.core.errors import BadInput, IllegalMove, NotFound, NotYours
from bot.core.round import OPEN, Round, Status, Terms
from bot.core.topic import Topic


async def start(call: Call) -> list[Message]:
    """Open a round: a lobby, or for one person straight to their seat.

    Raises BadInput for options that do not fit together, IllegalMove for too many open rounds.
    """
    kit, values = call.kit, call.values
    topic = kit.packs.topic(values.get("topic", kit.habits.topic))
    inviting.check_company(call)
    invited = await inviting.invited(call)
    people = invited or values.get("opponent") == "people"
    form = values.get("format") or ("duel" if people else kit.habits.format)
    if people and not kit.form(form).lobby:
        raise BadInput("error.alone", format=form)
    terms = Terms(
        classroom=call.classroom,
        topic=topic.id,
        pack=topic.hash,
        format=form,
        pace=values.get("pace", kit.habits.pace),
        level=values.get("level", kit.habits.level),
        bots=not people,
        sides=tuple(side for side in values.get("sides", "").split(",") if side),
        invited=tuple(person.id for person in invited),
        quiet=kit.habits.quiet(call.now),
        offer_after=kit.habits.offer_after,
    )
    return await opened(call, topic, terms, values.get("side"))


async def join(call: Call) -> list[Message]:
    """Take a place in a lobby, with a wish or without."""
    _check_still_open(call.round, call.person)
    await room_for_one_more(call)
    debate, rules = call.round, await call.rules()
    asked = call.values.get("side")
    offered = debate.terms.sides or rules.sides
    wish = chosen("side", asked, offered) if asked else await _rematch_wish(call)
    await call.tx.people.enrol(call.person.id, debate.terms.classroom)  # who was invited is new
    after = lobby.join(debate, _comer(call.person, wish), call.kit.new_id(), rules, call.now)
    await whereabouts.kept_up(call, after)
    return await made(call, after, undo="join")


def _check_still_open(debate: Round, person: Person) -> None:
    """Raises IllegalMove for who comes to a table after it has begun."""
    if debate.status in (Status.LOBBY, Status.CANCELLED, Status.DONE):
        return  # that it is over says the table of moves
    raise IllegalMove("error.already_in" if debate.seat_of(person.id) else "error.begun")


async def leave(call: Call) -> list[Message]:
    """Leave a lobby, a drawn seat, or a running round for good."""
    after = await left(call)
    talker = await talk.talker(call.kit, call.tx, call.round)
    quiet = after.status in (Status.LOBBY, Status.CANCELLED)  # what is told anyway says it
    said = [] if quiet else [say.left(talker, call.person)]
    said += await whereabouts.kept_up(call, after)
    return await made(call, after, *said, undo="leave")


async def left(call: Call) -> Round:
    """The call's round without the caller."""
    debate = call.round
    if debate.status in (Status.LOBBY, Status.SEATING):
        return lobby.leave(debate, call.person.id, await call.rules(), call.now)
    return ending.leave(debate, call.person.id, call.now)


async def begin(call: Call) -> list[Message]:
    """Close the lobby and draw sides. Anybody who has joined may."""
    debate = call.round
    over = debate.status in (Status.CANCELLED, Status.DONE)  # which the table of moves says
    if debate.seat_of(call.person.id) and debate.status is not Status.LOBBY and not over:
        raise IllegalMove("error.begun_already")
    _check_still_open(debate, call.person)
    if debate.seat_of(call.person.id) is None:
        raise NotYours("error.not_in")
    return await made(call, await _begun(call, debate, await call.topic()), undo="begin")


async def cancel(call: Call) -> list[Message]:
    """End without ballots: the host may until it runs with others; then everybody has a say."""
    debate = call.round
    if debate.host != call.person.id:
        raise NotYours("error.not_host")
    if debate.status not in (Status.LOBBY, Status.SEATING) and len(debate.people) > 1:
        raise IllegalMove("error.cancel_running")
    return await made(call, ending.cancel(debate, call.now), undo="cancel")


async def rematch(call: Call) -> list[Message]:
    """The same people and terms with sides switched. Raises NotYours for somebody not in it."""
    earlier = call.round
    seat = next((s for s in earlier.seats if s.person == call.person.id), None)
    if seat is None:
        raise NotYours("error.not_in")
    if earlier.status in OPEN:
        raise IllegalMove("error.rematch_open")
    for played in await call.tx.listings.open_in(call.classroom):
        if played.terms.rematch_of == earlier.id:
            return await _joined_rematch(call, played)
    topic = call.kit.packs.topic(earlier.terms.topic)
    stayed = [s.person for s in earlier.seats if s.person and not s.left]
    others = tuple(person for person in stayed if person != call.person.id)
    terms = replace(
        earlier.terms,
        classroom=call.classroom,
        pack=topic.hash,
        sides=earlier.sides,
        invited=others,
        rematch_of=earlier.id,
    )
    wish = lobby.rematch_wishes(earlier).get(call.person.id)
    wish = None if wish in call.person.excluded else wish
    return await opened(call, topic, terms, wish, "rematch")


async def _joined_rematch(call: Call, played: Round) -> list[Message]:
    """Somebody asked for a rematch that others have opened: they come to that table.

    Raises IllegalMove if they sit there already, or if it has begun.
    """
    if played.seat_of(call.person.id):
        waits = played.status is Status.LOBBY
        raise IllegalMove("error.rematch_waits" if waits else "error.rematch_here", id=played.id)
    said = await join(replace(call, debate=played))
    talker = await talk.talker(call.kit, call.tx, played)
    return [say.rematch_joined(talker, call.person), *said]


async def rounds(call: Call) -> list[Message]:
    """The rounds a person has a seat in, open ones first."""
    found = await call.tx.listings.of_person(call.person.id, open_only=False)
    here = [debate for debate in found if debate.terms.classroom == call.classroom]
    return [await say.listing(call, here)]


async def opened(
    call: Call, topic: Topic, terms: Terms, wish: str | None, action: str = "start"
) -> list[Message]:
    """A new round with its opener in it; without a lobby it begins at once."""
    await room_for_one_more(call)
    await inviting.check_patience(call, terms.invited)
    kit, now = call.kit, call.now
    rules = kit.rules(topic, terms.format, terms.pace)
    if len(rules.sides) < rules.format.sides:
        raise BadInput("error.sides_count", needed=rules.format.sides, format=terms.format)
    empty = lobby.open_round(
        kit.new_id(), call.person.id, terms, rules, seed=kit.new_seed(), now=now
    )
    joined = lobby.join(empty, _comer(call.person, wish), kit.new_id(), rules, now)
    after = joined if rules.format.lobby else await _begun(call, joined, topic)
    await call.tx.shelf.keep(topic)
    back = Undo(person=call.person.id, action=action, at=now, before=ending.cancel(after, now))
    await call.tx.rounds.add(after, now, back)
    await whereabouts.here(call, after)
    talker = await talk.talker(kit, call.tx, after)
    if rules.format.lobby:
        return [say.lobby(talker, rules), *say.invitations(talker, call.person)]
    return await told(kit, call.tx, joined, after)


async def _begun(call: Call, debate: Round, topic: Topic) -> Round:
    rules = call.kit.rules(topic, debate.terms.format, debate.terms.pace)
    return lobby.begin(debate, rules, await lots(call, debate, topic), call.now)


async def lots(call: Call, debate: Round, topic: Topic) -> lobby.Draw:
    """What a draw of sides goes by: what each has argued before, and ids for bot seats."""
    argued = {
        str(seat.person): await call.tx.people.argued(str(seat.person), topic.id)
        for seat in debate.people
    }
    return lobby.Draw(argued=argued, bot_seats=[call.kit.new_id() for _ in topic.sides])


async def room_for_one_more(call: Call) -> None:
    """Raises IllegalMove for somebody who is in as many open rounds as one may be."""
    most = call.kit.habits.open_rounds
    held = await call.tx.listings.of_person(call.person.id, open_only=True)
    if sum(debate.seat_of(call.person.id) is not None for debate in held) >= most:
        raise IllegalMove("error.too_many_rounds", most=most)


async def _rematch_wish(call: Call) -> str | None:
    earlier = call.round.terms.rematch_of
    if earlier is None:
        return None
    try:
        wishes = lobby.rematch_wishes(await call.tx.rounds.get(earlier))
    except NotFound:  # everybody who argued it has deleted it
        return None
    wish = wishes.get(call.person.id)
    return None if wish in call.person.excluded else wish


def _comer(person: Person, wish: str | None) -> lobby.Comer:
    return lobby.Comer(person=person.id, wish=wish, excluded=person.excluded, factor=person.factor)
