"""The connection: cut, renewed, refused; what was told meanwhile is not lost."""

from pathlib import Path

import pytest

from bot import wiring
from bot.core.errors import BadInput
from bot.platforms.slack.platform import Slack as Platform
from bot.platforms.slack.rest import PAUSE
from bot.platforms.slack.terms import Terms
from bot.settings import DatabaseSettings, Settings
from bot.store.upkeep import upgrade
from tests.platforms.slack.serving import opened, with_button
from tests.standins.slack.server import Slack


async def test_after_a_cut_it_connects_anew_and_hears_on(small: Path, tmp_path: Path) -> None:
    async with opened(tmp_path, small) as hall:
        [ana] = hall.school("Ana").people
        hall.slack.cuts_sockets()
        await hall.slack.until(lambda: not hall.slack.sockets, of="the cut")
        await hall.slack.until_connected()
        assert hall.inside.platform is not None
        await ana.writes_directly("/debate start format:alone")
        await hall.slack.until(lambda: with_button(ana.dm, ana, "OK"), 20, "a card")
        assert hall.inside.platform.is_up


async def test_when_slack_renews_the_connection_nothing_is_missed(
    small: Path, tmp_path: Path
) -> None:
    async with opened(tmp_path, small) as hall:
        [ana] = hall.school("Ana").people
        hall.slack.settings.retries = (0.2, 0.2, 0.2)
        hall.slack.refreshes_sockets()
        await ana.writes_directly("/debate start format:alone")
        await hall.slack.until(lambda: with_button(ana.dm, ana, "OK"), 20, "a card")
        assert len([m for m in ana.direct if "OK" in m.buttons]) == 1


@pytest.mark.parametrize("wrong", ["token", "app_token"])
async def test_a_token_that_slack_does_not_know_is_said_at_once(wrong: str, tmp_path: Path) -> None:
    upgrade(tmp_path / "db")
    settings = Settings(database=DatabaseSettings(url=tmp_path / "db"))
    async with Slack.start() as slack, wiring.build(settings, environ={}) as kit:
        slack.workspace("Class 9b")
        given = {"token": slack.token, "app_token": slack.app_token, wrong: "xoxb-of-nobody"}
        terms = Terms(token=given["token"], app_token=given["app_token"], api_base=slack.api_base)
        assert given[wrong] not in repr(terms)
        platform = Platform(kit, terms, lambda: None)
        with pytest.raises(BadInput) as error:
            await platform.run()
        assert error.value.phrase == "slack.check.token_bad"
        await platform.stop()


async def test_taken_out_of_the_workspace_it_falls_silent_and_ends_when_told(
    small: Path, tmp_path: Path
) -> None:
    async with opened(tmp_path, small) as hall:
        platform = hall.inside.platform
        assert platform is not None
        hall.team.uninstalls()
        await hall.slack.until(lambda: not hall.slack.sockets, of="the farewell")
        assert not platform.is_up
        before = len(hall.slack.requests)
        platform.wake()
        await hall.inside.stop()
        assert len(hall.slack.requests) == before


async def test_with_its_usual_pause_slack_never_has_to_slow_it_down(
    small: Path, tmp_path: Path
) -> None:
    async with opened(tmp_path, small, pause=PAUSE) as hall:
        hall.slack.limits_rates(on=True)
        school = hall.school("Ana", "Ben")
        thread = await school.begins("pair", school.people[1])
        await school.accept()
        await hall.slack.until(lambda: [m for m in thread.messages if m.pings], 20, "a slot")
        assert [each for each in hall.slack.requests if each.status == 429] == []
