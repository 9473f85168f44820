"""What people do: commands, mentions, presses, shortcuts; answers through response_url."""

import pytest

from tests.standins.slack.refusals import CannotDo
from tests.standins.slack.rooms import Workspace
from tests.standins.slack.server import Slack
from tests.standins.slack.state import Body
from tests.standins.slack.tests.clients import Bare, actions, button, section

TYPED = [
    ("/debate with:@eda.nur, @Anabel", "with:<@{eda}|eda.nur>, @Anabel"),
    ("/debate with:@Ana a < b & c", "with:<@{ana}|ana> a &lt; b &amp; c"),
    ("/debate in #debates", "in <#{room}|debates>"),
    ("/raw with:@Ana a < b & c", "with:@Ana a < b & c"),
]


@pytest.mark.parametrize(("line", "text"), TYPED)
async def test_a_command_is_escaped_only_where_the_manifest_says_so(
    team: Workspace, bare: Bare, line: str, text: str
) -> None:
    room, ana, eda = team.channel("debates"), team.member("Ana"), team.member("Eda Nur")
    async with bare.socket() as socket:
        answer = await ana.types(room, line)
    (sent,) = socket.payloads("slash_commands")
    assert sent["text"] == text.format(ana=ana.id, eda=eda.id, room=room.id)
    assert (sent["channel_id"], sent["user_id"], answer.failed) == (room.id, ana.id, False)


async def test_what_a_client_refuses_to_send(team: Workspace, bare: Bare) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    staff = team.channel("staff", private=True)
    seen = await ana.says(room, "Hello")
    with pytest.raises(CannotDo, match="/debate is not supported in threads"):
        await ana.types(room, "/debate flow", thread=seen)
    with pytest.raises(CannotDo, match="/debate is not supported in threads"):
        await ana.types(room.thread(seen), "/debate flow")
    with pytest.raises(CannotDo, match="/me is not a valid command"):
        await ana.types(room, "/me stats")
    with pytest.raises(CannotDo, match="Ana is not in staff"):
        await ana.says(staff, "Hello")
    with pytest.raises(CannotDo, match="no button 'Join'"):
        await ana.presses(seen, "Join")
    with pytest.raises(CannotDo, match="no message shortcut 'Delete all'"):
        await ana.shortcut(seen, "Delete all")


