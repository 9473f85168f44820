"""Several workspaces: people install the app where they are; each has a token of its own."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.app.ports import Clock
from bot.core.errors import BadInput
from bot.platforms.slack.installing import MOST_STATES, STATE_LIFE, States
from bot.platforms.slack.manifest import INSTALL, REDIRECT
from bot.platforms.slack.sealing import new_key
from bot.platforms.slack.terms import Mode
from tests.fakes import FakeClock
from tests.platforms.slack.installing import Browser
from tests.platforms.slack.serving import OUTSIDE, Inside, opened, with_button
from tests.standins.slack import api
from tests.standins.slack.call import Call
from tests.standins.slack.courier import Envelope
from tests.standins.slack.people import Person
from tests.standins.slack.rooms import Workspace

pytestmark = pytest.mark.asyncio(loop_scope="session")

BOTH_WAYS = pytest.mark.parametrize("mode", list(Mode), ids=lambda mode: mode.value)


@dataclass
class Later:
    """A clock that goes by more than others, in ms."""

    clock: Clock
    by: int = 0

    def now(self) -> int:
        return self.clock.now() + self.by


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def many(
    small: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Inside, Later]]:
    """A bot that is installed nowhere, and its clock."""
    async with opened(tmp_path_factory.mktemp("many"), small, keys=new_key()) as hall:
        await hall.inside.stop()
        clock = Later(hall.inside.kit.clock)
        hall.inside.kit = replace(hall.inside.kit, clock=clock)
        await hall.inside.start()
        yield hall, clock


async def installed(hall: Inside, team: Workspace) -> Browser:
    """A workspace whose owner has let us in."""
    owner = next(user for user in team.team.users.values() if user.owner)
    browser = Browser(hall, Person(hall.slack.stage, owner))
    page = await browser.installs()
    assert page.status == 200
    assert f"debate-bot is in {team.team.name}" in page.text
    return browser


async def plays_alone(hall: Inside, person: Person) -> None:
    """Begin a round alone; the card comes."""
    await person.writes_directly("/debate start format:alone")
    await hall.slack.until(lambda: with_button(person.dm, person, "OK"), 20, "a card")


def rows(hall: Inside) -> list[tuple[object, ...]]:
    return hall.bot.rows("SELECT team, installer FROM installations ORDER BY team")


def on_disk(hall: Inside) -> bytes:
    """The database and its log."""
    folder = hall.inside.database.parent
    return b"".join(each.read_bytes() for each in folder.glob("bot.sqlite3*"))


def farewell(hall: Inside) -> Envelope:
    """The last word that we were taken out of a workspace."""
    return next(e for e in reversed(hall.slack.deliveries) if "app_uninstalled" in str(e.payload))


@BOTH_WAYS
async def test_each_workspace_is_served_with_its_own_token_until_it_leaves(
    mode: Mode, small: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with opened(tmp_path, small, mode=mode, keys=new_key()) as hall:
        assert hall.inside.platform is not None
        assert hall.inside.platform.is_up
        first, second = hall.team, hall.slack.workspace("Class 8a", bot=False)
        browsers = [await installed(hall, team) for team in (first, second)]
        ana, ben = first.member("Ana"), second.member("Ben")
        await asyncio.gather(plays_alone(hall, ana), plays_alone(hall, ben))
        posted = {asked.team for asked in hall.slack.requests if asked.method == "chat.postMessage"}
        assert posted == {first.id, second.id}
        assert dict(rows(hall)) == {  # type: ignore[arg-type]  # two columns
            first.id: first.installer.id, second.id: second.installer.id,
        }  # fmt: skip
        secrets = [first.token, second.token, *(s for each in browsers for s in each.secrets)]
        assert not [secret for secret in secrets if secret.encode() in on_disk(hall)]

        first.uninstalls()
        await hall.slack.until_quiet()
        assert [team for team, _ in rows(hall)] == [second.id]
        assert hall.inside.platform.is_up
        await ben.writes_directly("/debate cancel")
        await hall.slack.until_quiet()
        await plays_alone(hall, second.member("Cleo"))

        await installed(hall, first)
        await hall.slack.sends_again(farewell(hall))  # Slack had not heard that we know
        assert len(rows(hall)) == 2
        await plays_alone(hall, first.member("Dora"))
        written = caplog.text + str([vars(record) for record in caplog.records])
        assert not [secret for secret in [*secrets, first.token] if secret in written]


async def test_after_a_start_it_is_where_it_was_and_new_keys_take_over(
    small: Path, tmp_path: Path
) -> None:
    old, new, other = new_key(), new_key(), new_key()
    async with opened(tmp_path, small, keys=old) as hall:
        await installed(hall, hall.team)
        for keys in (f"{new},{old}", f" {new} "):
            await hall.inside.stop()
            hall.inside.keys = keys
            await hall.inside.start()
            await plays_alone(hall, hall.team.member("Ana"))
        await hall.inside.stop()
        hall.inside.keys = other
        with pytest.raises(BadInput) as wrong:
            await hall.inside.start()
        assert wrong.value.phrase == "slack.check.key_wrong"
        said = hall.inside.kit.say(wrong.value.phrase, **wrong.value.variables)
        assert hall.team.id in said
        assert "put the earlier one behind it" in said
        hall.inside.keys = new
        await hall.inside.start()


async def test_who_installed_it_is_the_instructor_there_and_others_are_not(
    small: Path, tmp_path: Path
) -> None:
    async with opened(tmp_path, small, keys=new_key()) as hall:
        teacher = hall.team.member("Teacher")
        assert (await Browser(hall, teacher).installs()).status == 200
        for person in (teacher, hall.team.member("Ana"), hall.team.member("Ada", admin=True)):
            await plays_alone(hall, person)
        roles = hall.bot.rows(
            "SELECT people.name, role FROM memberships JOIN people ON people.id = person ORDER BY 1"
        )
        assert roles == [("Ada", "student"), ("Ana", "student"), ("Teacher", "instructor")]


async def test_who_installs_it_again_does_not_become_the_instructor(
    small: Path, tmp_path: Path
) -> None:
    async with opened(tmp_path, small, keys=new_key()) as hall:
        teacher, ana = hall.team.member("Teacher"), hall.team.member("Ana")
        assert {(await Browser(hall, each).installs()).status for each in (teacher, ana)} == {200}
        assert rows(hall) == [(hall.team.id, teacher.id)]
        await plays_alone(hall, ana)
        assert hall.bot.rows("SELECT role FROM memberships") == [("student",)]


@dataclass(frozen=True, kw_only=True)
class Wrongly:
    """A way back that is not the one that was begun."""

    cookie: bool = True
    query: str = ""
    twice: bool = False
    late: bool = False
    says: str = "Begin again at"


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(Wrongly(twice=True), id="used twice"),
        pytest.param(Wrongly(late=True), id="too late"),
        pytest.param(Wrongly(cookie=False), id="another browser"),
        pytest.param(Wrongly(query="?code=1&state=2"), id="made up"),
        pytest.param(Wrongly(query="?code=1"), id="no state"),
        pytest.param(Wrongly(query=""), id="nothing at all"),
        pytest.param(Wrongly(query="?error=access_denied", says="You said no"), id="no"),
        pytest.param(Wrongly(query="?error=<script>", says="Begin again"), id="what nobody says"),
    ],
)
async def test_a_way_back_that_is_not_the_one_that_was_begun_installs_nothing(
    case: Wrongly, many: tuple[Inside, Later], caplog: pytest.LogCaptureFixture
) -> None:
    hall, clock = many
    browser = Browser(hall, hall.team.member("Ana"))
    back = await browser.allows(await browser.begins())
    if not (case.twice or case.late) and case.cookie:
        back = f"{OUTSIDE}{REDIRECT}{case.query}"
    if case.twice:
        assert (await browser.comes_back(back)).status == 200
        hall.team.uninstalls()
        await hall.slack.until_quiet()
    clock.by += STATE_LIFE * 1000 if case.late else 0
    browser.cookie = browser.cookie if case.cookie else ""
    asked = len(hall.slack.asked("oauth.v2.access"))
    page = await browser.comes_back(back)
    assert page.status == 400
    assert case.says in page.text
    assert "<script>" not in page.text
    assert len(hall.slack.asked("oauth.v2.access")) == asked
    assert rows(hall) == []
    assert not [secret for secret in browser.secrets if secret in caplog.text]


Change = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(
            lambda said: said | {"refresh_token": "xoxe-1-r", "expires_in": 43_200},
            "token rotation", id="tokens that change",
        ),
        pytest.param(
            lambda said: said | {"is_enterprise_install": True, "team": None},
            "Choose one workspace", id="a whole organisation",
        ),
    ],
)  # fmt: skip
async def test_what_the_bot_cannot_work_with_is_refused_and_says_why(
    change: Change, says: str, many: tuple[Inside, Later], monkeypatch: pytest.MonkeyPatch
) -> None:
    hall, _ = many
    usual = api.METHODS["oauth.v2.access"]

    def changed(call: Call) -> dict[str, Any]:
        return change(usual.handler(call))

    monkeypatch.setitem(api.METHODS, "oauth.v2.access", replace(usual, handler=changed))
    page = await Browser(hall, hall.team.member("Ana")).installs()
    assert page.status == 400
    assert says in page.text
    assert rows(hall) == []


async def test_while_slack_is_in_trouble_it_asks_to_wait_and_logs_no_code(
    many: tuple[Inside, Later], caplog: pytest.LogCaptureFixture
) -> None:
    hall, _ = many
    browser = Browser(hall, hall.team.member("Ana"))
    troubles: list[tuple[Callable[[], object], int]] = [
        (lambda: hall.slack.fails("oauth.v2.access", 503), 400),
        (lambda: hall.slack.refuses("oauth.v2.access", "invalid_code"), 400),
        (lambda: hall.slack.loses("oauth.v2.access"), 503),
    ]
    for trouble, status in troubles:
        back = await browser.allows(await browser.begins())
        trouble()
        page = await browser.comes_back(back)
        assert page.status == status
        assert "egin again at" in page.text
    assert rows(hall) == []
    assert not [secret for secret in browser.secrets if secret in caplog.text]


async def test_the_address_of_our_page_adds_nothing_to_that_of_slack(
    many: tuple[Inside, Later],
) -> None:
    hall, _ = many
    evil = f"{hall.inside.address}{INSTALL}?team=T1%26redirect_uri%3Dhttps://evil.example"
    async with (
        aiohttp.ClientSession() as session,
        session.get(evil, allow_redirects=False) as answer,
    ):
        assert "evil" not in answer.headers["Location"]


async def test_a_state_is_good_once_and_for_ten_minutes() -> None:
    clock = FakeClock()
    states = States(clock.now)
    first, second = await states.async_issue(), await states.async_issue()
    assert first != second
    assert await states.async_consume(first)
    assert not await states.async_consume(first)
    clock.pass_seconds(STATE_LIFE)
    assert not await states.async_consume(second)


async def test_states_that_nobody_brings_back_do_not_pile_up() -> None:
    states = States(FakeClock().now)
    issued = [await states.async_issue() for _ in range(MOST_STATES + 1)]
    assert not await states.async_consume(issued[0])
    assert await states.async_consume(issued[1])
