"""Messages: their limits, whom they notify, who may send them."""

from typing import Any

import pytest

from tests.standins.discord.refusals import CannotDo
from tests.standins.discord.server import Discord
from tests.standins.discord.tests.clients import Bare

BUTTON = {"type": 2, "style": 1, "label": "Join", "custom_id": "a"}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def field(name: str, value: str) -> dict[str, str]:
    return {"name": name, "value": value}


LIMITS = [
    ({"content": "x" * 2000}, None),
    ({"content": "x" * 2001}, "content"),
    ({"embeds": [{"title": "x" * 256}]}, None),
    ({"embeds": [{"title": "x" * 257}]}, "title"),
    ({"embeds": [{"description": "x" * 4097}]}, "description"),
    ({"embeds": [{"footer": {"text": "x" * 2049}}]}, "footer"),
    ({"embeds": [{"description": "x" * 4000}] * 2}, "MAX_EMBED_SIZE_EXCEEDED"),
    ({"embeds": [{"title": "x"}] * 11}, "embeds"),
    ({"embeds": [{"fields": [field("a", "b")] * 25}]}, None),
    ({"embeds": [{"fields": [field("a", "b")] * 26}]}, "fields"),
    ({"embeds": [{"fields": [field("x" * 257, "b")]}]}, "name"),
    ({"embeds": [{"fields": [field("a", "x" * 1025)]}]}, "value"),
    ({"embeds": [{"fields": [field("a", " ")]}]}, "BASE_TYPE_REQUIRED"),
    ({"components": [row(BUTTON)]}, None),
    ({"components": [row(BUTTON, BUTTON)]}, "COMPONENT_CUSTOM_ID_DUPLICATED"),
    ({"components": [row(BUTTON | {"label": "x" * 81})]}, "label"),
    ({"components": [row(BUTTON | {"custom_id": "x" * 101})]}, "custom_id"),
    ({"components": [row(*(BUTTON | {"custom_id": str(n)} for n in range(6)))]}, "components"),
    ({"components": [row(BUTTON | {"custom_id": str(n)}) for n in range(6)]}, "components"),
    ({"components": [row({"type": 3, "custom_id": "m", "options": []})]}, "options"),
    ({"content": "x", "flags": 64}, "FLAGS_INVALID"),
    ({"content": "x", "nonce": "x" * 26}, "nonce"),
    ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "EXCLUSIVE"),
    ({"content": "x", "flags": 1 << 15}, "IS_COMPONENTS_V2"),
]


@pytest.mark.parametrize(("body", "fault"), LIMITS)
async def test_a_message_over_a_limit_is_refused(
    discord: Discord, bare: Bare, body: dict[str, Any], fault: str | None
) -> None:
    room = discord.server("9a").channel("debates")
    status, answer = await bare.ask("POST", f"/channels/{room.id}/messages", body)
    assert len(room.messages) == (fault is None)
    if fault is not None:
        assert (status, answer["code"]) == (400, 50035)
        assert fault in str(answer["errors"])
    discord.violations.clear()  # the specification has some of these limits too


async def test_an_empty_message_is_refused(discord: Discord, bare: Bare) -> None:
    path = f"/channels/{discord.server('9a').channel('debates').id}/messages"
    assert await bare.code("POST", path, {"content": "  "}) == 50006


PINGS: list[tuple[str, dict[str, Any] | None, set[str]]] = [
    ("<@{ana}> hi", None, {"Ana"}),
    ("<@{ana}> hi", {"parse": []}, set()),
    ("<@{ana}> <@{ben}>", {"parse": [], "users": ["{ana}"]}, {"Ana"}),
    ("<@{ana}> <@{ben}>", {"parse": ["users"]}, {"Ana", "Ben"}),
    ("`<@{ana}>`", None, set()),
    ("@everyone", None, {"Ana", "Ben", "Owner"}),
    ("@everyone", {"parse": ["users"]}, set()),
    ("<@&{role}>", None, {"Ben"}),
    ("<@&{role}>", {"parse": []}, set()),
]


