"""`response_url`: five answers within half an hour to one command, press or shortcut.

Answers go to one person alone unless they are `in_channel`; they may replace or delete the message
that was acted on. They work where the bot is not a member.
"""

import time

from tests.standins.slack.blocks import check_message, check_metadata
from tests.standins.slack.posting import delete, draft, edit, post, whisper
from tests.standins.slack.refusals import Refused
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import AnswerUrl, Body, Message

_TRUE = (True, "true", "1", 1)


def use(stage: Stage, url: AnswerUrl | None, body: Body) -> None:
    """One answer through a URL. Raises Refused expired_url, used_url and what a message may."""
    settings = stage.settings
    if url is None or time.monotonic() - url.began > settings.url_life:
        raise Refused("expired_url")
    if url.used >= settings.url_uses:
        raise Refused("used_url")
    url.used += 1
    answer(stage, url, body)


def answer(stage: Stage, url: AnswerUrl, body: Body) -> Message | None:
    """What an answer does, through the URL or with an acknowledgement. None if it only deletes."""
    source = url.source
    if body.get("delete_original") in _TRUE:
        if source is not None and not source.deleted:
            delete(stage, source)
        return None
    if not body.get("text") and not body.get("blocks") and not body.get("attachments"):
        raise Refused("no_text")
    if body.get("blocks") and not str(body.get("text") or "").strip():
        stage.violations.append("response_url: blocks without top-level text")
    check_message(body)
    check_metadata(body.get("metadata"))
    bot = stage.world.bot_of(url.team)
    if bot is None:
        raise Refused("invalid_token")
    if body.get("replace_original") in _TRUE and source is not None and not source.deleted:
        edit(stage, source, body, bot.id)
        url.posted.append(source)
        return source
    message = draft(stage.world.channels[url.channel], bot.id, body)
    if body.get("response_type") == "in_channel":
        post(stage, message, body)
    else:
        whisper(stage, message, url.user)
    url.posted.append(message)
    return message
