"""Sheets that a person asks for. Looking never moves a round."""

import pytest

from bot.app.messages import MessageKind
from tests.app.house import DUEL, SOLO, House, buttons, fields, spoken

OPENING = spoken(20, "[ban-attention]")
MOTION = "This school should ban phones from the first bell to the last."


async def duel(home: House) -> str:
    return (await home.seat("Ana", "Ben", sides=("ban", "limit"))).id


async def test_status_says_whose_slot_it_is_and_how_long_is_left(home: House) -> None:
    debate = await duel(home)
    await home.wait(60)
    status = (await home.type("Ben", "/debate status")).one(MessageKind.STATUS)
    assert status.private
    assert status.title == home.say("status.title", title="Phones at school", id=debate)
    assert status.text == home.say("status.running_text")
    assert fields(status) == {
        home.say("status.motion"): MOTION,
        "Head teacher": "Ana",
        "Class council": "Ben",
        home.say("status.now", slot="opening"): home.say(
            "status.left", name="Ana", time="5 minutes"
        ),
    }
    assert (status.deadline, buttons(status)) == (
        None,
        {
            "Brief": "/debate brief",
            "Flow": "/debate flow",
            "Undo": "/debate undo",
            "End": "/debate end",
            "Concede": "/debate concede",
        },
    )


async def test_an_empty_line_opens_the_panel_of_what_one_can_do_now(home: House) -> None:
    await duel(home)
    panel = (await home.type("Ana", " ")).one(MessageKind.STATUS)
    assert list(buttons(panel)) == [
        *("Speak", "Save draft", "Hint", "Flow", "Pass"),
        *("More time", "Undo", "End", "Concede"),
    ]
    assert panel.deadline == (await home.round("Ana")).open[0].deadline


async def test_ones_own_slot_is_the_last_that_status_names(home: House) -> None:
    await home.seat(
        "Ana",
        "Ben",
        line=f"{DUEL} pace:relaxed".replace("pace:standard ", ""),
        sides=("ban", "limit"),
    )
    for name in ("Ana", "Ben"):
        status = (await home.type(name, "/debate status")).one(MessageKind.STATUS)
        last = status.fields[-1]
        assert last.name == home.say("status.now", slot="opening")
        assert last.value.startswith(f"{name}, ")


async def test_status_says_that_the_bot_is_about_to_speak(home: House) -> None:
    await home.type("Ana", "/debate start side:limit", idle=True)
    heard = await home.type("Ana", "/debate status", idle=True)
    status = heard.one(MessageKind.STATUS)
    assert fields(status)[home.say("status.now", slot="opening")] == home.say(
        "status.bot", name=home.say("name.bot")
    )


async def test_the_panel_follows_the_round(home: House) -> None:
    await home.type("Ana", DUEL)
    debate = await home.round("Ana")

    async def panel(name: str) -> list[str]:
        heard = await home.type(name, "/debate status", here=debate.id)
        return list(buttons(heard.one(MessageKind.STATUS)))

    assert await panel("Ana") == ["Leave", "Begin"]
    assert await panel("Cleo") == ["Join"]
    await home.type("Ana", "/debate begin")
    assert await panel("Ana") == ["OK", "Another side or topic", "Not now"]
    assert await panel("Cleo") == []
    await home.type("Ana", "/debate agree")
    await home.play_on("Ana")
    assert await panel("Ana") == ["Details", "Transcript", "Rematch"]


async def test_the_clock_of_a_stopped_round_stands_still_in_its_status(home: House) -> None:
    await duel(home)
    await home.type("Ana", "my loss")
    await home.wait(100)
    status = (await home.type("Ben", "/debate status")).one(MessageKind.STATUS)
    left = home.say("status.left", name="Ben", time="6 minutes")
    assert fields(status)[home.say("status.now", slot="opening")] == left


async def test_the_brief_before_sides_are_drawn_tells_what_each_side_argues(home: House) -> None:
    await home.type("Ana", DUEL)
    brief = (await home.type("Ana", "/debate brief")).one(MessageKind.BRIEF)
    topic = home.kit.packs.topic("school-phones")
    assert (brief.title, brief.text) == (MOTION, topic.background)
    assert fields(brief) == {side.name: side.stance for side in topic.sides}


async def test_the_brief_of_a_side_has_its_burdens_and_the_plans_of_who_proposes(
    home: House,
) -> None:
    await duel(home)
    topic = home.kit.packs.topic("school-phones")
    ana = (await home.type("Ana", "/debate brief")).one(MessageKind.BRIEF)
    assert ana.title == home.say("brief.title", role="Head teacher")
    ban = topic.side_by_id["ban"]
    assert ana.text == f"{ban.stance}\n\n{ban.brief}"
    assert fields(ana) == {
        home.say("brief.against", side="Limit"): dict(ban.burdens)["limit"],
        home.say("brief.plan", name="Lockers"): "Phones go into lockers at the door.",
    }
    ben = (await home.type("Ben", "/debate brief")).one(MessageKind.BRIEF)
    assert ben.fields == ()


async def test_a_hint_is_a_question_for_whose_slot_it_is(home: House) -> None:
    await duel(home)
    hint = (await home.type("Ana", "/debate hint")).one(MessageKind.HINT)
    assert hint.private
    assert (hint.title, hint.text) == (home.say("hint.title"), "What about slot 0?")
    assert buttons(hint) == {"Another hint": "/debate hint number:2"}
    await home.type("Ana", hint.buttons[0].command)
    assert {"hint:1"} == home.opponent.occasions[-1].used
    last = (await home.type("Ana", "/debate hint number:4")).one(MessageKind.HINT)
    assert last.buttons == ()
    for name in ("Ben", "Cleo"):
        refused = await home.type(name, "/debate hint", here=(await home.round("Ana")).id)
        assert refused.error == home.say("error.hint_not_now")


