"""A snapshot of Slack as it is shown in one look."""

from dataclasses import replace
from pathlib import Path

from bot.platforms.slack.rendering import payloads
from tests.gallery.kept import Files, Snapshot, written
from tests.gallery.pages import LEFT, MANY, Look, Platform
from tests.gallery.slack.payload import Stage, home, message, modal
from tests.platforms.slack.test_snapshots import Snapshot as Made
from tests.platforms.slack.test_snapshots import say

KEPT = Path(__file__).parents[2] / "platforms" / "slack" / "kept"
VIEWS = {"modal": modal, "home": home}


def frame(snapshot: Snapshot, look: Look, made: Files) -> str:
    """All messages of a snapshot below each other, or its form or page."""
    stage = Stage(
        theme=look.theme,
        ephemeral=snapshot.ephemeral,
        left=LEFT.get(snapshot.kind, MANY),
        name=snapshot.called,
        pictures=made.pictures,
        sizes=made.sizes,
    )
    if snapshot.kind in VIEWS:
        [payload] = snapshot.payloads
        return VIEWS[snapshot.kind](payload["body"], stage)
    return "".join(
        message(payload["body"], payload["files"], replace(stage, again=number > 0))
        for number, payload in enumerate(snapshot.payloads)
    )


def files(snapshot: Snapshot, folder: Path) -> Files:
    """Charts, flow maps and transcripts: the snapshot has only their names, so they are made again
    as they are sent. A form and a page have none.
    """
    if snapshot.kind in VIEWS:
        return Files(pictures={}, sizes={})
    made = Made(path=snapshot.path, kept=snapshot.kept)
    sent = payloads(made.message, made.view, say)
    return written(snapshot, ((f.name, f.data) for one in sent for f in one.files), folder)


SLACK = Platform(called="Slack", folder=KEPT, frame=frame, files=files)
