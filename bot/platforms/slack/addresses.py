"""Addresses: what leads to a person, a channel or a message, whichever workspace they are in.

`T1/U2` is a person, `T1/C3` a channel, `T1/C3/17.05` a message there and the thread under it: the
ids that Slack gives, with the workspace (its *team*) first, since a token is for one workspace.
"""

from dataclasses import dataclass

_BETWEEN = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """`id` is a user's or a channel's; `ts` a message's, or empty."""

    team: str
    id: str
    ts: str = ""

    def __str__(self) -> str:
        return _BETWEEN.join(part for part in (self.team, self.id, self.ts) if part)


def address(text: str) -> Address:
    """An address as it stands in the store; the `@` of a direct message is no part of it."""
    team, _, rest = text.removeprefix("@").partition(_BETWEEN)
    found, _, ts = rest.partition(_BETWEEN)
    return Address(team=team, id=found, ts=ts)
