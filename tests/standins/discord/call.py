"""One REST request as handlers take it, and what they give back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from aiohttp import BodyPartReader, web

from tests.standins.discord.ids import snowflake
from tests.standins.discord.permissions import BITS, in_channel
from tests.standins.discord.refusals import invalid, refused
from tests.standins.discord.stage import Stage
from tests.standins.discord.state import Body, Channel, File


@dataclass(slots=True, kw_only=True)
class Call:
    """A request. `path`: the variables of its path. `body`: its JSON, {} if there is none;
    `listed`: the same where it is an array. `arrived`: monotonic seconds.
    """

    stage: Stage
    path: Mapping[str, str]
    query: Mapping[str, str]
    arrived: float
    body: Body = field(default_factory=dict)
    listed: list[Body] = field(default_factory=list)
    files: list[File] = field(default_factory=list)

    @property
    def bot(self) -> str:
        """The bot's id."""
        return self.stage.world.bot.id

    def channel(self, *needed: str) -> Channel:
        """The channel of the path, if the bot may do all that is `needed` there.

        Raises Refused: 10003 it is gone; 50001 the bot does not see it; 50013 it may not.
        """
        channel = self.stage.world.channel(self.path["channel_id"])
        require(self.stage, channel, *needed)
        return channel


Reply = tuple[int, Any]
Handler = Callable[[Call], Reply]
Routes = list[tuple[str, str, Handler]]
NOTHING: Reply = (HTTPStatus.NO_CONTENT, None)


def require(stage: Stage, channel: Channel, *needed: str) -> None:
    """Raises Refused 50001 or 50013 unless the bot may do all that is `needed` in a channel."""
    granted = in_channel(stage.world, channel, stage.world.bot.id)
    if not granted & BITS["VIEW_CHANNEL"]:
        raise refused(50001)
    if any(not granted & BITS[name] for name in needed):
        raise refused(50013)


async def read_body(request: web.Request) -> tuple[Any, list[File]]:
    """A request's JSON (None if it has none) and its uploads. Raises Refused 50035."""
    if request.content_type.startswith("multipart/"):
        return await _read_parts(request)
    text = await request.text()
    if not text:
        return None, []
    try:
        return json.loads(text), []
    except ValueError:
        raise invalid(
            (), "CONTENT_TYPE_INVALID", "The request body contains invalid JSON."
        ) from None


async def _read_parts(request: web.Request) -> tuple[Any, list[File]]:
    payload: Any = {}
    uploads: dict[str, File] = {}
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        name = part.name or ""
        if name == "payload_json":
            payload = json.loads(await part.text())
        elif name.startswith("files["):
            uploads[name[6:-1]] = File(
                id=snowflake(),
                name=part.filename or "file",
                data=bytes(await part.read()),
                kind=part.headers.get("Content-Type", "application/octet-stream"),
            )
    body = payload.get("data") or payload if isinstance(payload, dict) else {}
    listed = (body.get("attachments") or []) if isinstance(body, dict) else []
    for number, one in enumerate(listed):
        upload = uploads.get(str(one.get("id")))
        if upload is not None:
            upload.description = str(one.get("description") or "")
            upload.name = str(one.get("filename") or upload.name)
        elif len(str(one.get("id"))) <= 2:
            where = ("attachments", number, "id")
            raise invalid(where, "ATTACHMENT_NOT_FOUND", "There is no upload of this number.")
    return payload, list(uploads.values())
