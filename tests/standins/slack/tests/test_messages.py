"""Messages: their limits, whom they notify, their threads, their history."""

from typing import Any

import pytest

from tests.standins.slack.people import Person
from tests.standins.slack.rooms import Workspace
from tests.standins.slack.server import Slack
from tests.standins.slack.tests.clients import Bare, actions, button, section, text

OPTION = {"text": text("Phones", "plain_text"), "value": "p"}
MENU = {"type": "static_select", "action_id": "m", "options": [OPTION]}
LIMITS: list[tuple[list[dict[str, Any]], str]] = [
    ([section("x" * 3000)], ""),
    ([section("x" * 3001)], "/blocks/0/text/text"),
    ([section("")], "/blocks/0/text/text"),
    ([{"type": "divider"}] * 50, ""),
    ([{"type": "divider"}] * 51, "/blocks"),
    ([{"type": "section", "fields": [text("x" * 2000)]}], ""),
    ([{"type": "section", "fields": [text("x" * 2001)]}], "/blocks/0/fields/0/text"),
    ([{"type": "section", "fields": [text("x")] * 11}], "/blocks/0/fields"),
    ([{"type": "header", "text": text("x" * 150, "plain_text")}], ""),
    ([{"type": "header", "text": text("x" * 151, "plain_text")}], "/blocks/0/text/text"),
    ([{"type": "header", "text": text("x")}], "/blocks/0/text/type"),
    ([{"type": "context", "elements": [text("x")] * 10}], ""),
    ([{"type": "context", "elements": [text("x")] * 11}], "/blocks/0/elements"),
    ([actions(*(button("A", str(n)) for n in range(25)))], ""),
    ([actions(*(button("A", str(n)) for n in range(26)))], "/blocks/0/elements"),
    ([actions(button("A", "a"), button("B", "a"))], "action_id"),
    ([actions(button("x" * 76, "a"))], "/blocks/0/elements/0/text/text"),
    ([actions(button("A", "a", value="x" * 2001))], "/blocks/0/elements/0/value"),
    ([actions(button("A", "x" * 256))], "/blocks/0/elements/0/action_id"),
    ([actions(button("A", "a", style="green"))], "/blocks/0/elements/0/style"),
    ([actions({"type": "plain_text_input", "action_id": "a"})], "/blocks/0/elements/0/type"),
    ([actions(MENU)], ""),
    ([actions(MENU | {"options": [OPTION] * 101})], "/blocks/0/elements/0/options"),
    ([actions(MENU | {"options": []})], "/blocks/0/elements/0/options"),
    ([actions(MENU | {"placeholder": text("x" * 151, "plain_text")})], "placeholder/text"),
    ([section("a") | {"block_id": "b"}, section("a") | {"block_id": "b"}], "block_id"),
    ([{"type": "image", "image_url": "https://example.org/a.png"}], "/blocks/0/alt_text"),
    ([{"type": "carousel"}], "/blocks/0/type"),
]


@pytest.mark.parametrize(("blocks", "fault"), LIMITS)
async def test_blocks_over_a_limit_are_refused_with_a_pointer(
    team: Workspace, bare: Bare, blocks: list[dict[str, Any]], fault: str
) -> None:
    room = team.channel("debates")
    answer = await bare.ask("chat.postMessage", channel=room.id, text="Hi", blocks=blocks)
    assert len(room.messages) == (not fault)
    if fault:
        assert answer["error"] == "invalid_blocks"
        assert fault in str(answer["response_metadata"]["messages"])


PLACES = [
    ({"text": ""}, "no_text"),
    ({"text": "Hi", "channel": "C0"}, "channel_not_found"),
    ({"text": "Hi", "blocks": [section("x" * 2900)] * 5}, "msg_blocks_too_long"),
    ({"text": "Hi", "blocks": "?"}, "invalid_blocks_format"),
    ({"text": "Hi", "metadata": {"event_type": "x"}}, "invalid_metadata_format"),
    ({"text": "Hi", "thread_ts": "1.0"}, "cannot_reply_to_message"),
]


@pytest.mark.parametrize(("body", "error"), PLACES)
async def test_a_message_that_cannot_be_posted(
    team: Workspace, bare: Bare, body: dict[str, Any], error: str
) -> None:
    room = team.channel("debates")
    assert await bare.error("chat.postMessage", **({"channel": room.id} | body)) == error