@pytest.mark.parametrize(("content", "allowed", "pinged"), PINGS)
async def test_allowed_mentions_decide_whom_a_message_notifies(
    discord: Discord, bare: Bare, content: str, allowed: dict[str, Any] | None, pinged: set[str]
) -> None:
    server = discord.server("9a")
    room, ana, ben = server.channel("debates"), server.member("Ana"), server.member("Ben")
    role = server.role("Debaters")
    server.gives(ben, role)
    ids = {"ana": ana.id, "ben": ben.id, "role": role.id}
    body: dict[str, Any] = {"content": content.format(**ids)}
    if allowed is not None:
        users = [one.format(**ids) for one in allowed.get("users", [])]
        body["allowed_mentions"] = allowed | ({"users": users} if users else {})
    await bare.ask("POST", f"/channels/{room.id}/messages", body)
    assert room.messages[0].pings == pinged
    assert discord.notifications(ana) == ("Ana" in pinged)


async def test_embeds_silent_messages_and_edits_notify_nobody(discord: Discord, bare: Bare) -> None:
    server = discord.server("9a")
    room, ana = server.channel("debates"), server.member("Ana")
    path = f"/channels/{room.id}/messages"
    await bare.ask("POST", path, {"embeds": [{"description": f"{ana.mention} @everyone"}]})
    await bare.ask("POST", path, {"content": ana.mention, "flags": 1 << 12})
    await bare.ask("PATCH", f"{path}/{room.messages[0].id}", {"content": ana.mention})
    assert [one.pings for one in room.messages] == [frozenset(), frozenset({"Ana"})]
    assert discord.notifications(ana) == 0


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ({"content": "see https://example.org/a"}, ["https://example.org/a"]),
        ({"content": "see <https://example.org/a>"}, []),
        ({"content": "see `https://example.org/a`"}, []),
        ({"content": "discord.gg/abc"}, ["discord.gg/abc"]),
        ({"content": "see https://example.org/a", "flags": 4}, []),
        ({"embeds": [{"description": "https://example.org/a"}]}, []),
    ],
)
async def test_links_in_content_unfurl(
    discord: Discord, bare: Bare, body: dict[str, Any], links: list[str]
) -> None:
    room = discord.server("9a").channel("debates")
    await bare.ask("POST", f"/channels/{room.id}/messages", body)
    assert room.messages[0].unfurls == links


async def test_a_nonce_makes_one_message_within_minutes(discord: Discord, bare: Bare) -> None:
    room = discord.server("9a").channel("debates")
    path, body = f"/channels/{room.id}/messages", {"content": "x", "nonce": "one"}
    _, first = await bare.ask("POST", path, body | {"enforce_nonce": True})
    _, again = await bare.ask("POST", path, body | {"enforce_nonce": True})
    assert (again["id"], again["nonce"], len(room.messages)) == (first["id"], "one", 1)
    await bare.ask("POST", path, body)
    discord.forgets_nonces()
    await bare.ask("POST", path, body | {"enforce_nonce": True})
    assert len(room.messages) == 3


@pytest.mark.parametrize(
    ("denied", "body", "code"),
    [
        ("VIEW_CHANNEL", {"content": "x"}, 50001),
        ("SEND_MESSAGES", {"content": "x"}, 50013),
        ("EMBED_LINKS", {"embeds": [{"title": "x"}]}, 50013),
        ("EMBED_LINKS", {"content": "x"}, 0),
        ("SEND_MESSAGES_IN_THREADS", {"content": "x"}, 0),
    ],
)
async def test_a_bot_needs_permission(
    discord: Discord, bare: Bare, denied: str, body: dict[str, Any], code: int
) -> None:
    room = discord.server("9a").channel("debates")
    room.denies(denied, to=discord.bot)
    assert await bare.code("POST", f"/channels/{room.id}/messages", body) == code
    room.allows(denied, to=discord.bot)
    assert await bare.code("POST", f"/channels/{room.id}/messages", body) == 0


async def test_direct_messages_can_be_closed(discord: Discord, bare: Bare) -> None:
    ana = discord.server("9a").member("Ana")
    _, opened = await bare.ask("POST", "/users/@me/channels", {"recipient_id": ana.id})
    path = f"/channels/{opened['id']}/messages"
    assert await bare.code("POST", path, {"content": "Hello"}) == 0
    ana.closed = True
    assert await bare.code("POST", path, {"content": "Hello"}) == 50007
    assert [one.text for one in ana.direct] == ["Hello"]
    assert discord.notifications(ana) == 1


