"""Talking about one round: names, labels, lengths of time, prompts."""

import pytest

from bot.app.messages import MessageKind
from bot.app.say import talk
from bot.app.say.talk import Talker
from bot.app.understanding import Understood
from bot.core.flow import Argument, Flow, State
from bot.core.format import Kind
from bot.core.round import Round
from tests.app.house import House, fields, spoken


async def on(home: House, debate: Round) -> Talker:
    return await home.kit.store.read(lambda tx: talk.talker(home.kit, tx, debate))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (90, "90 seconds"),
        (120, "2 minutes"),
        (360, "6 minutes"),
        (3599, "60 minutes"),
        (3600, "1 hour"),
        (5400, "90 minutes"),
        (86_400, "24 hours"),
    ],
)
async def test_a_length_of_time_in_words(home: House, seconds: int, words: str) -> None:
    await home.type("Ana", "/debate start side:ban")
    assert talk.span(await on(home, await home.round("Ana")), seconds) == words


async def test_somebody_unknown_has_no_name(home: House) -> None:
    await home.type("Ana", "/debate start side:ban")
    talker = await on(home, await home.round("Ana"))
    assert talker.name(None) == home.say("name.bot")
    assert talker.name(await home.id("Ana")) == "Ana"
    assert talker.name("somebody else") == "?"


async def test_each_kind_of_slot_has_its_prompt(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    titles, texts = [], []
    for _ in range(13):
        who = (await home.waiting("Ana"))[0][0]
        heard = await home.type(who, spoken(20), here=(await home.round("Ana")).id)
        for prompt in heard.of(MessageKind.PROMPT):
            titles.append(prompt.title)
            texts.append(prompt.text)
    slots = [
        "opening",
        "question",
        "answer",
        "follow_up_question",
        "follow_up_answer",
        "rebuttal",
        "closing",
    ]
    for slot in slots:
        assert home.say("prompt.title", slot=home.say(f"slot.{slot}")) in titles
    question = home.say(
        "prompt.question",
        name="Ana",
        role="Head teacher",
        side="Limit",
        words=40,
        time="90 seconds",
    )
    assert question in texts


async def test_a_question_and_an_answer_are_not_told_what_else_to_answer(home: House) -> None:
    await home.seat("Ana", "Ben", sides=("ban", "limit"))
    await home.type("Ana", spoken(20, "[ban-attention]"))
    question = (await home.type("Ben", spoken(20, "[limit-teach]"))).one(MessageKind.PROMPT)
    answer = (await home.type("Ana", "Why?")).one(MessageKind.PROMPT)
    assert (question.fields, answer.fields) == ((), ())


async def test_a_rebuttal_is_told_the_strongest_that_stands_of_each_opponent(
    home: House,
) -> None:
    line = "/debate start format:three-way pace:standard"
    await home.seat("Ana", "Ben", "Cleo", line=line, sides=("ban", "limit", "free"))
    said = {
        "Ana": "[ban-bullying] [ban-attention]",
        "Ben": "[limit-teach]",
        "Cleo": "[free-trust]",
    }
    prompts = []
    for _ in range(16):
        who = (await home.waiting("Ana"))[0][0]
        heard = await home.type(who, spoken(20, said[who]), here=(await home.round("Ana")).id)
        prompts += heard.of(MessageKind.PROMPT)
    claims = home.kit.packs.topic("school-phones").claim_by_id
    rebuttal = next(
        p
        for p in prompts
        if p.side == "free" and p.title == home.say("prompt.title", slot="rebuttal")
    )
    assert fields(rebuttal) == {
        home.say("prompt.to_answer", side="Ban"): "\n".join(
            (
                f"1. {claims['ban-attention'].statement}",
                f"2. {claims['ban-bullying'].statement}",
            )
        ),
        home.say("prompt.to_answer", side="Limit"): f"1. {claims['limit-teach'].statement}",
    }


async def test_an_argument_from_outside_is_pressed_in_the_words_it_was_put(home: House) -> None:
    debate = await home.seat("Ana", "Ben", sides=("ban", "limit"))
    talker = await on(home, debate)
    outside = Argument(
        claim=None,
        side="limit",
        slot=1,
        kind=Kind.OPENING,
        words="Phones cost money.",
        strength=1,
        new=False,
        towards={"ban": State.OPEN},
        answered_in={},
    )
    known = Understood(
        debate=debate,
        topic=talker.topic,
        heard=(),
        flow=Flow(arguments=(outside,)),
        fresh=(),
        personal=(),
    )
    prompt = talk.call(talker, debate.open[0], known, home.clock.at)
    assert fields(prompt) == {home.say("prompt.to_answer", side="Limit"): "1. Phones cost money."}


async def test_the_plan_that_was_named_is_told_to_those_who_answer_it(home: House) -> None:
    file = home.prompts / "topics" / "school-phones" / "topic.yaml"
    file.write_text(file.read_text().replace("paragraphs: [1]", "paragraphs: [2]"))
    line = "/debate start format:three-way pace:standard"
    await home.seat("Ana", "Ben", line=line, sides=("ban", "free"))
    heard = await home.type("Ana", spoken(20, "[ban-attention]"))
    plan = "Lockers. Phones go into lockers at the door."
    [ben] = heard.of(MessageKind.PROMPT)
    assert fields(ben)[home.say("prompt.plan")] == plan
    heard = await home.play_on("Ana", slots=3)
    assert home.opponent.occasions[-1].plan == "lockers"
    ana = [p for p in heard.of(MessageKind.PROMPT) if p.side == "ban"]
    assert ana
    assert not any(home.say("prompt.plan") in fields(prompt) for prompt in ana)
