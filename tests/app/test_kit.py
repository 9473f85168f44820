"""What use cases work with."""

from dataclasses import replace

import pytest

from bot.app.kit import Call, Kit, topic_of
from bot.app.ports import Person
from bot.content.topics import Topics
from bot.core.errors import NotFound
from bot.core.round import Terms
from tests.app.house import DUEL, HOMEWORK, PHONES, House


def test_the_proposing_side_comes_first_whatever_the_files_order(kit: Kit) -> None:
    topic = kit.packs.topic(PHONES)
    turned = replace(topic, proposer="free")
    assert kit.rules(topic, "duel", "blitz").sides == ("ban", "limit", "free")
    rules = kit.rules(turned, "duel", "blitz")
    assert rules.sides == ("free", "ban", "limit")
    assert (rules.format.id, rules.pace.id) == ("duel", "blitz")


async def test_a_call_without_a_round_says_how_to_get_one(home: House) -> None:
    async def ask(call: Call) -> None:
        with pytest.raises(NotFound) as refused:
            _ = call.round
        assert refused.value.phrase == "error.no_round"

    await home.kit.store.read(
        lambda tx: ask(
            Call(
                kit=home.kit,
                tx=tx,
                person=Person(id="a", name="Ana"),
                classroom="class",
                now=0,
                values={},
            )
        )
    )


async def test_a_pack_that_is_gone_from_disk_is_still_on_the_shelf(home: House) -> None:
    await home.type("Ana", f"{DUEL} topic:{HOMEWORK}")
    (home.prompts / "topics" / f"{HOMEWORK}.yaml").unlink()
    debate = await home.round("Ana")
    kept = await home.kit.store.read(lambda tx: topic_of(home.kit, tx, debate))
    assert kept.motion == "Homework should be abolished."
    assert (await home.type("Ana", "/debate begin")).kinds == ["lobby", "card"]


async def test_a_pack_that_is_being_edited_keeps_no_round_from_going_on(home: House) -> None:
    await home.type("Ana", f"{DUEL} topic:{HOMEWORK}")
    path = home.prompts / "topics" / f"{HOMEWORK}.yaml"
    path.write_text(f"{path.read_text()}\nwarant: a slip\n")
    home.use(packs=Topics(home.prompts))  # as after a restart: nothing of it was read before
    assert (await home.type("Ana", "/debate begin")).kinds == ["lobby", "card"]


async def test_a_pack_that_was_never_kept_is_not_found(home: House) -> None:
    await home.type("Ana", DUEL)
    debate = await home.round("Ana")
    terms: Terms = replace(debate.terms, pack="unheard of")
    lost = replace(debate, terms=terms)
    with pytest.raises(NotFound) as refused:
        await home.kit.store.read(lambda tx: topic_of(home.kit, tx, lost))
    assert refused.value.phrase == "error.no_pack"


def test_a_format_that_is_gone_is_named(home: House) -> None:
    with pytest.raises(NotFound, match="no_format") as refused:
        home.kit.form("parliament")
    assert "duel" in str(refused.value.variables["known"])
