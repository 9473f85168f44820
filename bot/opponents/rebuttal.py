"""Rebuttals: what was actually said is answered, the strongest first; what was dropped is pressed.

Then, where there is room: missing reasons are asked for, wrong figures put right, attacked claims
held up, a named point granted, and what was not recognised is honestly said to be so.
"""

from bot.app.ports import Level, Occasion, Reply
from bot.core.flow import Heard, State
from bot.core.reading import FactHeard, FactStatus
from bot.core.topic import Claim
from bot.opponents import clash, meeting
from bot.opponents.opening import chosen, plan_of
from bot.opponents.quoting import disclosed, overlaps, quoted
from bot.opponents.script import Part, Script
from bot.opponents.wording import Wording

_CHOICE = 4  # own claims to choose a further one from
_PREPARED = (meeting.prepared,)
_WITHOUT = (meeting.asked, meeting.related, meeting.spent)
_PRESSING = 2  # points answered before anything else
_ANSWERS = {Level.PLAIN: 2, Level.SHARP: 3, Level.EXPERT: 3}
_GRANT, _ANSWER, _DEFEND, _UNPREPARED, _CORRECT, _OWN, _PRESS, _ASK = range(0, 800, 100)


def rebut(occasion: Occasion, wording: Wording) -> Reply:
    """The speech for a rebuttal slot."""
    script = Script(occasion)
    points = clash.points(occasion)
    _answer(script, occasion, wording, points[:1])
    _correct(script, occasion, wording)  # a wrong figure must not stand, however short the slot
    _answer(script, occasion, wording, points[1:_PRESSING], already=1)
    _defend(script, occasion, wording)
    shared = _shared(occasion, wording)
    heard = clash.since_last(occasion)
    recognised = bool(points or shared or script.claims or not heard)
    _admit(script, occasion, wording)
    script.add_first(_GRANT, (*shared, *_right(occasion, wording)))
    _press(script, occasion, wording)
    if recognised:
        _ask(script, occasion, wording, points)
    _answer(script, occasion, wording, points[_PRESSING:], already=_PRESSING)
    _own(script, occasion, wording, recognised=recognised)
    if not recognised:
        _ask(script, occasion, wording, points)
    if script.empty:
        script.add(0, Part(wordings=(*wording.options("spent"), *wording.options("least"))))
    return script.reply(recognised=recognised)


def _answer(
    script: Script,
    occasion: Occasion,
    wording: Wording,
    points: tuple[clash.Point, ...],
    already: int = 0,
) -> None:
    """Answer points in order, and ask for the reason of the first that was given without one."""
    asked = already > 0
    for number, point in enumerate(points, start=already):
        if number >= _ANSWERS[occasion.level]:
            return
        place = _ANSWER + 10 * number
        prepared = meeting.edges(occasion, point.claim)  # too long for the room is not spent
        ways = _PREPARED if prepared else _WITHOUT
        pressing = point.due is clash.Due.NOW and number < _PRESSING
        met = any(
            script.add_first(place, way(occasion, point, wording, number), beyond_aim=pressing)
            for way in ways
        )
        if met and point.sure and not point.reasoned and not asked:
            name = occasion.topic.side_by_id[point.claim.side].name
            options = wording.towards("unreasoned", name)
            asked = script.add(place + 1, Part(wordings=options))


def _correct(script: Script, occasion: Occasion, wording: Wording) -> None:
    """Put wrong figures right, in the pack's own sentence."""
    for number, (heard, fact) in enumerate(clash.facts(occasion, FactStatus.WRONG)):
        known = occasion.topic.fact_by_id[fact.fact]
        words = quoted(heard, fact.span)
        right = fact.correction or known.statement
        options = (
            wording.options("corrected.quoted", words=words, right=right)
            if words and not script.holds(words)
            else wording.options("corrected.unquoted", right=known.statement)
        )
        script.add(
            _CORRECT,
            Part(wordings=options, lines=(f"correction:{known.id}",), facts=(known.id,)),
            beyond_aim=number == 0,
        )


def _defend(script: Script, occasion: Occasion, wording: Wording) -> None:
    """Hold up one of this side's claims that was attacked: by its reason, else by what follows."""
    for claim, words in clash.attacked(occasion):
        for line_id, line in (
            (f"warrant:{claim.id}", claim.warrant),
            (f"impact:{claim.id}", claim.impact),
        ):
            options = (
                wording.options("defended.quoted", words=words, line=line)
                if words
                else wording.options("defended.unquoted", statement=claim.statement, line=line)
            )
            part = Part(wordings=options, lines=(line_id,), claim=claim.id, facts=claim.facts)
            if script.add(_DEFEND, part):
                return


