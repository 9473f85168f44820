"""Discord's answers as what they mean to us, and what is done with them at once."""

from collections.abc import Callable
from typing import Any

import aiohttp
import discord
import pytest

from bot.core.errors import Fault
from bot.delivery.refusals import Gone, Refused, TooLate, Trouble
from bot.platforms.discord.rendering import Payload
from bot.platforms.discord.rest import Rest, insist

BODY = Payload(body={"content": "Hello."})


class Answer:
    """As much of an HTTP answer as discord.py's errors look at."""

    def __init__(self, status: int) -> None:
        self.status, self.reason = status, ""


class Http:
    """discord.py's client, which raises or answers what it is told to, one after the other."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, Any]] = []

    async def request(self, route: Any, **sent: Any) -> object:  # noqa: ANN401 (as the library's)
        self.asked.append((route.path, sent.get("json")))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def rest(*answers: object) -> tuple[Rest, Http]:
    http = Http(*answers)
    return Rest(http, "9"), http  # type: ignore[arg-type]  # as much of it as is used


def error(status: int, code: int = 0) -> discord.HTTPException:
    kinds = {403: discord.Forbidden, 404: discord.NotFound}
    kind = discord.DiscordServerError if status >= 500 else kinds.get(status, discord.HTTPException)
    return kind(Answer(status), {"code": code, "message": "words of Discord's"})


MEANINGS: list[tuple[Exception, type[Fault]]] = [
    (error(404, 10003), Gone),  # unknown channel
    (error(404), Gone),
    (error(403, 50001), Gone),  # missing access
    (error(403, 50007), Gone),  # no direct messages
    (error(403, 50013), Gone),  # missing permissions
    (error(400, 160005), Gone),  # the thread is locked
    (error(400, 50083), Gone),  # the thread is archived
    (error(404, 10062), TooLate),  # unknown interaction
    (error(404, 10015), TooLate),  # unknown webhook
    (error(401, 50027), TooLate),  # the token has expired
    (error(400, 50035), Refused),  # invalid form body
    (error(429), Trouble),
    (error(500), Trouble),
    (error(503), Trouble),
    (aiohttp.ServerDisconnectedError(), Trouble),
    (TimeoutError(), Trouble),
    (ConnectionResetError(), Trouble),
    (RuntimeError("Session is closed"), Trouble),
]


@pytest.mark.parametrize(("raised", "meaning"), MEANINGS, ids=lambda case: repr(case)[:60])
async def test_what_goes_wrong_has_one_meaning(raised: Exception, meaning: type[Fault]) -> None:
    calls, _ = rest(raised)
    with pytest.raises(meaning) as caught:
        await calls.send("5", BODY, "n")
    assert type(caught.value) is meaning
    assert "words" not in str(caught.value)


async def test_a_message_is_sent_with_a_nonce_that_discord_keeps_to() -> None:
    calls, http = rest({"id": 77})
    assert await calls.send("5", BODY, "n") == "77"
    body = {"content": "Hello.", "nonce": "n", "enforce_nonce": True}
    assert http.asked == [("/channels/{channel_id}/messages", body)]


async def test_the_thread_of_a_message_that_has_one_already_is_that_one() -> None:
    calls, _ = rest(error(400, 160004))
    assert await calls.thread_from("5", "77", "name") == "77"


async def test_a_first_answer_that_is_there_already_counts_as_given() -> None:
    calls, _ = rest(error(400, 40060))
    await calls.respond("5", "token", 4, BODY)


async def test_an_edit_leaves_nothing_of_what_was_there_before() -> None:
    calls, http = rest({})
    await calls.edit("5", "77", BODY)
    [(_, body)] = http.asked
    assert body == {"content": "Hello.", "embeds": [], "components": [], "attachments": []}


async def test_a_deferred_answer_is_fulfilled_without_flags() -> None:
    calls, http = rest({})
    await calls.fulfil("token", Payload(body={"content": "Hello.", "flags": 64}))
    [(_, body)] = http.asked
    assert body == {"content": "Hello."}


def _failing(times: int, fault: Fault) -> tuple[Callable[[], Any], list[int]]:
    tries: list[int] = []

    async def doing() -> int:
        tries.append(len(tries))
        if len(tries) <= times:
            raise fault
        return 7

    return doing, tries


async def test_what_somebody_waits_for_is_tried_again_at_once_where_there_is_trouble() -> None:
    doing, tries = _failing(2, Trouble("503"))
    assert await insist(doing) == 7
    assert len(tries) == 3


async def test_trouble_that_stays_is_raised() -> None:
    doing, tries = _failing(9, Trouble("503"))
    with pytest.raises(Trouble):
        await insist(doing)
    assert len(tries) == 3


async def test_what_would_only_fail_again_is_not_tried_again() -> None:
    doing, tries = _failing(9, Gone(10003))
    with pytest.raises(Gone):
        await insist(doing)
    assert len(tries) == 1
