"""Servers, menus, archives, audit logs; silence at the gateway; bans."""

from typing import Any

import pytest

from tests.standins.discord.refusals import CannotDo
from tests.standins.discord.rooms import BY_INVITE
from tests.standins.discord.server import Discord
from tests.standins.discord.tests.clients import Bare

OPTIONS = [{"label": "Phones", "value": "p"}, {"label": "Buses", "value": "b"}]
MENU = {"type": 3, "custom_id": "topic", "placeholder": "Topic", "options": OPTIONS}


async def test_an_option_of_a_menu_is_chosen_by_its_label(discord: Discord, bare: Bare) -> None:
    discord.settings.patience = 0.0
    server = discord.server("9a")
    room, ana = server.channel("debates"), server.member("Ana")
    body: dict[str, Any] = {"components": [{"type": 1, "components": [MENU]}]}
    await bare.ask("POST", f"/channels/{room.id}/messages", body)
    given = await ana.chooses(room.messages[0], "Buses", menu="Topic")
    assert given.interaction.data == {"component_type": 3, "custom_id": "topic", "values": ["b"]}
    with pytest.raises(CannotDo, match="the menu offers"):
        await ana.chooses(room.messages[0], "Trains")


async def test_the_audit_log_says_who_added_the_bot(discord: Discord, bare: Bare) -> None:
    server = discord.server("9a", bot=False)
    ana = server.member("Ana")
    server.adds_bot(by=ana)
    path = f"/guilds/{server.id}/audit-logs?action_type=28"
    assert await bare.code("GET", path) == 50013
    server.kicks_bot()
    server.adds_bot(by=ana, may=(*BY_INVITE, "VIEW_AUDIT_LOG"))
    _, log = await bare.ask("GET", path)
    assert log["audit_log_entries"][0]["user_id"] == ana.id


async def test_an_archived_thread_opens_by_a_message_unless_it_is_locked(
    discord: Discord, bare: Bare
) -> None:
    room = discord.server("9a").channel("debates")
    await bare.ask("POST", f"/channels/{room.id}/threads", {"name": "Round", "type": 11})
    thread = room.threads[0]
    path = f"/channels/{thread.id}/messages"
    thread.archive()
    assert await bare.code("POST", path, {"content": "x"}) == 0
    assert not thread.archived
    thread.archive(locked=True)
    assert await bare.code("POST", path, {"content": "x"}) == 50083


async def test_a_member_who_left_sees_nothing_and_gets_nothing(
    discord: Discord, bare: Bare
) -> None:
    server = discord.server("9a")
    room, ana = server.channel("debates"), server.member("Ana")
    server.left_by(ana)
    path = f"/channels/{room.id}/messages"
    await bare.ask("POST", path, {"content": f"{ana.mention}, are you there?"})
    assert ana.sees(room) == []
    assert discord.notifications(ana) == 0
    assert await bare.code("GET", f"/guilds/{server.id}/members/{ana.id}") == 10007
    _, opened = await bare.ask("POST", "/users/@me/channels", {"recipient_id": ana.id})
    assert await bare.code("POST", f"/channels/{opened['id']}/messages", {"content": "x"}) == 50007


async def test_a_stalled_gateway_neither_hears_nor_speaks(discord: Discord, bare: Bare) -> None:
    url = discord.stage.origin.replace("http", "ws") + "/gateway"
    async with bare.session.ws_connect(url) as socket:
        await socket.receive_json()
        await socket.send_json({"op": 2, "d": {"token": discord.token, "intents": 1}})
        assert (await socket.receive_json())["t"] == "READY"
        discord.stalls_gateway()
        discord.server("9a")
        await socket.send_json({"op": 1, "d": None})
        with pytest.raises(TimeoutError):
            await socket.receive(timeout=0.05)
        discord.unstalls_gateway()
        assert (await socket.receive_json())["t"] == "GUILD_CREATE"
        await socket.send_json({"op": 1, "d": None})
        assert (await socket.receive_json())["op"] == 11


async def test_ten_thousand_invalid_requests_ban_the_address(discord: Discord, bare: Bare) -> None:
    await bare.code("GET", "/channels/1")
    assert discord.stage.invalid == []
    bare.headers["Authorization"] = "Bot wrong"
    await bare.ask("GET", "/users/@me")
    discord.stage.invalid *= 10_000
    async with bare.session.get(discord.api_base + "/users/@me", headers=bare.headers) as response:
        assert (response.status, await response.text()) == (429, "error code: 1015")


async def test_displayed_texts_have_their_own_limits(discord: Discord, bare: Bare) -> None:
    room = discord.server("9a").channel("debates")
    path = f"/channels/{room.id}/messages"
    for size, code in ((4000, 0), (4001, 50035)):
        body = {"flags": 1 << 15, "components": [{"type": 10, "content": "x" * size}]}
        assert await bare.code("POST", path, body) == code
    assert [len(one.text) for one in room.messages] == [4000]
    discord.violations.clear()
