"""A snapshot of Discord as it is shown in one look."""

from dataclasses import replace
from pathlib import Path

from bot.platforms.discord.rendering import payloads
from tests.gallery.discord.markdown import Seen
from tests.gallery.discord.payload import Stage, message
from tests.gallery.kept import Files, Snapshot, written
from tests.gallery.pages import LEFT, MANY, Look, Platform
from tests.platforms.discord.snapshots import Snapshot as Made
from tests.platforms.discord.snapshots import say

KEPT = Path(__file__).parents[2] / "platforms" / "discord" / "snapshots"


def frame(snapshot: Snapshot, look: Look, made: Files) -> str:
    """All messages of a snapshot, below each other."""
    stage = Stage(
        ephemeral=snapshot.ephemeral,
        phone=look.device == "phone",
        seen=Seen(name=snapshot.called, left=LEFT.get(snapshot.kind, MANY)),
        pictures=made.pictures,
        sizes=made.sizes,
    )
    messages = "".join(
        message(payload["body"], payload["files"], replace(stage, again=number > 0))
        for number, payload in enumerate(snapshot.payloads)
    )
    theme = " light-theme" if look.theme == "light" else ""
    return f"<discord-messages{theme}>{messages}</discord-messages>"


def files(snapshot: Snapshot, folder: Path) -> Files:
    """Charts, flow maps and transcripts: the snapshot has only their names, so they are made again
    as they are sent.
    """
    made = Made(path=snapshot.path, kept=snapshot.kept)
    sent = payloads(made.message, made.view, say)
    return written(snapshot, ((f.name, f.data) for one in sent for f in one.files), folder)


DISCORD = Platform(called="Discord", folder=KEPT, frame=frame, files=files)
