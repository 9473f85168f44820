"""Clients that try the stand-in: discord.py as bots use it, and bare requests and sockets."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Self

import aiohttp
import discord as library
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.standins.changes import Changes
from tests.standins.discord.server import Discord

INTENTS = library.Intents(guilds=True, guild_messages=True, dm_messages=True)
COMMANDS: list[dict[str, Any]] = [
    {
        "name": "debate",
        "description": "Debate",
        "options": [
            {
                "type": 1,
                "name": "start",
                "description": "Start a round",
                "options": [
                    {
                        "type": 3,
                        "name": "format",
                        "description": "Format",
                        "required": True,
                        "choices": [{"name": "A duel", "value": "duel"}],
                    },
                    {"type": 6, "name": "with", "description": "A person"},
                    {"type": 5, "name": "loud", "description": "Yes or no"},
                    {"type": 3, "name": "topic", "description": "Topic", "autocomplete": True},
                ],
            },
            {"type": 1, "name": "flow", "description": "The flow"},
        ],
    },
    {
        "name": "class",
        "description": "For instructors",
        "default_member_permissions": "32",
        "contexts": [0],
        "options": [{"type": 1, "name": "list", "description": "All rounds"}],
    },
]


class Bot(library.AutoShardedClient):
    """discord.py, noting what it is told; `answer_…` are its answers, by command or custom id."""

    def __init__(self, intents: library.Intents, changes: Changes) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.05)
        self.heard: list[str] = []
        self.happened: list[str] = []
        self.changes = changes

    async def setup_hook(self) -> None:
        """As platforms.md says: the gateway comes from the API."""
        found = await self.http.request(Route("GET", "/gateway/bot"))
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(found["url"])

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Five seconds between two IDENTIFYs are for Discord; the stand-in takes them at once."""

    def note(self, what: str) -> None:
        """Remember what happened, and wake the test that waits for it."""
        self.happened.append(what)
        self.changes.happened()

    async def on_ready(self) -> None:
        self.note("ready")

    async def on_resumed(self) -> None:
        self.note("resumed")

    async def on_guild_join(self, guild: library.Guild) -> None:
        self.note(f"joined {guild.name}")

    async def on_guild_remove(self, guild: library.Guild) -> None:
        self.note(f"left {guild.name}")

    async def on_message(self, message: library.Message) -> None:
        if message.author != self.user:
            self.heard.append(message.content)
            self.changes.happened()

    async def on_interaction(self, given: library.Interaction) -> None:
        """Answer by the name of the command, or the custom id."""
        data: Any = given.data
        asked = data.get("custom_id") or data["options"][0]["name"]
        await getattr(self, f"answer_{asked}", self.answer)(given)

    async def answer(self, given: library.Interaction) -> None:
        """The answer where a test gives no other: words, and a button that opens a form."""
        if given.type is library.InteractionType.autocomplete:
            choice = library.app_commands.Choice(name="Phones", value="phones")
            await given.response.autocomplete([choice])
            return
        view = library.ui.View(timeout=None)
        view.add_item(library.ui.Button(label="Speak", custom_id="speak"))
        await given.response.send_message("Ready.", view=view)

    async def answer_speak(self, given: library.Interaction) -> None:
        """A form, prefilled."""
        form = library.ui.Modal(title="Speak", custom_id="form")
        text = library.ui.TextInput[Any](
            custom_id="text", style=library.TextStyle.long, default="My draft", max_length=4000
        )
        form.add_item(library.ui.Label(text="Your speech", component=text))
        await given.response.send_modal(form)

    async def answer_form(self, given: library.Interaction) -> None:
        """Privately, later, and with what was written."""
        await given.response.defer(ephemeral=True, thinking=True)
        data: Any = given.data
        said = data["components"][0]["component"]["value"]
        await given.edit_original_response(content=f"Heard: {said}")


@asynccontextmanager
async def running(discord: Discord, intents: library.Intents = INTENTS) -> AsyncIterator[Bot]:
    """A bot of discord.py that is ready."""
    kept = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = discord.api_base
    bot = Bot(intents, discord.stage.changes)
    task = asyncio.create_task(bot.start(discord.token))
    try:
        await discord.until(lambda: "ready" in bot.happened or task.done(), 5, "a bot to be ready")
        yield bot
    finally:
        await bot.close()
        await asyncio.wait([task])
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = kept


class Bare:
    """Requests as they are, with the bot's token."""

    def __init__(self, discord: Discord) -> None:
        self.discord = discord
        self.headers = {
            "Authorization": f"Bot {discord.token}",
            "User-Agent": "DiscordBot (https://example.org, 1)",
        }

    async def __aenter__(self) -> Self:
        self.session = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.session.close()

    async def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Status and JSON."""
        url = self.discord.api_base + path
        async with self.session.request(method, url, json=body, headers=self.headers) as response:
            text = await response.text()
            return response.status, json.loads(text) if text else None

    async def code(self, method: str, path: str, body: object = None) -> int:
        """Discord's error code; 0 if it went well."""
        status, answer = await self.ask(method, path, body)
        return 0 if status < 400 else int(answer["code"])

    async def upload(self, path: str, body: object, files: Sequence[tuple[str, bytes]]) -> Any:  # noqa: ANN401 - any JSON
        """The JSON of a message sent with files."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body), content_type="application/json")
        for number, (name, data) in enumerate(files):
            form.add_field(f"files[{number}]", data, filename=name)
        url = self.discord.api_base + path
        async with self.session.post(url, data=form, headers=self.headers) as response:
            return await response.json()

    async def register(self, commands: Sequence[dict[str, Any]] = COMMANDS) -> None:
        """Register slash commands."""
        path = f"/applications/{self.discord.bot.id}/commands"
        status, answer = await self.ask("PUT", path, list(commands))
        assert status == 200, answer

    async def gateway(self, *sent: object) -> tuple[list[Any], int]:
        """What a socket without compression hears after it has sent `sent`, until it is closed."""
        url = self.discord.stage.origin.replace("http", "ws") + "/gateway/?v=10&encoding=json"
        heard: list[Any] = []
        async with self.session.ws_connect(url) as socket:
            for payload in sent:
                await socket.send_json(payload)
            heard += [message.json() async for message in socket]
        return heard, socket.close_code or 0
