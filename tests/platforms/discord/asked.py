"""A Discord to look at: one server, with channels and roles, as its REST tells of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.app.checks import Check
from bot.content.phrases import load_phrases
from bot.content.places import prompts_folder
from bot.platforms.discord.checks import Wanted, checked
from bot.platforms.discord.permissions import NEEDED, Overwrite, Permission

PHRASES = load_phrases(prompts_folder({}))
ALL = sum(NEEDED)
VIEW, SEND, FILES = Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.ATTACH_FILES
COMMANDS: list[dict[str, object]] = [{"name": "debate", "description": "Debate."}]
ASKED = Wanted(message_content=False, instructor_role="", definitions=COMMANDS)
OWNER, ME, EVERYBODY, BOTS = "90", "80", "1", "2"
CLASS = "Discord server Class 7b"


@dataclass
class FakeRest:
    """Discord by path; a path may hold an error instead."""

    paths: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def get(self, path: str, **query: str | int) -> Any:  # noqa: ANN401 (JSON)
        self.asked.append(path)
        assert ("commands" in path) == (query == {"with_localizations": "true"})
        found = self.paths[path]
        if isinstance(found, Exception):
            raise found
        return found


def channel(name: str, *overwrites: Overwrite, kind: int = 0) -> dict[str, object]:
    return {
        "id": name,
        "name": name,
        "type": kind,
        "permission_overwrites": [
            {"id": each.id, "type": 0, "allow": str(each.allow), "deny": str(each.deny)}
            for each in overwrites
        ],
    }


def discord_with(
    *channels: Mapping[str, object], bots: int = ALL, everybody: int = 0, flags: int = 0
) -> FakeRest:
    """A Discord in which the bot is in one server."""
    return FakeRest(
        {
            "/users/@me": {"id": ME, "username": "Debate Bot"},
            "/applications/@me": {"id": "7", "flags": flags},
            "/applications/7/commands": [{**COMMANDS[0], "id": "5", "version": "1"}],
            "/users/@me/guilds": [{"id": EVERYBODY, "name": "Class 7b"}],
            f"/guilds/{EVERYBODY}": {
                "id": EVERYBODY,
                "name": "Class 7b",
                "owner_id": OWNER,
                "roles": [
                    {"id": EVERYBODY, "name": "@everyone", "permissions": str(everybody)},
                    {"id": BOTS, "name": "Debate Bot", "permissions": str(bots)},
                ],
            },
            f"/guilds/{EVERYBODY}/members/{ME}": {"user": {"id": ME}, "roles": [BOTS]},
            f"/guilds/{EVERYBODY}/channels": list(channels),
        }
    )


async def found(rest: FakeRest, wanted: Wanted = ASKED) -> list[Check]:
    return [check async for check in checked(rest, wanted, PHRASES.say)]


async def told(rest: FakeRest, wanted: Wanted = ASKED) -> list[str]:
    """What was said of the server."""
    return [
        f"{'ok' if check.fine else 'PROBLEM'}: {check.said}"
        for check in await found(rest, wanted)
        if check.name == CLASS
    ]
