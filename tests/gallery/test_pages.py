"""Every snapshot of every platform has its frames, and its pictures stand in the index."""

import pytest

from tests.gallery.discord.frames import DISCORD
from tests.gallery.kept import Files, snapshots
from tests.gallery.pages import LOOKS, Platform, index, page
from tests.gallery.slack.frames import SLACK


@pytest.mark.parametrize("platform", [DISCORD, SLACK], ids=["Discord", "Slack"])
def test_every_snapshot_can_be_set_out(platform: Platform) -> None:
    shown = snapshots(platform.folder)
    html = page(platform, shown, {one.name: Files(pictures={}, sizes={}) for one in shown})
    assert shown
    assert html.count("data-picture=") == len(shown) * len(LOOKS)


def test_the_index_has_every_picture_of_each_platform() -> None:
    shown = snapshots(SLACK.folder)[:2]
    html = index({"Slack": shown})
    assert html.count('<img src="pictures/slack/') == 2 * len(LOOKS)
    assert f'id="slack-{shown[0].name}"' in html
