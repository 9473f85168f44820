"""Cross-examination: one question about what the other side said, and answers that bind.

A question puts one of this side's probing questions to what the side asked has raised; a follow-up
presses the answer just given.
An answer says what this side holds about the claim the question is about, and why.
"""

from collections.abc import Iterator

from bot.app.ports import Occasion, Reply
from bot.core import draw
from bot.core.flow import Heard, State
from bot.core.format import Kind
from bot.core.topic import Claim
from bot.opponents import clash, meeting
from bot.opponents.quoting import disclosed, quoted
from bot.opponents.script import Part, Script
from bot.opponents.wording import Wording

_ENOUGH = 25  # words of an answer after which no further line is added


def question(occasion: Occasion, wording: Wording) -> Reply:
    """The speech for a question slot; it raises nothing."""
    script = Script(occasion)
    asked = _followed_up(occasion, wording) if occasion.slot.follow_up else iter(())
    recognised = script.add_first(0, asked) or script.add_first(0, _probes(occasion, wording))
    if not recognised:
        options = (*wording.options("question.open"), *wording.options("least"))
        script.add(0, Part(wordings=options))
    return script.reply(recognised=recognised)


def _probes(occasion: Occasion, wording: Wording) -> Iterator[Part]:
    """Probing questions to what the side asked has raised: unreasoned first, then the strongest."""
    side = str(occasion.slot.addressee)
    points = sorted(clash.raised(occasion, side), key=lambda p: (p.reasoned, -p.weight, p.slot))
    for point in points:
        yield from _probed(occasion, wording, point)
    for point in points:
        if point.words:
            options = wording.options("question.why", words=point.words)
            yield Part(wordings=options, answers=point.claim.id)
    for argument in occasion.flow.arguments:
        heard = clash.speech_at(occasion, argument.slot)
        if argument.side == side and argument.claim is None and heard:
            yield from _how(heard, wording)


def _probed(occasion: Occasion, wording: Wording, point: clash.Point) -> Iterator[Part]:
    """What this side's claims ask about a point: those on which its prepared answers rest."""
    own = meeting.resting(occasion, point.claim)
    for claim in draw.shuffled(own, occasion.seed, f"opponent question {occasion.slot.number}"):
        words, text = point.words, claim.probe_to(point.claim.side)
        named = wording.options("question.quoted", words=words, probe=text) if words else ()
        yield meeting.probe(claim, (*named, text), point.claim)


def _how(heard: Heard, wording: Wording) -> Iterator[Part]:
    """How would it work? For arguments that the topic does not hold."""
    for span in heard.reading.beyond:
        if not clash.left_alone(heard, span) and (words := quoted(heard, span)):
            yield Part(wordings=wording.options("question.how", words=words))


def _followed_up(occasion: Occasion, wording: Wording) -> Iterator[Part]:
    """Press the answer just given: on a claim it made, on its missing reason, or on its silence."""
    me, asked = occasion.slot.side, occasion.slot.addressee
    answer = _last(occasion, Kind.ANSWER, str(asked), me)
    if answer is None or disclosed(answer, (0, len(answer.text))):
        return
    for told in answer.reading.asserted(str(asked)):
        about = occasion.topic.claim_by_id[told.claim]
        words = quoted(answer, told.span, about)
        for claim in meeting.resting(occasion, about) if words else ():
            question = claim.probe_to(str(asked))
            options = wording.options("followup.probe", words=words, probe=question)
            yield meeting.probe(claim, options, about)
    words = _core(occasion, answer)
    if not answer.reading.moves.reasons:
        yield from [Part(wordings=wording.options("followup.why", words=words))] if words else []
    if words:
        figures = any(character.isdigit() for character in words)  # these are as they are
        use = "followup.fact" if figures else "followup.press"
        yield Part(wordings=wording.options(use, words=words))
    yield Part(wordings=wording.options("followup.evaded"))


def _core(occasion: Occasion, answer: Heard) -> str:
    """The words in which an answer answers: of its prepared line, where one was spoken."""
    met = zip(answer.reading.answers, answer.reading.answer_spans, strict=True)
    spans = [span for claim, span in met if claim in occasion.topic.claim_by_id]
    spans += [told.span for told in answer.reading.asserted(answer.slot.side)]
    found = (quoted(answer, span) for span in spans)
    whole = (0, len(answer.text))
    return next(filter(None, found), "") or clash.gist(answer) or quoted(answer, whole)


