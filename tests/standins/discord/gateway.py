"""The gateway: websockets that bots listen on, and the sessions that outlive them.

A *line* is one websocket; a *session* is what RESUME continues: its events are kept and sent again.
Op codes and close codes: developer documentation, "Gateway". Limits: 4,096 bytes a payload (close
4002), 120 payloads a minute (4008).
"""

import json
import secrets
import time
from collections import deque
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.standins.changes import Changes
from tests.standins.discord.line import Line
from tests.standins.discord.shapes import guild_json, user_json
from tests.standins.discord.state import Body, Guild, World

GUILDS, GUILD_MEMBERS, PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_MESSAGES, REACTIONS, DIRECT_MESSAGES = 1 << 9, 1 << 10, 1 << 12
CONTENT = 1 << 15
ALWAYS = 0  # the event needs no intent

_MOST_BYTES, _MOST_A_MINUTE = 4096, 120
_KEPT = 5_000  # events of a session that can be replayed
_NEEDS_SHARDING = 2_500  # servers, platforms.md
_UNKNOWN_OP, _BAD_PAYLOAD, _NOT_IDENTIFIED, _BAD_TOKEN = 4001, 4002, 4003, 4004
_TWICE, _TOO_MANY, _BAD_SHARD, _NEED_SHARDS, _BAD_INTENTS = 4005, 4008, 4010, 4011, 4014


@dataclass(slots=True, kw_only=True, eq=False)
class Session:
    """What a bot listens in: its shard, its intents, what it was sent."""

    id: str
    shard: tuple[int, int]
    intents: int
    seq: int = 0
    sent: deque[Body] = field(default_factory=lambda: deque(maxlen=_KEPT))
    line: Line | None = None

    def hears(self, guild: str | None, intent: int) -> bool:
        """Whether an event of a guild (None: direct) goes to this session."""
        place = 0 if guild is None else (int(guild) >> 22) % self.shard[1]
        return place == self.shard[0] and self.intents & intent == intent

    def send(self, event: str, data: Body) -> None:
        """Send an event, or keep it until the bot resumes."""
        self.seq += 1
        payload = {"op": 0, "t": event, "s": self.seq, "d": data}
        self.sent.append(payload)
        if self.line is not None:
            self.line.send(payload)


@dataclass(slots=True, kw_only=True)
class Terms:
    """On which terms the gateway lets a bot in."""

    token: str
    heartbeat: float
    refused_intents: int
    flags: int


