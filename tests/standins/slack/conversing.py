"""The direct message of a bot and a person, made when it is first needed."""

from tests.standins.slack.ids import new_id, now_s
from tests.standins.slack.stage import Stage
from tests.standins.slack.state import DIRECT, Channel, Install


def opened(stage: Stage, install: Install, user: str) -> Channel:
    """The direct message with somebody."""
    found = stage.world.direct(install.bot, user)
    if found is None:
        members = [install.bot.id, user]
        team = install.team
        found = Channel(id=new_id("D"), team=team, kind=DIRECT, members=members, made=now_s())
        stage.world.channels[found.id] = found
    return found
