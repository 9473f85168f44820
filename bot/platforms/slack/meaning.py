"""What Slack's errors mean to us.

`Gone`: nothing can be written there; `TooLate`: a form or an answer that nobody waits for any more;
`Refused`: our request is wrong; `Trouble`: later, perhaps.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.core.errors import Fault
from bot.delivery.refusals import Gone, Refused, TooLate, Trouble

SERVERS_FAULT = 500
WAIT = 429

# Slack's error codes, as its pages of methods list them.
_GONE = frozenset(
    "channel_not_found not_in_channel is_archived thread_not_found message_not_found"
    " cant_update_message edit_window_closed user_not_found user_disabled user_not_in_channel"
    " cannot_dm_bot messages_tab_disabled restricted_action restricted_action_read_only_channel"
    " restricted_action_thread_only_channel restricted_action_non_threadable_channel"
    " restricted_action_thread_locked cannot_reply_to_message no_permission".split()
)
_TOO_LATE = frozenset(
    "expired_trigger_id exchanged_trigger_id invalid_trigger_id trigger_expired trigger_exchanged"
    " hash_conflict not_found expired_url used_url view_not_found".split()
)
_TROUBLE = frozenset(
    "ratelimited rate_limited internal_error fatal_error service_unavailable request_timeout"
    " team_added_to_org".split()
)
_BAD_TOKENS = frozenset("invalid_auth not_authed token_expired not_allowed_token_type".split())
_ENDED = frozenset("account_inactive token_revoked".split())


class NotAllowed(Trouble):
    """Slack does not take our token, or no longer. It may have a new one after a start."""


class Ended(NotAllowed):
    """We are no longer in the workspace, or the token was taken back: it is good for nothing."""


@asynccontextmanager
async def meaning() -> AsyncIterator[None]:
    """Whatever goes wrong inside, as what it means to us."""
    try:
        yield
    except SlackApiError as error:
        raise _meant(error) from None
    except (SlackClientError, ClientError, OSError, TimeoutError, ValueError) as error:
        raise Trouble(f"no answer from Slack: {type(error).__name__}") from None


def _meant(error: SlackApiError) -> Fault:
    response: Any = error.response
    data = getattr(response, "data", None)
    code = str(data.get("error", "")) if isinstance(data, Mapping) else ""
    if code in _TOO_LATE:
        return TooLate(code)
    if code in _GONE:
        return Gone(code)
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    if code in _ENDED:
        return Ended(code)
    if code in _BAD_TOKENS:
        return NotAllowed(code)
    if code in _TROUBLE or not code or status >= SERVERS_FAULT or status == WAIT:
        return Trouble(f"Slack answered {code or status}")
    return Refused(code)