def _admit(script: Script, occasion: Occasion, wording: Wording) -> None:
    """Say so where an argument has no prepared answer, and ask how it would work."""
    found = clash.unprepared(occasion)
    for words in filter(None, found):
        options = wording.options("unprepared.quoted", words=words)
        if script.add(_UNPREPARED, Part(wordings=options), beyond_aim=script.empty):
            return
    if script.empty and found:
        script.add(_UNPREPARED, Part(wordings=wording.options("unprepared.unquoted")))


def _shared(occasion: Occasion, wording: Wording) -> list[Part]:
    """Claims that do not hit this side, and this side's own claims in an opponent's mouth."""
    me, topic = occasion.slot.side, occasion.topic
    agreed = [
        (told.claim, "agreed")
        for heard in clash.since_last(occasion)
        for told in heard.reading.asserted(heard.slot.side)
        if me not in topic.hit_by(told.claim) and not disclosed(heard, told.span)
    ]
    taken = [(claim.id, "taken") for claim, _ in clash.granted(occasion)]
    return [
        Part(
            wordings=wording.options(use, statement=topic.claim_by_id[claim].statement),
            lines=(f"{use}:{claim}",),
        )
        for claim, use in (*agreed, *taken)
    ]


def _right(occasion: Occasion, wording: Wording) -> list[Part]:
    """Right facts that nothing prepared for this side speaks against."""
    return [
        Part(
            wordings=wording.options(
                "granted", fact=occasion.topic.fact_by_id[fact.fact].statement
            ),
            lines=(f"granted:{fact.fact}",),
            facts=(fact.fact,),
        )
        for heard, fact in clash.facts(occasion, FactStatus.RIGHT)
        if not any(meeting.edges(occasion, claim) for claim in _resting_on(occasion, heard, fact))
    ]


def _resting_on(occasion: Occasion, heard: Heard, fact: FactHeard) -> list[Claim]:
    """The claims of a speech that a fact stated in it serves."""
    told = heard.reading.asserted(heard.slot.side)
    claims = [(occasion.topic.claim_by_id[one.claim], one.span) for one in told]
    return [
        claim for claim, span in claims if fact.fact in claim.facts or overlaps(span, fact.span)
    ]


def _press(script: Script, occasion: Occasion, wording: Wording) -> None:
    """Press what an opponent left unanswered at its chance, one argument for each opponent."""
    pressed: set[str] = set()
    for argument in clash.mine(occasion, State.DROPPED):
        claim = occasion.topic.claim_by_id[argument.claim or ""]
        for side, state in argument.towards.items():
            if state is State.DROPPED and side not in pressed:
                name = occasion.topic.side_by_id[side].name
                options = wording.towards("unanswered", name, statement=claim.statement)
                part = Part(wordings=options, lines=(f"press:{claim.id}",), claim=claim.id)
                if script.add(_PRESS, part, beyond_aim=not pressed):
                    pressed.add(side)


def _ask(
    script: Script, occasion: Occasion, wording: Wording, points: tuple[clash.Point, ...]
) -> None:
    """End on a question of a claim that this speech rests on, to the point it answers if any."""
    for own in (occasion.topic.claim_by_id[claim] for claim in script.claims):
        about = next((p.claim for p in points if own in meeting.resting(occasion, p.claim)), None)
        options = wording.options("ask", probe=own.probe_to(about.side if about else ""))
        if script.add(_ASK, meeting.probe(own, options, about)):
            return


def _own(script: Script, occasion: Occasion, wording: Wording, *, recognised: bool) -> None:
    """With room left: what of this side's case stands, or one more claim of it."""
    for argument in clash.mine(occasion, State.OPEN, State.DROPPED):
        claim = occasion.topic.claim_by_id[argument.claim or ""]
        for line_id, line in (
            (f"warrant:{claim.id}", claim.warrant),
            (f"impact:{claim.id}", claim.impact),
        ):
            part = Part(
                wordings=wording.options("own.stands", 1, line=line),
                lines=(line_id,),
                claim=claim.id,
                facts=claim.facts,
            )
            if script.add(_OWN, part):
                return
    use = "own.fresh" if recognised else "own.meanwhile"
    for claim in chosen(occasion, plan_of(occasion), _CHOICE):
        if claim.id not in script.claims:
            part = Part(
                wordings=wording.options(use, line=claim.opening),
                lines=(f"opening:{claim.id}",),
                claim=claim.id,
                facts=claim.facts,
            )
            if script.add(_OWN, part):
                return