class Gateway:
    """All lines and sessions of one application."""

    def __init__(self, world: World, terms: Terms, changes: Changes) -> None:
        self.world = world
        self.changes = changes
        self.terms = terms
        self.down = False
        self.sessions: list[Session] = []
        self.lines: list[Line] = []
        self.identified = 0
        self.resumed = 0
        self.closed_with: list[int] = []

    @property
    def connected(self) -> list[Session]:
        """Sessions with a line."""
        return [session for session in self.sessions if session.line is not None]

    def dispatch(self, event: str, data: Body, guild: str | None, intent: int) -> None:
        """Send an event to the sessions that hear it."""
        for session in self.sessions:
            if session.hears(guild, intent):
                session.send(event, data)

    def dispatch_message(self, event: str, full: Body, stripped: Body) -> None:
        """Send a message: in full to those with the intent for content, else `stripped`."""
        guild = full.get("guild_id")
        intent = GUILD_MESSAGES if guild else DIRECT_MESSAGES
        for session in self.sessions:
            if session.hears(guild, intent):
                session.send(event, full if session.intents & CONTENT else stripped)

    def welcome(self, guild: Guild, *, back: bool = False) -> None:
        """The bot was added to a guild, or the guild is `back` after an outage.

        Only a guild that was known says `unavailable: false`; discord.py tells a new one by that.
        """
        for session in self.sessions:
            if session.hears(guild.id, GUILDS):
                body = self._guild(guild, session) | {"unavailable": False}
                if not back:
                    del body["unavailable"]
                session.send("GUILD_CREATE", body)

    def _guild(self, guild: Guild, session: Session) -> Body:
        with_members = bool(session.intents & GUILD_MEMBERS)
        return guild_json(self.world, guild, with_members=with_members)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One websocket, from HELLO to its end."""
        if self.down:
            return web.Response(status=503, text="upstream connect error")
        socket = web.WebSocketResponse(max_msg_size=1 << 20)
        await socket.prepare(request)
        line = Line(request, socket)
        self.lines.append(line)
        line.send({"op": 10, "d": {"heartbeat_interval": int(self.terms.heartbeat * 1000)}})
        heard: deque[float] = deque(maxlen=_MOST_A_MINUTE)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._hear(line, message.data, heard)
        finally:
            self._hang_up(line, socket.close_code)
            await line.end()
        return socket

    def _hang_up(self, line: Line, code: int | None) -> None:
        self.lines.remove(line)
        self.closed_with.append(line.closed_with or code or 1006)
        self.changes.happened()
        for session in self.connected:
            if session.line is line:
                session.line = None
                # A bot that closes with 1000 or 1001 ends its session; else it may resume.
                if code in (1000, 1001) and not line.closed_with:
                    self.sessions.remove(session)

    def _hear(self, line: Line, text: str, heard: deque[float]) -> None:
        now = time.monotonic()
        too_many = len(heard) == _MOST_A_MINUTE and now - heard[0] < 60
        heard.append(now)
        if line.stalled:
            return
        if len(text.encode()) > _MOST_BYTES:
            line.close(_BAD_PAYLOAD)
            return
        if too_many:
            line.close(_TOO_MANY)
            return
        payload = json.loads(text)
        self._follow(line, payload.get("op"), payload.get("d"))
        self.changes.happened()

    def _follow(self, line: Line, op: int, data: Body) -> None:
        has = next((session for session in self.sessions if session.line is line), None)
        if op == 1:
            line.beats += 1
            line.send({"op": 11, "d": None})
        elif op in (2, 6) and has is not None:
            line.close(_TWICE)
        elif op == 2:
            self._identify(line, data)
        elif op == 6:
            self._resume(line, data)
        elif has is None:
            line.close(_NOT_IDENTIFIED)
        elif op not in (3, 4, 8):
            line.close(_UNKNOWN_OP)

    def _identify(self, line: Line, data: Body) -> None:
        shard, shards = data.get("shard", (0, 1))
        servers = sum(self.world.bot.id in g.members for g in self.world.guilds.values())
        if data.get("token") != self.terms.token:
            line.close(_BAD_TOKEN)
        elif int(data["intents"]) & self.terms.refused_intents:
            line.close(_BAD_INTENTS)
        elif not 0 <= shard < shards:
            line.close(_BAD_SHARD)
        elif servers > _NEEDS_SHARDING * shards:
            line.close(_NEED_SHARDS)
        else:
            session = Session(
                id=secrets.token_hex(16), shard=(shard, shards), intents=data["intents"], line=line
            )
            self.sessions.append(session)
            self.identified += 1
            self._ready(session, line)

    def _ready(self, session: Session, line: Line) -> None:
        theirs = [
            guild
            for guild in self.world.guilds.values()
            if self.world.bot.id in guild.members and session.hears(guild.id, ALWAYS)
        ]
        ready: Body = {
            "v": 10,
            "user": user_json(self.world.bot),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in theirs],
            "session_id": session.id,
            "resume_gateway_url": line.url,
            "shard": list(session.shard),
            "application": {"id": self.world.bot.id, "flags": self.terms.flags},
            "private_channels": [],
        }
        session.send("READY", ready)
        for guild in theirs:
            if session.intents & GUILDS:
                session.send("GUILD_CREATE", self._guild(guild, session))

    def _resume(self, line: Line, data: Body) -> None:
        known = (s for s in self.sessions if s.id == data.get("session_id"))
        session = next(known, None)
        if data.get("token") != self.terms.token:
            line.close(_BAD_TOKEN)
        elif session is None:
            line.send({"op": 9, "d": False})
        else:
            if session.line is not None:
                session.line.drop()
            session.line = line
            self.resumed += 1
            for payload in session.sent:
                if payload["s"] > int(data["seq"] or 0):
                    line.send(payload)
            session.send("RESUMED", {"_trace": []})
