"""The flow of a round that was played is drawn with its dropped argument lit."""

from pathlib import Path

from bot.app.messages import MessageKind
from bot.drawing import pictures
from bot.store.upkeep import upgrade
from tests.app.building import copy_of_prompts, house
from tests.app.house import spoken


async def test_a_dropped_argument_of_a_round_is_drawn_as_such(tmp_path: Path) -> None:
    database = tmp_path / "empty.sqlite3"
    upgrade(database)
    async with house(tmp_path, copy_of_prompts(tmp_path), database) as home:
        await home.seat("Ana", "Ben", sides=("ban", "limit"))
        await home.type("Ana", spoken(20, "[ban-attention]"))
        before = (await home.type("Ana", "/debate flow")).one(MessageKind.FLOW)
        await home.play_on("Ana", slots=12)
        after = (await home.type("Ana", "/debate flow")).one(MessageKind.FLOW)
        [drawn_before], [drawn_after] = (pictures(m, home.say) for m in (before, after))
        assert home.say("flow.dropped", side="Limit") in drawn_after.alt
        assert home.say("flow.dropped", side="Limit") not in drawn_before.alt
        # The same row with plain signs differs, so its standing was known.
        assert pictures(after)[0].png != drawn_after.png
