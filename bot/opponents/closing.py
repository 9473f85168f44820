"""Closings: what stands unanswered, the two cases side by side, the side's closing frame.

Nothing new is raised. A point that came up in the last rebuttals is still answered, as the rules
allow, because a closing is the only chance to answer it.
"""

from bot.app.ports import Occasion, Reply
from bot.core import draw
from bot.core.flow import State
from bot.core.format import Kind
from bot.opponents import clash, meeting
from bot.opponents.script import Part, Script
from bot.opponents.wording import Wording

_ANSWER, _STANDS, _COMPARE, _FRAME = 0, 1, 2, 3


def close(occasion: Occasion, wording: Wording) -> Reply:
    """The speech for a closing slot."""
    script = Script(occasion)
    script.aim = script.limit
    _frame(script, occasion, wording)
    _last_answers(script, occasion, wording)
    _stands(script, occasion, wording)
    _compare(script, occasion, wording)
    _matters(script, occasion, wording)
    if script.empty:
        script.add(0, Part(wordings=(*wording.options("spent"), *wording.options("least"))))
    return script.reply()


def _frame(script: Script, occasion: Occasion, wording: Wording) -> None:
    """One of the side's frames that was not used, else its stance."""
    side = occasion.topic.side_by_id[occasion.slot.side]
    frames = list(enumerate(side.closings))
    for number, frame in draw.shuffled(frames, occasion.seed, f"opponent closing {side.id}"):
        options = (*wording.options("closing.frame", frame=frame), frame)
        if script.add(_FRAME, Part(wordings=options, lines=(f"closing:{side.id}-{number}",))):
            return
    script.add(_FRAME, Part(wordings=(side.stance,), lines=(f"stance:{side.id}",)))


def _last_answers(script: Script, occasion: Occasion, wording: Wording) -> None:
    """Answer one argument that an opponent raised in its rebuttal."""
    late = {
        (argument.claim, argument.slot)
        for argument in occasion.flow.arguments
        if argument.kind is Kind.REBUTTAL
    }
    for number, point in enumerate(clash.points(occasion)):
        if (point.claim.id, point.slot) in late:
            parts = meeting.prepared(occasion, point, wording, number)
            if script.add_first(_ANSWER, parts, beyond_aim=True):
                return


def _stands(script: Script, occasion: Occasion, wording: Wording) -> None:
    """Name this side's strongest argument; as one that still stands only if it was there from the
    openings on and nobody has answered it.
    """
    unmet = {State.DROPPED, State.OPEN}
    standing = [
        argument
        for argument in clash.mine(occasion, *unmet)
        if argument.kind is Kind.OPENING and unmet.issuperset(argument.towards.values())
    ]
    others = [argument for argument in clash.mine(occasion, *State) if argument not in standing]
    for argument in (*standing, *others):
        claim = occasion.topic.claim_by_id[argument.claim or ""]
        use = "closing.stands" if argument in standing else "closing.reason"
        part = Part(
            wordings=wording.options(use, statement=claim.statement),
            lines=(f"{use.removeprefix('closing.')}:{claim.id}",),
            claim=claim.id,
        )
        if script.add(_STANDS, part):
            return


def _matters(script: Script, occasion: Occasion, wording: Wording) -> None:
    """With room left: what hangs on the argument that stands."""
    for claim in (occasion.topic.claim_by_id[claim] for claim in script.claims):
        options = wording.options("closing.matters", line=claim.impact)
        part = Part(wordings=options, lines=(f"impact:{claim.id}",), claim=claim.id)
        if claim.side == occasion.slot.side and script.add(_STANDS, part):
            return


def _compare(script: Script, occasion: Occasion, wording: Wording) -> None:
    """Set the opponents' strongest argument beside this side's, and say how it stands."""
    me = occasion.slot.side
    points = [p for side in occasion.sides if side != me for p in clash.raised(occasion, side)]
    states = {a.claim: a.towards.get(me) for a in occasion.flow.arguments if not a.new}
    for point in sorted(points, key=lambda p: (-p.weight, p.slot)):
        claim, state = point.claim, states.get(point.claim.id)
        if state is None:
            continue
        met = state is State.ANSWERED and clash.answered_by_line(occasion, claim.id)
        use = "closing.answered" if met else "closing.open"
        part = Part(
            wordings=wording.options(use, statement=claim.statement),
            lines=(f"weigh:{claim.id}",),
            answers=claim.id,
        )
        if script.add(_COMPARE, part):
            return
