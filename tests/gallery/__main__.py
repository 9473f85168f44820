"""`make gallery`: the snapshots of Discord and Slack as pictures, under build/gallery/.

    index.html                 every picture, with what it is and who sees it
    discord.png, slack.png     all of a platform's, small, on one sheet
    pictures/discord/ …/slack/ NAME-THEME-DEVICE.png, at twice the CSS size

Words after the command are names of platforms and of snapshots: then only those are drawn, without
index and sheet.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from tests.gallery import browser
from tests.gallery.discord.frames import DISCORD
from tests.gallery.gallery import Gallery
from tests.gallery.kept import snapshots
from tests.gallery.pages import AVATAR, LOOKS, index
from tests.gallery.slack.frames import SLACK

BUILD = Path("build/gallery").resolve()
PLATFORMS = (DISCORD, SLACK)


def main(words: Sequence[str]) -> int:
    """Draw everything; say where it is, and what was too wide or too high. Gives the exit code."""
    try:
        chromium = browser.check()
    except browser.Missing as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    chosen = [one for one in PLATFORMS if one.name in words] or PLATFORMS
    names = {*words} - {one.name for one in PLATFORMS}
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "bot.svg").write_text(AVATAR, encoding="utf-8")
    shown = {
        platform.called: [
            one for one in snapshots(platform.folder) if not names or one.name in names
        ]
        for platform in chosen
    }
    if not any(shown.values()):
        sys.stderr.write("No snapshots of these names.\n")
        return 1
    for platform in chosen:
        gallery = Gallery(platform=platform, build=BUILD, chromium=chromium)
        if not words:
            gallery.clear()
        gallery.shoot(shown[platform.called])
        if not names:
            _tell(gallery.join(shown[platform.called]), len(shown[platform.called]))
    if not words:
        (BUILD / "index.html").write_text(index(shown), encoding="utf-8")
        sys.stdout.write("all of them: build/gallery/index.html\n")
    return 0


def _tell(joined: Path, count: int) -> None:
    sys.stdout.write(f"{count} messages, {count * len(LOOKS)} pictures: build/gallery/")
    sys.stdout.write(f"{joined.name}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
