"""Whatever people type, whenever: every line is answered, nothing breaks, every round ends, and the
database agrees with itself.
"""

import asyncio
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import work
from bot.app.messages import Message, MessageKind
from bot.core.round import Status
from bot.store.upkeep import check
from tests.app.building import copy_of_prompts, house
from tests.app.house import DUEL, SOLO, House, spoken

NAMES = ("Ana", "Ben", "Cleo")
DAY = 24 * 3600
STARTS = (
    f"{SOLO} side:ban",
    SOLO,
    DUEL,
    f"{DUEL} opponent:people",
    f"{DUEL} with:Ben",
    DUEL.replace("duel", "drill"),
    DUEL.replace("duel", "teams"),
    DUEL.replace("duel", "three-way").replace("standard", "relaxed"),
)
MOVES = tuple(
    f"/debate {line}"
    for line in (
        "join", "join limit", "begin", "agree", "decline", "leave", "cancel", "rematch", "undo",
        "pass", "extend", "end", "concede", "done", "speak", "draft", "draft text: A draft.",
        "speak more:true text: A part.",
    )
)  # fmt: skip
LOOKS = (
    *("", "flow", "hint", "brief", "status", "ballot", "transcript", "/debate ballot details"),
    *("/debate appeal why", "/my stats", "/my history", "/my export", "/my sides free"),
    "/leaderboard show",
)
SPEECHES = (
    spoken(20, "[ban-attention]"),
    spoken(90, "[!ban-attention]", "[limit-teach]"),
    spoken(20, "my loss"),
    "No.",
    "\x00",
)
LINE = st.one_of(
    st.sampled_from(SPEECHES),
    st.sampled_from(MOVES),
    st.sampled_from(MOVES),
    st.sampled_from(STARTS),
    st.sampled_from(LOOKS),
    st.just("/my delete sure:yes"),
)
WAIT = st.sampled_from((0, 0, 0, 1, 61, 400, 3600, DAY))
STEPS = st.lists(st.tuples(st.sampled_from(NAMES), LINE, WAIT, st.booleans()), max_size=40)


async def typed(home: House, steps: list[tuple[str, str, int, bool]]) -> list[Message]:
    """Everything that was said while these lines were typed; each is answered by the time its jobs
    are done. With the flag a person means one of their rounds, whichever is newest.
    """
    said: list[Message] = []
    for name, line, wait, newest in steps:
        rounds = await home.rounds(name)
        here = rounds[0].id if newest and rounds else None
        heard = await home.type(name, line, here=here)
        assert heard.all, line
        said += [*heard.all, *(await home.wait(wait)).all]
    return [*said, *(await home.wait(30 * DAY)).all]


async def everything_ends(
    folder: Path, empty: Path, steps: list[tuple[str, str, int, bool]]
) -> None:
    async with house(folder, copy_of_prompts(folder), empty) as home:
        said = await typed(home, steps)
        assert await work.next_due(home.kit) is None
        for name in NAMES:
            assert {debate.status for debate in await home.rounds(name)} <= {
                Status.DONE,
                Status.CANCELLED,
            }
        results = Counter(m.to.round for m in said if m.kind is MessageKind.RESULT)
        assert set(results.values()) <= {1}
        assert check(home.database) == []


@given(STEPS)
@settings(
    max_examples=settings().max_examples // 8,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_whatever_is_typed_is_answered_and_every_round_ends(
    empty_database: Path, steps: list[tuple[str, str, int, bool]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(everything_ends(Path(folder), empty_database, steps))