async def test_a_bot_posts_only_where_it_is_and_until_the_archive(
    team: Workspace, bare: Bare
) -> None:
    room, secret = (
        team.channel("debates", bot=False),
        team.channel("staff", private=True, bot=False),
    )
    assert await bare.error("chat.postMessage", channel=room.id, text="Hi") == "not_in_channel"
    assert await bare.error("chat.postMessage", channel=secret.id, text="?") == "channel_not_found"
    room.invites(team.bot)
    assert await bare.error("chat.postMessage", channel=room.id, text="Hi") == ""
    room.archives()
    assert await bare.error("chat.postMessage", channel=room.id, text="Hi") == "is_archived"


async def test_blocks_without_top_level_text_are_noted(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    room = team.channel("debates")
    await bare.ask("chat.postMessage", channel=room.id, blocks=[section("Hi")])
    assert "without top-level text" in slack.violations.pop()


async def test_text_is_cut_at_forty_thousand(team: Workspace, bare: Bare) -> None:
    room = team.channel("debates")
    answer = await bare.ask("chat.postMessage", channel=room.id, text="x" * 40_001)
    assert (answer["warning"], len(room.messages[0].raw)) == ("message_truncated", 40_000)


PINGS: list[tuple[dict[str, Any], set[str], set[str]]] = [
    ({"text": "<@{ana}> hi"}, {"Ana"}, set()),
    ({"text": "&lt;@{ana}&gt; hi"}, set(), set()),
    ({"text": "<!here>"}, {"Admin", "Ana", "Ben"}, {"here"}),
    ({"text": "<!channel|channel>"}, {"Admin", "Ana", "Ben"}, {"channel"}),
    ({"text": "&lt;!channel&gt;"}, set(), set()),
    ({"text": "@channel @here"}, set(), set()),
    ({"text": "@channel", "parse": "full"}, {"Admin", "Ana", "Ben"}, {"channel"}),
    ({"text": "@channel", "link_names": True}, {"Admin", "Ana", "Ben"}, {"channel"}),
    ({"text": "<!subteam^S1>"}, set(), {"S1"}),
    ({"text": "Hi", "blocks": [section("<@{ben}>")]}, {"Ben"}, set()),
    ({"text": "Hi", "blocks": [{"type": "context", "elements": [text("<!here>")]}]},
     {"Admin", "Ana", "Ben"}, {"here"}),
    ({"text": "Hi", "blocks": [{"type": "header", "text": text("<!here>", "plain_text")}]},
     set(), set()),
    ({"text": "Hi", "blocks": [{"type": "section", "text": text("<!here>", "plain_text")}]},
     set(), set()),
    ({"text": "Hi", "blocks": [section("@here")]}, {"Admin", "Ana", "Ben"}, {"here"}),
    ({"text": "Hi", "blocks": [{"type": "section", "text": text("@here") | {"verbatim": True}}]},
     set(), set()),
    ({"text": "Hi", "blocks": [{"type": "rich_text", "elements": [
        {"type": "rich_text_section", "elements": [{"type": "broadcast", "range": "channel"}]}
     ]}]}, {"Admin", "Ana", "Ben"}, {"channel"}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "pinged", "broadcasts"), PINGS)
async def test_whom_a_message_notifies(
    team: Workspace,
    bare: Bare,
    body: dict[str, Any],
    pinged: set[str],
    broadcasts: set[str],
) -> None:
    room, ana, ben = team.channel("debates"), team.member("Ana"), team.member("Ben")

    def named(node: Any) -> Any:  # noqa: ANN401 - any JSON
        if isinstance(node, dict):
            return {key: named(one) for key, one in node.items()}
        if isinstance(node, list):
            return [named(one) for one in node]
        if isinstance(node, str):
            return node.replace("{ana}", ana.id).replace("{ben}", ben.id)
        return node

    await bare.ask("chat.postMessage", channel=room.id, **named(body))
    (seen,) = room.messages
    assert (seen.pings, seen.broadcasts) == (frozenset(pinged), frozenset(broadcasts))


async def test_a_direct_message_notifies_and_an_edit_does_not(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    ana = team.member("Ana")
    sent = await bare.ask("chat.postMessage", channel=ana.id, text="Hello")
    assert slack.notifications(ana) == 1
    place = {"channel": sent["channel"], "ts": sent["ts"]}
    await bare.ask("chat.update", text=f"{ana.mention}!", **place)
    assert [one.text for one in ana.direct] == ["@Ana!"]
    assert (slack.notifications(ana), ana.direct[0].edits) == (1, 1)


async def test_a_broadcast_in_a_thread_reaches_nobody(team: Workspace, bare: Bare) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    parent = await ana.says(room, "Who is in?")
    body = {"channel": room.id, "thread_ts": parent.ts}
    await bare.ask("chat.postMessage", text="<!channel> look", **body)
    (reply,) = parent.replies
    assert (reply.pings, reply.broadcasts) == (frozenset(), frozenset({"channel"}))
    assert reply.followed == {"Ana"}


async def test_history_shows_metadata_only_when_asked_and_no_ephemeral_message(
    team: Workspace, bare: Bare
) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    made = {"event_type": "outbox", "event_payload": {"id": "o1"}}
    await bare.ask("chat.postMessage", channel=room.id, text="One", metadata=made)
    await bare.ask("chat.postEphemeral", channel=room.id, user=ana.id, text="Psst")
    plain = await bare.ask("conversations.history", channel=room.id)
    asked = await bare.ask("conversations.history", channel=room.id, include_all_metadata=True)
    assert ["metadata" in one for one in plain["messages"]] == [False]
    assert [one["metadata"] for one in asked["messages"]] == [made]


async def test_history_comes_in_pages_newest_first_and_threads_apart(
    team: Workspace, bare: Bare
) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    seen = [await ana.says(room, f"No {n}") for n in range(5)]
    under = [await ana.says(room, f"Reply {n}", thread=seen[0]) for n in range(3)]
    first = await bare.ask("conversations.history", channel=room.id, limit=3)
    assert [one["text"] for one in first["messages"]] == ["No 4", "No 3", "No 2"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = await bare.ask("conversations.history", channel=room.id, limit=3, cursor=cursor)
    assert [one["text"] for one in rest["messages"]] == ["No 1", "No 0"]
    assert (first["has_more"], rest["has_more"]) == (True, False)
    place = {"channel": room.id, "ts": seen[0].ts, "oldest": under[0].ts}
    answer = await bare.ask("conversations.replies", **place)
    assert [one["text"] for one in answer["messages"]] == ["No 0", "Reply 1", "Reply 2"]
    assert answer["messages"][0]["reply_count"] == 3


async def test_an_ephemeral_message_is_for_one_person_and_vanishes(
    team: Workspace, bare: Bare
) -> None:
    room, ana, ben = team.channel("debates"), team.member("Ana"), team.member("Ben")
    body = {"channel": room.id, "user": ana.id, "text": "Psst"}
    sent = await bare.ask("chat.postEphemeral", **body)
    assert [one.text for one in ana.sees(room)] == ["Psst"]
    assert ben.sees(room) == []
    place = {"channel": room.id, "ts": sent["message_ts"], "text": "?"}
    assert await bare.error("chat.update", **place) == "message_not_found"
    ana.reloads()
    assert ana.sees(room) == []


async def test_a_deleted_message_with_replies_leaves_a_tombstone(
    team: Workspace, bare: Bare
) -> None:
    room, ana = team.channel("debates"), team.member("Ana")
    sent = [await bare.ask("chat.postMessage", channel=room.id, text=n) for n in ("a", "b")]
    await ana.says(room, "Yes", thread=room.messages[0])
    for one in sent:
        assert await bare.error("chat.delete", channel=room.id, ts=one["ts"]) == ""
    assert [one.text for one in room.messages] == ["This message was deleted."]


async def test_files_come_in_three_steps_with_words_for_the_blind(
    slack: Slack, team: Workspace, bare: Bare
) -> None:
    room, data = team.channel("debates"), b"a picture"
    asked = {"filename": "chart.png", "length": len(data), "alt_txt": "A chart"}
    url = await bare.ask("files.getUploadURLExternal", **asked)
    shared = {"files": [{"id": url["file_id"], "title": "Chart"}], "channel_id": room.id}
    assert await bare.error("files.completeUploadExternal", **shared) == "file_update_failed"
    async with bare.session.post(url["upload_url"], data=data) as response:
        assert response.status == 200
    await bare.ask("files.completeUploadExternal", initial_comment="Look", **shared)
    (seen,) = room.messages
    (file,) = seen.files
    assert (seen.text, file.title, file.alt, file.data) == ("Look", "Chart", "A chart", data)


ROOMS = [("debates", False), ("staff", True)]


@pytest.mark.parametrize(("name", "private"), ROOMS)
async def test_what_is_known_of_a_room(
    team: Workspace, bare: Bare, name: str, private: bool
) -> None:
    ana: Person = team.member("Ana")
    room = team.channel(name, private=private, members=(ana,))
    found = (await bare.ask("conversations.info", channel=room.id))["channel"]
    assert (found["name"], found["is_private"], found["is_member"]) == (name, private, True)
    members = (await bare.ask("conversations.members", channel=room.id))["members"]
    assert {ana.id, team.bot.id} <= set(members)
    kinds = "private_channel" if private else "public_channel"
    listed = await bare.ask("conversations.list", types=kinds)
    assert [one["id"] for one in listed["channels"]] == [room.id]