def answer(occasion: Occasion, wording: Wording) -> Reply:
    """The speech for an answer slot."""
    script = Script(occasion)
    script.aim = script.limit
    put = _last(occasion, Kind.QUESTION, str(occasion.slot.addressee), occasion.slot.side)
    if put is None or not put.speech:
        _own_view(script, occasion, wording)
        return script.reply()
    claims = _asked_about(occasion, put)
    if not any(_hold(script, occasion, wording, claim) for claim in claims):
        if claims:
            own = next((claim.id for claim in claims if claim.side == occasion.slot.side), None)
            script.add(0, Part(wordings=wording.options("answer.again"), claim=own))
        else:
            options = (*wording.options("answer.unprepared"), *wording.options("least"))
            script.add(0, Part(wordings=options))
        _own_view(script, occasion, wording)
    return script.reply(recognised=bool(claims))


def _asked_about(occasion: Occasion, put: Heard) -> tuple[Claim, ...]:
    """The claims that the question put to this side is about, best first."""
    me = occasion.slot.side
    by_probe = [
        c.id for c in occasion.topic.claims if (question := c.probe_to(me)) and question in put.text
    ]
    heard = [told.claim for told in put.reading.claims if not disclosed(put, told.span)]
    found = (*by_probe, *_answered_before(occasion), *heard, *put.reading.answers)
    claims = (occasion.topic.claim_by_id[claim] for claim in dict.fromkeys(found))
    return tuple(claim for claim in claims if claim.side in (me, occasion.slot.addressee))


def _answered_before(occasion: Occasion) -> tuple[str, ...]:
    """For a follow-up that names nothing ("Why?"): what this side's last answer spoke of."""
    given = _last(occasion, Kind.ANSWER, occasion.slot.side, str(occasion.slot.addressee))
    if given is None or not occasion.slot.follow_up:
        return ()
    return (*(told.claim for told in given.reading.claims), *given.reading.answers)


def _hold(script: Script, occasion: Occasion, wording: Wording, claim: Claim) -> bool:
    """Say what this side holds about a claim; whether there was anything to say."""
    me = occasion.slot.side
    if claim.side == me:
        return _stand_by(script, occasion, wording, claim)
    for rebuttal in meeting.edges(occasion, claim):
        line = meeting.at_level(rebuttal, occasion.level)
        for text in dict.fromkeys((line, rebuttal.line, rebuttal.plain)):
            if not text:
                continue
            part = Part(
                wordings=(*wording.options("answer.about", line=text), text),
                lines=(f"rebuttal:{rebuttal.id}",),
                answers=claim.id,
                claim=rebuttal.claim,
                facts=rebuttal.facts,
            )
            if script.add(0, part):
                return True
    return any(
        _stand_by(script, occasion, wording, own) for own in meeting.resting(occasion, claim)
    )


def _stand_by(script: Script, occasion: Occasion, wording: Wording, claim: Claim) -> bool:
    """Bind this side to one of its claims: its reason; later what follows, and the facts."""
    facts = (occasion.topic.fact_by_id[fact] for fact in claim.facts)
    lines = (
        ("because", f"warrant:{claim.id}", claim.warrant, ()),
        ("follows", f"impact:{claim.id}", claim.impact, ()),
        *(("fact", f"fact:{fact.id}", fact.statement, (fact.id,)) for fact in facts),
    )
    said = False
    for place, (use, line_id, line, used) in enumerate(lines):
        if script.words >= _ENOUGH:
            break
        options = wording.options(f"answer.{use}", line=line)
        part = Part(wordings=options, lines=(line_id,), claim=claim.id, facts=used)
        said = script.add(place, part) or said
    return said


def _own_view(script: Script, occasion: Occasion, wording: Wording) -> None:
    """What this side does hold: the reason of a claim it has raised, else of another."""
    standing = clash.mine(occasion, State.OPEN, State.DROPPED, State.ANSWERED)
    raised = [occasion.topic.claim_by_id[a.claim] for a in standing if a.claim]
    others = [c for c in occasion.topic.claims if c.side == occasion.slot.side]
    for claim in (*raised, *others):
        part = Part(
            wordings=wording.options("answer.instead", line=claim.warrant),
            lines=(f"warrant:{claim.id}",),
            claim=claim.id,
        )
        if script.add(1, part):
            return
    if script.empty:
        options = (*wording.options("answer.again"), *wording.options("least"))
        script.add(0, Part(wordings=options))


def _last(occasion: Occasion, kind: Kind, side: str, to: str) -> Heard | None:
    """The latest speech of a kind from one side to another."""
    found = (
        heard
        for heard in reversed(occasion.speeches)
        if heard.slot.kind is kind and heard.slot.side == side and heard.slot.addressee == to
    )
    return next(found, None)