async def test_the_flow_says_how_each_argument_stands(home: House) -> None:
    await duel(home)
    empty = (await home.type("Ana", "/debate flow")).one(MessageKind.FLOW)
    assert (empty.text, empty.table) == (home.say("flow.empty"), None)
    await home.type("Ana", OPENING)
    await home.type("Ben", spoken(20, "[limit-teach]", "[!ban-attention]"))
    flow = (await home.type("Ana", "/debate flow")).one(MessageKind.FLOW)
    claims = home.kit.packs.topic("school-phones").claim_by_id
    assert flow.text == home.say("flow.text", count=2)
    assert flow.table is not None
    assert flow.table.headings == ("Side", "Raised in", "Argument", "Where it stands")
    assert flow.table.rows == (
        ("Ban", "opening", claims["ban-attention"].statement,
         home.say("flow.answered", side="Limit")),
        ("Limit", "opening", claims["limit-teach"].statement, home.say("flow.open", side="Ban")),
    )  # fmt: skip


async def test_dropped_and_new_arguments_are_named_as_such(home: House) -> None:
    await duel(home)
    await home.type("Ana", OPENING)
    await home.play_on("Ana", slots=12)
    await home.type("Ana", spoken(20, "[ban-bullying]"))
    flow = (await home.type("Ana", "/debate flow")).one(MessageKind.FLOW)
    assert flow.table is not None
    assert [row[3] for row in flow.table.rows] == [
        home.say("flow.dropped", side="Limit"),
        home.say("flow.new"),
    ]


async def test_the_transcript_is_a_file_with_the_role_over_every_speech(home: House) -> None:
    debate = await duel(home)
    await home.type("Ana", OPENING)
    message = (await home.type("Ben", "/debate transcript")).one(MessageKind.FILE)
    heading = home.say("speech.title", role="Head teacher", name="Ana", slot="opening")
    assert message.text == home.say("transcript.text", count=1)
    assert message.file is not None
    assert message.file.name == f"school-phones-{debate}.md"
    assert message.file.text == "\n".join(
        [f"# {MOTION}", "", home.say("transcript.note"), "", f"## {heading}", "", OPENING, ""]
    )


@pytest.mark.parametrize("line", ["transcript", "ballot", "appeal"])
async def test_what_belongs_to_its_speakers_is_not_shown_to_others(home: House, line: str) -> None:
    debate = await duel(home)
    await home.type("Ana", "/debate concede")
    refused = await home.type("Cleo", f"/debate {line}", here=debate)
    assert refused.error == home.say("error.not_in")


async def test_details_show_every_mark_with_its_reason_and_words(home: House) -> None:
    await home.type("Ana", f"{SOLO} side:ban".replace("solo", "drill"))
    await home.type("Ana", spoken(50))
    await home.type("Ana", "Too few words.")
    await home.type("Ana", "/debate pass")
    marked, short = (await home.type("Ana", "/debate ballot details")).all
    assert marked.kind is MessageKind.DETAILS
    assert marked.title == home.say("details.title", slot="rebuttal")
    assert marked.text.startswith(home.say("judge.reply.overall", band="sound"))
    assert marked.owner == await home.id("Ana")
    name = home.say("judge.reply.mark", name="Reasons", band="sound")
    assert fields(marked)[name].split("\n") == [
        "50 words.",
        f"“{spoken(50)[:40]}”",
        home.say("judge.reply.mark_next", step="Say more (reasoning)."),
    ]
    assert (short.text, short.fields) == (home.say("judge.reply.too_short", least=8), ())


async def test_who_said_nothing_has_no_details(home: House) -> None:
    await duel(home)
    await home.type("Ana", spoken(50))
    await home.type("Ben", "/debate concede")
    heard = await home.type("Ben", "/debate ballot details:yes")
    assert heard.texts == [home.say("ballot.none")]


async def test_an_appeal_is_recorded_beside_the_ballot(home: House) -> None:
    debate = await duel(home)
    await home.type("Ana", spoken(50))
    await home.type("Ben", "/debate concede")
    before = await home.kit.store.read(lambda tx: tx.ballots.of_round(debate))
    heard = await home.type("Ana", "/debate appeal My reason was not quoted.")
    assert heard.texts == [home.say("appeal.recorded")]
    assert await home.kit.store.read(lambda tx: tx.ballots.of_round(debate)) == before
    ana = await home.id("Ana")
    mine = await home.kit.store.read(lambda tx: tx.privacy.export(ana))
    assert "My reason was not quoted." in str(mine["appeals"])


async def test_the_list_shows_open_rounds_first(home: House) -> None:
    nothing = (await home.type("Ana", "/debate list")).one(MessageKind.STATUS)
    assert (nothing.text, nothing.table) == (home.say("list.text", count=0), None)
    assert buttons(nothing) == {"Start": "/debate start"}
    await home.type("Ana", "/debate start side:ban")
    await home.type("Ana", "/debate end")
    over = await home.round("Ana")
    await home.type("Ana", DUEL)
    lobby = await home.round("Ana")
    listed = (await home.type("Ana", "/debate list")).one(MessageKind.STATUS)
    assert listed.text == home.say("list.text", count=2)
    assert listed.table is not None
    assert listed.table.headings == ("Round", "Topic", "Format", "Side", "Status")
    assert listed.table.rows == (
        (lobby.id, "Phones at school", "duel", "–", "waiting for people"),
        (over.id, "Phones at school", "solo", "Ban", "finished"),
    )
