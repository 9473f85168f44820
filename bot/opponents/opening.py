"""Openings: the plan level, then two or three of the side's claims that hang together.

In a drill, which has three openings of one side, each brings a single fresh claim.
"""

from bot.app.ports import Occasion, Reply
from bot.core import draw
from bot.core.format import Kind
from bot.core.topic import Claim, Plan
from bot.opponents.script import Part, Script, length
from bot.opponents.wording import Wording

_CLAIMS, _LEAST = 3, 2  # claims in an opening
_PLAN, _STANCE, _CLAIM, _LAST = 0, 1, 10, 20  # places in the speech
_MOST, _SHARE = 150, 0.85  # words aimed at, and the share of a short limit
_SIGNPOST = 8  # words a signpost may cost
_ABOUT = 1.5  # for a claim about the plan, against one about another plan
_LUCK = 4.0  # eight times what a point of strength is worth
_MET = 100  # pushes a claim that these people have met behind all others


def open_case(occasion: Occasion, wording: Wording) -> Reply:
    """The speech for an opening slot."""
    script, plan = Script(occasion), plan_of(occasion)
    script.aim = min(_MOST, int(occasion.slot.words * _SHARE))
    if _in_drill(occasion):
        _bring(script, wording, chosen(occasion, plan, 1), ("opening.single",))
    else:
        _introduce(script, occasion, wording, plan)
        claims = _fitting(chosen(occasion, plan, _CLAIMS), script.aim - script.words)
        _bring(script, wording, claims, ("opening.first", "opening.next", "opening.last"))
        if not _stance(script, occasion, wording) and _challenges(occasion):
            _challenge(script, occasion, wording)
    if not any(line.startswith("opening:") for line in script.lines - occasion.used):
        _without_lines(script, occasion, wording)
    return script.reply()


def _in_drill(occasion: Occasion) -> bool:
    """Whether claims come one at a time: the side has opened before, or opens out of its turn.

    Of the formats with two sides only a drill begins with the one in position 2.
    """
    slot = occasion.slot
    again = any(
        heard.slot.kind is Kind.OPENING and heard.slot.side == slot.side
        for heard in occasion.speeches
    )
    return again or (slot.number == 0 and occasion.sides[1:] == (slot.side,))


def plan_of(occasion: Occasion) -> Plan | None:
    """The plan level of the round: as named, as an opening's line says, else drawn."""
    plans = {plan.id: plan for plan in occasion.topic.plans}
    spoken = (line.removeprefix("plan:") for line in sorted(occasion.used))
    named = occasion.plan or next((plan for plan in spoken if plan in plans), _told(occasion))
    if named in plans:
        return plans[named]
    if not plans or occasion.slot.side != occasion.topic.proposer:
        return None
    return draw.choice(occasion.topic.plans, occasion.seed, "opponent plan")


def _told(occasion: Occasion) -> str | None:
    """The plan whose name the proposing side has said."""
    texts = [h.text.lower() for h in occasion.speeches if h.slot.side == occasion.topic.proposer]
    plans = occasion.topic.plans
    return next((p.id for text in texts for p in plans if p.name.lower() in text), None)


def _introduce(script: Script, occasion: Occasion, wording: Wording, plan: Plan | None) -> None:
    """Before the claims: the plan proposed or met, and the side's view; room is left for two."""
    side = occasion.topic.side_by_id[occasion.slot.side]
    lines = sorted(length(c.opening) for c in occasion.topic.claims if c.side == side.id)
    reserved = sum(lines[-_LEAST:]) + _LEAST * _SIGNPOST
    if plan and side.id == occasion.topic.proposer:
        options = (
            *wording.options("opening.plan", plan=plan.name, text=plan.text),
            *wording.options("opening.plan_name", plan=plan.name),
        )
        script.add(_PLAN, Part(wordings=options, lines=(f"plan:{plan.id}",)), leaving=reserved)
        return
    if plan:
        part = Part(wordings=wording.options("opening.against", plan=plan.name))
        script.add(_PLAN, part, leaving=reserved)
    _stance(script, occasion, wording, leaving=reserved)


def _stance(script: Script, occasion: Occasion, wording: Wording, leaving: int = 0) -> bool:
    """The side's view in a sentence or two, unless a plan has said it already."""
    side = occasion.topic.side_by_id[occasion.slot.side]
    if any(line.startswith("plan:") for line in script.lines - occasion.used):
        return False
    options = wording.options("opening.stance", stance=side.stance)
    return script.add(
        _STANCE, Part(wordings=options, lines=(f"stance:{side.id}",)), leaving=leaving
    )


