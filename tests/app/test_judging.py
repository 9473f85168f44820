"""After the last speech: who is told what, what counts, who is rated."""

from bot.app.messages import MessageKind, to_round
from bot.core.round import Status
from tests.app.house import DUEL, Heard, House, buttons, fields, spoken, to_all

STRONG, WEAK = spoken(70), spoken(9)
THREE = DUEL.replace("duel", "three-way")


async def duel(home: House) -> str:
    return (await home.seat("Ana", "Ben", sides=("ban", "limit"))).id


def better(name: str) -> str:
    """Ana says more than anybody else."""
    return STRONG if name == "Ana" else spoken(20)


async def ratings(home: House) -> dict[str, float]:
    board = await home.kit.store.read(lambda tx: tx.standings.board("class", 10))
    return {row.name: row.mu for row in board}


async def ballots(home: House, heard: Heard) -> dict[str, str]:
    """The text of each person's ballot by name."""
    names = {await home.id(name): name for name in ("Ana", "Ben", "Cleo", "Dan")}
    return {names[m.to.id]: m.text for m in heard.of(MessageKind.BALLOT)}


async def test_the_result_names_a_person_and_a_reason_never_a_side(home: House) -> None:
    debate = await duel(home)
    heard = await home.play_on("Ana", better)
    result = heard.one(MessageKind.RESULT)
    assert result.to == to_round(debate)
    assert result.title == home.say("result.title")
    assert result.text == home.say("result.best", names="Ana", reason="More was said.")
    assert list(buttons(result)) == ["Flow", "Details", "Rematch"]
    topic = home.kit.packs.topic("school-phones")
    assert not any(side.name in result.text for side in topic.sides)


async def test_a_tie_names_everybody_who_shares_it(home: House) -> None:
    await duel(home)
    result = (await home.play_on("Ana", STRONG)).one(MessageKind.RESULT)
    assert result.text == home.say("result.tied", names="Ana, Ben", reason="More was said.")


async def test_ballots_go_privately_to_each_speaker(home: House) -> None:
    await duel(home)
    heard = await home.play_on("Ana", better)
    given = heard.of(MessageKind.BALLOT)
    assert sorted(m.to.id for m in given) == sorted([await home.id("Ana"), await home.id("Ben")])
    assert all(m.private and m.owner == m.to.id for m in given)
    assert all(to_all(m) for m in heard.of(MessageKind.RESULT))


async def test_the_first_screen_has_a_strength_a_next_step_and_buttons(home: House) -> None:
    await duel(home)
    heard = await home.play_on("Ana", better)
    ana = next(m for m in heard.of(MessageKind.BALLOT) if m.side == "ban")
    assert ana.title == home.say("ballot.title")
    assert ana.text == home.say(
        "ballot.text", band="strong", role="Head teacher", reason="More was said."
    )
    assert fields(ana) == {
        home.say("ballot.strength"): home.say(
            "ballot.strength_text", quote=STRONG[:40], reason="70 words."
        ),
        home.say("ballot.next_step"): "Say more (clash).",
    }
    assert buttons(ana) == {
        "Details": "/debate ballot details:true",
        "Flow": "/debate flow",
        "Transcript": "/debate transcript",
        "Rematch": "/debate rematch",
        "Appeal": "/debate appeal",
    }
    assert {bar.name: bar.band for bar in ana.bars}["Clear claim"] == "strong"


