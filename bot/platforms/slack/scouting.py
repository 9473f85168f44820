"""What a token is good for, looked up without changing anything."""

from dataclasses import dataclass

from bot.platforms.slack.meaning import meaning
from bot.platforms.slack.rest import Line, clients


@dataclass(frozen=True, slots=True, kw_only=True)
class Scouted:
    """What a token is good for: the bot's and the workspace's name, scopes, the names of channels
    that the bot is in.
    """

    name: str
    team: str
    scopes: frozenset[str]
    channels: tuple[str, ...]


async def scouted(token: str, line: Line) -> Scouted:
    """Look around with a token. Raises NotAllowed, Refused, Trouble."""
    client = clients(token, line)[0]
    async with meaning():
        me = await client.auth_test()
        scopes = str(me.headers.get("x-oauth-scopes") or me.headers.get("X-OAuth-Scopes") or "")
        types = "public_channel,private_channel"
        listed = await client.conversations_list(types=types, exclude_archived=True, limit=1_000)
    return Scouted(
        name=str(me["user"]),
        team=str(me["team"]),
        scopes=frozenset(scope.strip() for scope in scopes.split(",") if scope.strip()),
        channels=tuple(str(c["name"]) for c in listed["channels"] if c.get("is_member")),
    )


async def opens_connection(app_token: str, line: Line) -> None:
    """Try whether Socket Mode is open to us. Raises NotAllowed, Refused, Trouble."""
    async with meaning():
        await clients("", line)[0].apps_connections_open(app_token=app_token)
