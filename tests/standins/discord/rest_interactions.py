"""REST of interactions: the first answer, edits of it, follow-ups.

platforms.md: the first answer within 3 s (10062), one only (40060); the token then lives 15 min
(50027). A deferral is fulfilled by editing `@original`; a follow-up to one still does (deprecated).
"""

import time
from http import HTTPStatus

from tests.standins.discord.call import NOTHING, Call, Reply, Routes
from tests.standins.discord.components import check_form
from tests.standins.discord.ids import now_ms
from tests.standins.discord.limits import (
    BY_BOTS,
    check_deferral,
    check_message,
    check_suggestions,
)
from tests.standins.discord.posting import delete, draft, edit, is_empty, post, readable
from tests.standins.discord.refusals import invalid, refused
from tests.standins.discord.rest_messages import changed
from tests.standins.discord.shapes import user_json
from tests.standins.discord.state import (
    EPHEMERAL,
    LOADING,
    Body,
    First,
    Interaction,
    Message,
)

PING, COMMAND, PRESS, COMPLETION, FORM = 1, 2, 3, 4, 5  # kinds of interactions
SAY, DEFER, DEFER_EDIT, EDIT, SUGGEST, OPEN_FORM = 4, 5, 6, 7, 8, 9  # types of first answers
_LASTING = (SAY, DEFER)
_FITS = {
    COMMAND: (SAY, DEFER, OPEN_FORM),
    PRESS: (SAY, DEFER, DEFER_EDIT, EDIT, OPEN_FORM),
    COMPLETION: (SUGGEST,),
    FORM: (SAY, DEFER),
}


def answer(call: Call) -> Reply:
    """POST /interactions/{interaction_id}/{interaction_token}/callback."""
    given = call.stage.world.interactions.get(call.path["interaction_id"])
    if given is None or given.token != call.path["interaction_token"]:
        raise refused(10062)
    seconds = call.arrived - given.began
    if given.first is not None:
        raise refused(40060)
    if seconds > call.stage.settings.patience:
        raise refused(10062)
    kind, data = int(call.body.get("type", 0)), call.body.get("data") or {}
    fits = _FITS[given.kind] + ((DEFER_EDIT, EDIT) if given.kind == FORM and given.source else ())
    if kind not in fits:
        raise invalid(("type",), "INTERACTION_CALLBACK_TYPE_INVALID", f"Must be one of {fits}.")
    _check(call, kind, data)
    given.first = First(type=kind, data=data, at=now_ms(), seconds=seconds)
    given.original = _shown(call, given, kind, data)
    call.stage.changes.happened()
    return _told(call, given) if call.query.get("with_response") in ("1", "true") else NOTHING


def _check(call: Call, kind: int, data: Body) -> None:
    if kind in (SAY, EDIT):
        check_message(data, call.files, flags=BY_BOTS | EPHEMERAL)
    elif kind in (DEFER, DEFER_EDIT):
        check_deferral(data)
    elif kind == SUGGEST:
        check_suggestions(data)
    else:
        check_form(data)


def _shown(call: Call, given: Interaction, kind: int, data: Body) -> Message | None:
    """The message that `@original` names after a first answer."""
    if kind in _LASTING:
        given.deferred = kind == DEFER
        loading = {"flags": int(data.get("flags") or 0) | LOADING}
        return _said(call, given, loading if kind == DEFER else data)
    if kind == EDIT and given.source is not None:
        return edit(call.stage, given.source, data, call.files)
    return given.source if kind == DEFER_EDIT else None


def _said(call: Call, given: Interaction, data: Body) -> Message:
    channel = call.stage.world.channel(given.channel)
    message = draft(channel, call.bot, data, call.files)
    if is_empty(message) and not message.flags & LOADING:
        raise refused(50006)
    message.only_for = given.user if message.flags & EPHEMERAL else ""
    message.interaction = {
        "id": given.id,
        "type": given.kind,
        "user": user_json(call.stage.world.users[given.user]),
        "authorizing_integration_owners": {},
    }
    return post(call.stage, message, data.get("allowed_mentions"))


def _told(call: Call, given: Interaction) -> Reply:
    assert given.first is not None
    body: Body = {
        "interaction": {
            "id": given.id,
            "type": given.kind,
            "response_message_loading": given.deferred,
        }
    }
    if given.original is not None:
        body["interaction"] |= {
            "response_message_id": given.original.id,
            "response_message_ephemeral": bool(given.original.only_for),
        }
        shown = readable(call.stage, given.original)
        body["resource"] = {"type": given.first.type, "message": shown}
    return 200, body


def _by_token(call: Call) -> Interaction:
    given = call.stage.world.tokens.get(call.path["webhook_token"])
    if given is None or given.first is None or call.path["webhook_id"] != call.bot:
        raise refused(10015)
    if time.monotonic() - given.began > call.stage.settings.token_life:
        raise refused(50027)
    return given


def _original(call: Call) -> tuple[Interaction, Message]:
    given = _by_token(call)
    if given.original is None or given.original.deleted:
        raise refused(10008)
    return given, given.original


def read_original(call: Call) -> Reply:
    """GET …/messages/@original."""
    _, message = _original(call)
    return 200, readable(call.stage, message)


def change_original(call: Call) -> Reply:
    """PATCH …/messages/@original: fulfils a deferral."""
    given, message = _original(call)
    check_message(call.body, call.files)
    given.edits.append(call.body)
    given.deferred = False
    changed(call, message)
    return 200, readable(call.stage, message)


def remove_original(call: Call) -> Reply:
    """DELETE …/messages/@original."""
    given, message = _original(call)
    given.deferred = False
    delete(call.stage, message)
    return NOTHING


def follow_up(call: Call) -> Reply:
    """POST /webhooks/{webhook_id}/{webhook_token}: one more message."""
    given = _by_token(call)
    check_message(call.body, call.files, flags=BY_BOTS | EPHEMERAL)
    if given.deferred and given.original is not None:
        given.deferred = False
        message = changed(call, given.original)
    else:
        message = _said(call, given, call.body)
    given.follow_ups.append(message)
    call.stage.changes.happened()
    return HTTPStatus.OK, readable(call.stage, message)


def _follow_up(call: Call) -> Message:
    given = _by_token(call)
    wanted = call.path["message_id"]
    for message in given.follow_ups:
        if message.id == wanted and not message.deleted:
            return message
    raise refused(10008)


def read_follow_up(call: Call) -> Reply:
    """GET …/messages/{message_id}."""
    return 200, readable(call.stage, _follow_up(call))


def change_follow_up(call: Call) -> Reply:
    """PATCH …/messages/{message_id}."""
    message = _follow_up(call)
    check_message(call.body, call.files)
    return 200, readable(call.stage, changed(call, message))


def remove_follow_up(call: Call) -> Reply:
    """DELETE …/messages/{message_id}."""
    delete(call.stage, _follow_up(call))
    return NOTHING


_HOOK = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL, _ONE = _HOOK + "/messages/@original", _HOOK + "/messages/{message_id}"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
ROUTES: Routes = [
    ("POST", CALLBACK, answer),
    ("GET", _ORIGINAL, read_original),
    ("PATCH", _ORIGINAL, change_original),
    ("DELETE", _ORIGINAL, remove_original),
    ("POST", _HOOK, follow_up),
    ("GET", _ONE, read_follow_up),
    ("PATCH", _ONE, change_follow_up),
    ("DELETE", _ONE, remove_follow_up),
]