async def test_a_message_has_one_thread_with_its_own_id(discord: Discord, bare: Bare) -> None:
    server = discord.server("9a")
    room, ana = server.channel("debates"), server.member("Ana")
    _, lobby = await bare.ask("POST", f"/channels/{room.id}/messages", {"content": "Lobby"})
    path = f"/channels/{room.id}/messages/{lobby['id']}/threads"
    status, thread = await bare.ask("POST", path, {"name": "Round"})
    assert (status, thread["id"], thread["type"]) == (201, lobby["id"], 11)
    assert await bare.code("POST", path, {"name": "Round"}) == 160004
    inside = room.threads[0]
    await ana.says(inside, "Hello")
    assert inside.members == ["debate-bot", "Ana"]
    inside.delete()
    assert await bare.code("POST", f"/channels/{thread['id']}/messages", {"content": "x"}) == 10003


async def test_a_private_thread_is_seen_by_those_in_it(discord: Discord, bare: Bare) -> None:
    server = discord.server("9a")
    room, ana, ben = server.channel("debates"), server.member("Ana"), server.member("Ben")
    _, made = await bare.ask("POST", f"/channels/{room.id}/threads", {"name": "Plan", "type": 12})
    members = f"/channels/{made['id']}/thread-members"
    assert await bare.code("PUT", f"{members}/{ana.id}") == 0
    await bare.ask("POST", f"/channels/{made['id']}/messages", {"content": "Psst"})
    plan = room.threads[0]
    assert [len(one.sees(plan)) for one in (ana, ben)] == [1, 0]
    with pytest.raises(CannotDo, match="lacks VIEW_CHANNEL"):
        await ben.says(plan, "Let me in")


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", "54321"),
        ("?limit=2", "54"),
        ("?before={3}", "21"),
        ("?after={3}&limit=1", "4"),
        ("?around={3}&limit=3", "432"),
    ],
)
async def test_history_is_read_newest_first(
    discord: Discord, bare: Bare, query: str, seen: str
) -> None:
    server = discord.server("9a")
    room, ana = server.channel("debates"), server.member("Ana")
    ids = [""] + [(await ana.says(room, f"{discord.bot.mention} {n}")).id for n in range(1, 6)]
    path = f"/channels/{room.id}/messages" + query.format(*ids)
    _, found = await bare.ask("GET", path)
    assert "".join(one["content"][-1] for one in found) == seen
    room.denies("READ_MESSAGE_HISTORY", to=discord.bot)
    assert await bare.ask("GET", path) == (200, [])


async def test_a_bot_edits_only_its_own_messages(discord: Discord, bare: Bare) -> None:
    server = discord.server("9a")
    room, ana = server.channel("debates"), server.member("Ana")
    said = await ana.says(room, "Mine")
    path = f"/channels/{room.id}/messages"
    assert await bare.code("PATCH", f"{path}/{said.id}", {"content": "Yours"}) == 50005
    assert await bare.code("DELETE", f"{path}/{said.id}") == 50013
    assert await bare.code("PATCH", f"{path}/1", {"content": "x"}) == 10008


async def test_an_upload_keeps_its_bytes_and_its_description(discord: Discord, bare: Bare) -> None:
    room = discord.server("9a").channel("debates")
    body = {
        "embeds": [{"image": {"url": "attachment://flow.png"}}],
        "attachments": [{"id": 0, "filename": "flow.png", "description": "The flow"}],
    }
    sent = await bare.upload(f"/channels/{room.id}/messages", body, [("flow.png", b"png")])
    (file,) = room.messages[0].files
    assert (file.name, file.data, file.description) == ("flow.png", b"png", "The flow")
    assert sent["embeds"][0]["image"]["url"] == sent["attachments"][0]["url"]
    async with bare.session.get(sent["attachments"][0]["url"]) as fetched:
        assert await fetched.read() == b"png"