def chosen(occasion: Occasion, plan: Plan | None, count: int) -> tuple[Claim, ...]:
    """Up to `count` claims not opened with yet, each chosen to go with those before it."""
    side = occasion.slot.side
    raised = {a.claim for a in occasion.flow.arguments if a.side == side}
    left = [
        claim
        for claim in occasion.topic.claims
        if claim.side == side and f"opening:{claim.id}" not in occasion.used
    ]
    left.sort(key=lambda claim: claim.id in raised)
    picked: list[Claim] = []
    on_plan = [
        claim
        for claim in left
        if _relevance(claim, occasion, plan) > 0 and f"opening:{claim.id}" not in occasion.met
    ]
    if on_plan and side == occasion.topic.proposer and not raised:
        picked.append(max(on_plan, key=lambda claim: _worth(claim, picked, occasion, plan)))
        left.remove(picked[0])
    while left and len(picked) < count:
        best = max(
            left, key=lambda claim: (claim.id not in raised, _worth(claim, picked, occasion, plan))
        )
        picked.append(best)
        left.remove(best)
    return tuple(picked)


def _worth(claim: Claim, picked: list[Claim], occasion: Occasion, plan: Plan | None) -> float:
    """Fit with the plan and with the claims picked, strength, novelty, and the luck of the draw.

    Luck weighs more than strength, so that a class hears all of a side's case in time. A case
    begins on the plan if it can; then it may go on to what holds for every plan, never to another.
    """
    met = _MET if f"opening:{claim.id}" in occasion.met else 0
    luck = draw.number(occasion.seed, f"opponent opening {claim.id}", occasion.slot.number) / 2**64
    kin = 0.5 * sum(_kinship(claim, other) for other in picked)
    about, answers = _relevance(claim, occasion, plan), _raised(claim, occasion)
    fit = min(0.0, about) + 0.5 * answers if picked else about + answers
    return fit + 0.5 * claim.strength + kin + _LUCK * luck - met


def _kinship(claim: Claim, other: Claim) -> float:
    """How well two claims go together: shared facts, neighbouring paragraphs of the source."""
    shared = bool(set(claim.facts) & set(other.facts))
    near = any(abs(p - q) <= 1 for p in claim.paragraphs for q in other.paragraphs)
    return 0.75 * near + 0.25 * shared


def _relevance(claim: Claim, occasion: Occasion, plan: Plan | None) -> float:
    """Whether a claim is about the plan; below 0 if it is about another plan instead."""
    if plan is None:
        return 0.0
    about = set(claim.paragraphs)
    if about & set(plan.paragraphs):
        return _ABOUT
    others = {p for other in occasion.topic.plans for p in other.paragraphs}
    return -_ABOUT if about and about <= others else 0.0


def _raised(claim: Claim, occasion: Occasion) -> float:
    """Whether something that was raised is answered from a claim."""
    raised = {a.claim for a in occasion.flow.arguments if a.side != claim.side}
    rests = (r.answers for r in occasion.topic.rebuttals if r.claim == claim.id)
    return float(not raised.isdisjoint(rests))


def _fitting(claims: tuple[Claim, ...], room: int) -> tuple[Claim, ...]:
    """As many of the claims, from the first, as the room holds; the first whatever it costs."""
    taken: list[Claim] = []
    for claim in claims:
        cost = length(claim.opening) + _SIGNPOST
        if taken and cost > room:
            continue
        taken.append(claim)
        room -= cost
    return tuple(taken)


def _bring(
    script: Script, wording: Wording, claims: tuple[Claim, ...], uses: tuple[str, ...]
) -> None:
    """Say the claims' opening lines, each with the signpost for its place; the last use is last."""
    for place, claim in enumerate(claims):
        options = wording.options(uses[min(place, len(uses) - 1)], place, line=claim.opening)
        part = Part(
            wordings=(*options, claim.opening),
            lines=(f"opening:{claim.id}",),
            claim=claim.id,
            facts=claim.facts,
        )
        script.add(_CLAIM + place, part, beyond_aim=place == 0)


def _challenges(occasion: Occasion) -> bool:
    """In every other round, so that it is not the end of every opening."""
    return draw.number(occasion.seed, "opponent challenges", occasion.slot.number) % 2 == 0


def _challenge(script: Script, occasion: Occasion, wording: Wording) -> None:
    """With room left: hold one opponent to what it has to show against this side."""
    me = occasion.slot.side
    others = tuple(side for side in occasion.sides if side != me)
    if not others:
        return
    other = draw.choice(others, occasion.seed, "opponent challenge", occasion.slot.number)
    side = occasion.topic.side_by_id[other]
    burden = dict(side.burdens).get(me)
    if burden:
        options = wording.towards("challenge", side.name, burden=burden)
        script.add(_LAST, Part(wordings=options, lines=(f"burden:{other}:{me}",)))


def _without_lines(script: Script, occasion: Occasion, wording: Wording) -> None:
    """Every opening line is spent or too long: say a claim's reason, or that the case stands."""
    for claim in occasion.topic.claims:
        if claim.side == occasion.slot.side:
            part = Part(
                wordings=(claim.warrant, claim.statement),
                lines=(f"warrant:{claim.id}",),
                claim=claim.id,
            )
            if script.add(1, part):
                return
    script.add(1, Part(wordings=(*wording.options("spent"), *wording.options("least"))))
