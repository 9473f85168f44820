"""Ballots in words: bands, never decimals; the deciding clash as it was."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.app.say import ballot as say
from bot.app.say.talk import Talker, talker
from bot.core.ballot import Ballot, Clash, Mark, SpeechMarks
from bot.core.format import Kind
from bot.core.rubric import Aspect, Band
from tests.app.house import House, fields

CLASH = Clash(
    argument="Phones break attention.",
    side="ban",
    answer="Schools teach.",
    answering_side="limit",
    decided_for="limit",
)


NOBODY: Mapping[str, int] = {}


async def stage(home: House) -> Talker:
    debate = await home.seat("Ana", "Ben", sides=("ban", "limit"))
    return await home.kit.store.read(lambda tx: talker(home.kit, tx, debate))


def marked(seat: str, side: str, *points: int) -> SpeechMarks:
    """An opening with one mark for each number of points."""
    return SpeechMarks(
        speech=f"speech of {seat}",
        slot=0,
        seat=seat,
        side=side,
        kind=Kind.OPENING,
        words=40,
        total=round(sum(points) / len(points)),
        marks=tuple(
            Mark(
                aspect=aspect,
                points=point,
                band=Band.SOUND,
                reason=f"Reason {point}.",
                quotes=(f"quote {point}",),
                next_step=f"Step {point}.",
            )
            for aspect, point in zip(Aspect, points, strict=False)
        ),
    )


def ballot(
    *speeches: SpeechMarks, clash: Clash | None = None, ranks: Mapping[str, int] = NOBODY
) -> Ballot:
    return Ballot(
        round="r",
        judge="judge",
        rubric="1",
        speeches=speeches,
        totals={},
        ranks=ranks,
        decision="Because.",
        clash=clash,
    )


@pytest.mark.parametrize(
    ("decided_for", "key"), [("limit", "ballot.clash_text"), ("ban", "ballot.clash_unanswered")]
)
async def test_the_deciding_clash_is_shown_as_answered_or_not(
    home: House, decided_for: str, key: str
) -> None:
    on = await stage(home)
    seat = on.debate.seats[0]
    clash = replace(CLASH, decided_for=decided_for)
    screen = say.first_screen(on, seat, ballot(marked(seat.id, "ban", 50), clash=clash), ())
    assert fields(screen)[home.say("ballot.clash")] == home.say(
        key, side="Ban", argument=CLASH.argument, other="Limit", answer=CLASH.answer
    )


async def test_the_screen_shows_the_best_mark_and_the_step_with_most_to_gain(home: House) -> None:
    on = await stage(home)
    seat = on.debate.seats[0]
    screen = say.first_screen(on, seat, ballot(marked(seat.id, "ban", 70, 20, 65)), ())
    assert fields(screen) == {
        home.say("ballot.strength"): home.say(
            "ballot.strength_text", quote="quote 70", reason="Reason 70."
        ),
        home.say("ballot.next_step"): "Step 20.",
    }
    assert [(bar.name, bar.points, bar.band) for bar in screen.bars] == [
        ("Clear claim", 70, "strong"),
        ("Reasons", 20, "developing"),
        ("Evidence", 65, "strong"),
    ]


async def test_only_ones_own_speeches_are_on_ones_screen(home: House) -> None:
    on = await stage(home)
    ana, ben = on.debate.seats
    given = ballot(marked(ana.id, "ban", 50), marked(ben.id, "limit", 90))
    assert "quote 90" not in str(say.first_screen(on, ana, given, ()))
    [details] = say.details(on, ana, given, {})
    assert details.fields[0].name == home.say("judge.reply.mark", name="Clear claim", band="sound")
    assert "quote 90" not in str(details)


async def test_a_mark_without_a_quote_shows_its_reason_alone(home: House) -> None:
    on = await stage(home)
    seat = on.debate.seats[0]
    speech = marked(seat.id, "ban", 50)
    bare = replace(speech, marks=(replace(speech.marks[0], quotes=()),))
    [details] = say.details(on, seat, ballot(bare), {})
    next_step = home.say("judge.reply.mark_next", step="Step 50.")
    assert details.fields[0].value == f"Reason 50.\n{next_step}"
    screen = say.first_screen(on, seat, ballot(bare), ())
    assert home.say("ballot.strength") not in fields(screen)


async def test_an_excellent_mark_stands_without_a_next_step(home: House) -> None:
    on = await stage(home)
    seat = on.debate.seats[0]
    speech = marked(seat.id, "ban", 95)
    mark = replace(speech.marks[0], band=Band.EXCELLENT, quotes=("one\ntwo", "three"))
    [details] = say.details(on, seat, ballot(replace(speech, marks=(mark,))), {})
    assert details.fields[0].value == "Reason 95.\n“one two”\n“three”"
    assert details.text.endswith(home.say("judge.reply.next", step="Step 95."))


async def test_nobody_is_shown_a_decimal(home: House) -> None:
    on = await stage(home)
    seat = on.debate.seats[0]
    screen = say.first_screen(on, seat, ballot(marked(seat.id, "ban", 67, 68)), ())
    assert "67" not in screen.text + str(fields(screen).keys())
    assert (
        home.say("ballot.text", band="strong", role="Head teacher", reason="Because.")
        == screen.text
    )


@pytest.mark.parametrize(
    ("ranks", "key", "names"),
    [
        ({"ban": 1, "limit": 2}, "result.best", "Ana"),
        ({"ban": 2, "limit": 1}, "result.best", "Ben"),
        ({"ban": 1, "limit": 1}, "result.tied", "Ana, Ben"),
        ({"ban": 1}, "result.unranked", ""),
        ({}, "result.unranked", ""),
    ],
)
async def test_the_result_names_who_argued_best(
    home: House, ranks: dict[str, int], key: str, names: str
) -> None:
    on = await stage(home)
    result = say.result(on, ballot(ranks=ranks))
    assert result.text == home.say(key, names=names, reason="Because.")


async def test_of_a_team_those_who_stayed_are_named(home: House) -> None:
    line = "/debate start format:teams sides:ban,limit"
    debate = await home.seat("Ana", "Ben", "Cleo", line=line, sides=("ban", "limit", "ban"))
    seats = tuple(
        replace(seat, left=seat.side == "ban" and seat.member == 0) for seat in debate.seats
    )
    left = replace(debate, seats=seats)
    on = await home.kit.store.read(lambda tx: talker(home.kit, tx, left))
    result = say.result(on, ballot(ranks={"ban": 1, "limit": 2}))
    assert result.text == home.say("result.best", names="Cleo", reason="Because.")