async def test_the_next_ballot_says_whether_last_times_step_was_done(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    first = (await home.play_on("Ana", spoken(30))).one(MessageKind.BALLOT)
    assert home.say("ballot.last") not in fields(first)
    for words, key in ((60, "ballot.last_done"), (30, "ballot.last_not_yet")):
        home.clock.pass_seconds(60)
        await home.type("Ana", "/debate start side:ban")
        ballot = (await home.play_on("Ana", spoken(words))).one(MessageKind.BALLOT)
        step = "Say more (clash)."
        assert fields(ballot)[home.say("ballot.last")] == home.say(key, step=step)
        home.clock.pass_seconds(60)
        assert (await home.type("Ana", "/debate ballot")).all == (ballot,)


async def test_who_said_too_little_is_told_so_instead_of_being_marked(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    heard = await home.play_on("Ana", "Phones are loud.")
    ballot = heard.one(MessageKind.BALLOT)
    assert (ballot.text, ballot.fields, ballot.bars) == (home.say("ballot.none"), (), ())
    debate = await home.round("Ana")
    marks = await home.kit.store.read(lambda tx: tx.ballots.marks_of(debate.id))
    assert {(m.total, m.marks) for m in marks} == {(None, ())}


async def test_solo_and_drill_rank_nobody_and_move_no_rating(home: House) -> None:
    for form in ("solo", "drill"):
        await home.type("Ana", f"/debate start format:{form} side:ban")
        result = (await home.play_on("Ana", STRONG)).one(MessageKind.RESULT)
        assert result.text == home.say("result.unranked")
        debate = await home.round("Ana")
        [ballot] = await home.kit.store.read(lambda tx, at=debate.id: tx.ballots.of_round(at))  # type: ignore[misc]  # the id now
        assert ballot.ranks == {}
    assert await ratings(home) == {}


async def test_against_the_bot_a_duel_is_no_contest(home: House) -> None:
    await home.type("Ana", f"{DUEL} side:ban")
    await home.type("Ana", "/debate begin")
    result = (await home.play_on("Ana", STRONG)).one(MessageKind.RESULT)
    assert result.text == home.say("result.unranked")
    assert await ratings(home) == {}


async def test_bot_seats_get_no_marks(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    await home.play_on("Ana")
    debate = await home.round("Ana")
    [ballot] = await home.kit.store.read(lambda tx: tx.ballots.of_round(debate.id))
    assert {speech.seat for speech in ballot.speeches} == {debate.people[0].id}
    assert set(ballot.totals) == {"ban"}


async def test_people_are_rated_against_each_other(home: House) -> None:
    await home.seat("Ana", "Ben", "Cleo", line=THREE, sides=("ban", "limit", "free"))
    await home.play_on("Ana", better)
    rated = await ratings(home)
    assert rated["Ana"] > 25 > rated["Ben"] == rated["Cleo"]


async def test_under_eighty_words_a_round_counts_for_nothing(home: House) -> None:
    await home.seat("Ana", "Ben", "Cleo", line=THREE, sides=("ban", "limit", "free"))
    await home.play_on("Ana", lambda name: WEAK if name == "Cleo" else better(name))
    assert set(await ratings(home)) == {"Ana", "Ben"}
    debate = await home.round("Cleo")
    counted = {seat.person for seat in debate.seats if seat.counted}
    assert counted == {await home.id("Ana"), await home.id("Ben")}


async def test_who_left_is_not_rated_but_gets_a_ballot_for_what_they_said(home: House) -> None:
    await home.seat("Ana", "Ben", "Cleo", line=THREE, sides=("ban", "limit", "free"))
    await home.play_on("Ana", better, slots=4)
    await home.type("Cleo", "/debate leave")
    heard = await home.play_on("Ana", better)
    assert set(await ratings(home)) == {"Ana", "Ben"}
    assert set(await ballots(home, heard)) == {"Ana", "Ben", "Cleo"}
    result = heard.one(MessageKind.RESULT)
    assert result.text == home.say("result.best", names="Ana", reason="More was said.")


async def test_who_left_without_a_word_gets_no_ballot(home: House) -> None:
    await duel(home)
    await home.type("Ben", "/debate leave")
    heard = await home.play_on("Ana", STRONG)
    assert set(await ballots(home, heard)) == {"Ana"}


async def test_the_best_may_be_somebody_who_has_left(home: House) -> None:
    await home.seat("Ana", "Ben", "Cleo", line=THREE, sides=("ban", "limit", "free"))
    await home.play_on("Ana", better, slots=1)
    await home.type("Ana", "/debate leave")
    result = (await home.play_on("Ben", spoken(20))).one(MessageKind.RESULT)
    assert result.text == home.say("result.best", names="Ana", reason="More was said.")


async def test_the_debrief_answers_each_contested_claim_that_was_used(home: House) -> None:
    await duel(home)
    await home.type("Ana", spoken(20, "[ban-attention]", "[ban-bullying]"))
    debrief = (await home.play_on("Ana", better)).one(MessageKind.DEBRIEF)
    claim = home.kit.packs.topic("school-phones").claim_by_id["ban-bullying"]
    assert to_all(debrief)
    assert (debrief.title, debrief.text) == (home.say("debrief.title"), home.say("debrief.text"))
    assert fields(debrief) == {claim.statement: claim.contested}


async def test_without_contested_claims_there_is_no_debrief(home: House) -> None:
    await duel(home)
    heard = await home.play_on("Ana", spoken(20, "[ban-attention]"))
    assert heard.of(MessageKind.DEBRIEF) == []
    assert (await home.round("Ana")).status is Status.DONE