async def test_words_with_an_acknowledgement_are_for_one_person(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    room, ana, ben = team.channel("debates"), team.member("Ana"), team.member("Ben")
    async with bare.socket(lambda _: {"text": "Ready."}):
        answer = await ana.types(room, "/debate help")
    assert (answer.text, [one.text for one in ana.sees(room)]) == ("Ready.", ["Ready."])
    assert answer.message is not None
    assert answer.message.ephemeral
    assert ben.sees(room) == []


async def test_a_hundred_people_at_once_are_all_answered(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    room = team.channel("debates")
    people = [team.member(f"P{n}") for n in range(100)]
    async with bare.socket(lambda _: {"text": "Ready."}):
        answers = [person.begins(room, "/debate help") for person in people]
        await slack.until(lambda: all(one.acknowledged for one in answers))
    assert {one.text for one in answers} == {"Ready."}
    assert max(one.seconds for one in answers) < 3


async def test_nobody_answers_a_command(slack: Slack, team: Workspace, bare: Bare) -> None:
    slack.settings.patience = 0.01
    room, ana = team.channel("debates"), team.member("Ana")
    async with bare.socket() as socket:
        socket.silent = True
        answer = await ana.types(room, "/debate help")
        assert answer.failed
        assert len(socket.payloads("slash_commands")) == 1


async def test_a_mention_arrives_twice_and_in_a_direct_message_once(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    async with bare.socket() as socket:
        parent = await ana.says(room, "Round one")
        seen = await ana.mentions(room, "flow", thread=parent)
        await ana.writes_directly("@debate-bot flow")
        await slack.until(lambda: len(socket.events()) == 4)
        await slack.until_quiet()
    first, *twice, direct = sorted(socket.events(), key=lambda one: str(one["ts"]))
    assert sorted(one["type"] for one in twice) == ["app_mention", "message"]
    assert {(one["ts"], one["thread_ts"]) for one in twice} == {(seen.ts, parent.ts)}
    assert {one["text"] for one in twice} == {f"<@{team.bot.id}> flow"}
    assert (first["channel_type"], direct["channel_type"]) == ("channel", "im")
    ids = [one["event_id"] for one in socket.payloads("events_api")]
    assert len(set(ids)) == 4


async def test_what_is_typed_comes_escaped(slack: Slack, team: Workspace, bare: Bare) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    seen = await ana.says(room, "<!channel> a & b, see <https://example.org/?a=1&b=2>. @nobody")
    link = "<https://example.org/?a=1&amp;b=2>"
    assert seen.raw == f"&lt;!channel&gt; a &amp; b, see &lt;{link}&gt;. @nobody"
    assert seen.text == "<!channel> a & b, see <https://example.org/?a=1&b=2>. @nobody"
    assert (seen.pings, seen.broadcasts) == (frozenset(), frozenset())


async def test_own_posts_edits_and_deletions_come_back(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    room = team.channel("debates")
    async with bare.socket() as socket:
        sent = await bare.ask("chat.postMessage", channel=room.id, text="One")
        place = {"channel": room.id, "ts": sent["ts"]}
        await bare.ask("chat.update", text="Two", **place)
        await bare.ask("chat.delete", **place)
        await slack.until(lambda: len(socket.events()) == 3)
    posted, changed, deleted = socket.events()
    assert (posted["bot_id"], posted["user"]) == (team.bot.user.bot, team.bot.id)
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "Two")
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", sent["ts"])


async def test_a_bot_hears_only_where_it_is(slack: Slack, team: Workspace, bare: Bare) -> None:
    room, ana = team.channel("elsewhere", bot=False), team.member("Ana")
    await ana.mentions(room, "flow")
    assert slack.deliveries == []


async def test_a_press_carries_its_message_unless_it_is_ephemeral(
    team: Workspace, bare: Bare
) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    blocks = [section("Round one"), actions(button("Join", "join", value="r1"))]
    body = {"channel": room.id, "text": "Round one", "blocks": blocks}
    await bare.ask("chat.postMessage", **body)
    await bare.ask("chat.postEphemeral", user=ana.id, **body)
    async with bare.socket() as socket:
        for seen in ana.sees(room):
            await ana.presses(seen, "Join")
    all_, one = socket.payloads("interactive")
    assert (all_["message"]["text"], "message" in one) == ("Round one", False)
    assert (all_["actions"][0]["value"], one["container"]["is_ephemeral"]) == ("r1", True)


async def test_a_response_url_serves_five_times_and_not_for_ever(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    room, ana = team.channel("debates", bot=False), team.member("Ana")
    async with bare.socket():
        answer = await ana.types(room, "/debate help")
        url = answer.envelope.payload["response_url"]
        for n in range(4):
            assert await bare.answers(url, text=f"No {n}") == (200, "ok")
        assert (await bare.answers(url, text="All", response_type="in_channel"))[0] == 200
        status, words = await bare.answers(url, text="Too much")
        assert (status, "used_url" in words) == (404, True)
        assert [one.text for one in room.messages] == ["All"]
        assert len(answer.messages) == 5
        slack.settings.url_life = 0.0
        late = (await ana.types(room, "/debate help")).envelope.payload["response_url"]
        status, words = await bare.answers(late, text="Late")
        assert (status, "expired_url" in words) == (404, True)


async def test_a_response_url_replaces_and_deletes_what_was_pressed(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    blocks = [actions(button("Join", "join"))]
    body = {"channel": room.id, "user": ana.id, "text": "In?", "blocks": blocks}
    await bare.ask("chat.postEphemeral", **body)
    async with bare.socket():
        (seen,) = ana.sees(room)
        url = (await ana.presses(seen, "Join")).envelope.payload["response_url"]
        await bare.answers(url, text="You are in.", replace_original=True)
        assert [one.text for one in ana.sees(room)] == ["You are in."]
        await bare.answers(url, delete_original=True)
        assert ana.sees(room) == []


async def test_shortcuts_of_a_message_and_from_anywhere(team: Workspace, bare: Bare) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    parent = await ana.says(room, "Buses should be free.")
    seen = await ana.says(room, "Who pays?", thread=parent)
    async with bare.socket() as socket:
        await ana.shortcut(seen, "Practise")
        await ana.shortcut(None, "begin")
    message, anywhere = socket.payloads("interactive")
    assert (message["type"], message["message"]["text"]) == ("message_action", "Who pays?")
    assert (anywhere["type"], anywhere["callback_id"]) == ("shortcut", "begin")


async def test_people_see_where_they_are(slack: Slack, team: Workspace) -> None:
    ana, ben = team.member("Ana"), team.member("Ben")
    staff = team.channel("staff", private=True, members=(ana,))
    seen = await ana.says(staff, "Just us")
    await ana.says(staff, "Under it", thread=seen, also_to_channel=False)
    assert [one.text for one in ana.sees(staff)] == ["Just us"]
    assert [one.text for one in ana.sees(staff.thread(seen))] == ["Just us", "Under it"]
    assert ben.sees(staff) == []
    ana.edits(seen, "Only us")
    with pytest.raises(CannotDo, match="their own"):
        team.member("Cem").edits(seen, "?")
    assert (seen.text, seen.edits) == ("Only us", 1)


async def test_old_buttons_and_options_a_press_carries_anything(
    team: Workspace, bare: Bare
) -> None:
    def answering(payload: Body) -> Body | None:
        return None

    room, ana = team.channel("debates"), team.member("Ana")
    await bare.ask("chat.postMessage", channel=room.id, text="Old")
    async with bare.socket(answering) as socket:
        assert (await ana.forges(room.messages[0], "long-gone", "x")).acknowledged
    assert socket.payloads("interactive")[0]["actions"][0]["action_id"] == "long-gone"
