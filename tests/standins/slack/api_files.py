"""files.*: the upload in three steps: a URL is asked for, bytes go there, the file is shared.

A file message has no metadata: Slack has no argument for it.
"""

from http import HTTPStatus

from aiohttp import BodyPartReader, web

from tests.standins.slack.blocks import check_message
from tests.standins.slack.call import Call, Method
from tests.standins.slack.ids import new_id
from tests.standins.slack.posting import draft, post
from tests.standins.slack.rates import Tier
from tests.standins.slack.refusals import Refused
from tests.standins.slack.shapes import file_json
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import Body, File

UPLOAD = "/upload/v1/"
_ALT, _MOST = 1_000, 1_000_000_000


def upload_url(call: Call) -> Body:
    """files.getUploadURLExternal."""
    name, length = call.wanted("filename"), call.text("length")
    if not length.isdigit() or not 1 <= int(length) <= _MOST:
        raise Refused("invalid_arguments")
    if len(call.text("alt_txt")) > _ALT:
        raise Refused("alt_txt_too_large")
    made = File(
        id=new_id("F"), name=name, length=int(length), alt=call.text("alt_txt"), user=call.bot
    )
    call.stage.world.files[made.id] = made
    return {"upload_url": f"{call.stage.origin}{UPLOAD}{made.id}", "file_id": made.id}


def complete(call: Call) -> Body:
    """files.completeUploadExternal: title the files, share them in a channel or a thread."""
    listed = call.body.get("files")
    if not isinstance(listed, list) or not listed:
        raise Refused("invalid_arguments")
    found = [_uploaded(call, one) for one in listed]
    place = call.text("channel_id") or call.text("channels").partition(",")[0]
    if place:
        call.body["channel"] = place
        channel = call.channel()
        call.inside(channel)
        call.parent(channel)
        check_message(call.body)
        body = {name: call.body.get(name) for name in ("thread_ts", "blocks")}
        body["text"] = call.text("initial_comment")
        post(call.stage, draft(channel, call.bot, body, found), body)
    return {"files": [file_json(one, call.stage.origin) for one in found]}


def _uploaded(call: Call, one: Body) -> File:
    found = call.stage.world.files.get(str(one.get("id")))
    if found is None or found.user != call.bot:
        raise Refused("file_not_found")
    if found.data is None:
        raise Refused("file_update_failed")
    found.title = str(one.get("title") or "")
    return found


async def receive(stage: Stage, request: web.Request) -> web.Response:
    """The bytes of an upload: as they are, or in a form."""
    file = stage.world.files.get(request.match_info["file"])
    if file is None or file.data is not None:
        return web.Response(status=HTTPStatus.NOT_FOUND)
    data = await request.read() if not request.content_type.startswith("multipart/") else b""
    if not data:
        async for field in await request.multipart():
            assert isinstance(field, BodyPartReader)
            data = bytes(await field.read())
    if len(data) != file.length:
        stage.violations.append(f"{file.name}: {len(data)} bytes, {file.length} were announced")
        return web.Response(status=HTTPStatus.BAD_REQUEST)
    file.data = data
    return web.Response(text=f"OK - {len(data)}")


_WRITE = ("files:write",)
METHODS = [
    Method(name="files.getUploadURLExternal", handler=upload_url, tier=Tier.FOUR, scopes=_WRITE),
    Method(name="files.completeUploadExternal", handler=complete, tier=Tier.FOUR, scopes=_WRITE),
]
