"""What is one's own: to see, to get, to change and to delete."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.app import work
from bot.app.messages import MessageKind
from bot.core.quiet import Quiet
from bot.core.round import Status
from tests.app.house import DUEL, House, account, buttons, spoken

SECRET = "Quibbling wombats seldom juggle phones because marmalade rings."
TEXT = f"{SECRET} {spoken(40, '[ban-attention]')}"


async def exported(home: House, name: str) -> dict[str, Any]:
    message = (await home.type(name, "/my export")).one(MessageKind.FILE)
    assert message.private
    assert message.text == home.say("privacy.exported")
    assert message.file
    assert message.file.name == "my-debates.json"
    return dict(json.loads(message.file.text))


def everything_in(database: Path) -> bytes:
    """Every byte of a database: the file, and its log where there is one."""
    return b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))


async def duel(home: House) -> str:
    return (await home.seat("Ana", "Ben", sides=("ban", "limit"))).id


async def test_privacy_says_what_is_stored_and_how_to_get_or_delete_it(home: House) -> None:
    message = (await home.type("Ana", "/my privacy")).one(MessageKind.HELP)
    assert message.private
    assert (message.title, message.text) == (home.say("privacy.title"), home.say("privacy.text"))
    assert buttons(message) == {"Export": "/my export", "Delete": "/my delete"}


# ── export ──────────────────────────────────────────────────────────────────────────────────────


async def test_an_export_holds_everything_of_theirs(home: House) -> None:
    await home.type("Ana", "/my sides exclude:free")
    await duel(home)
    await home.type("Ana", TEXT)
    await home.type("Ben", spoken(20))
    await home.type("Ana", "/debate draft text: An ostrich of a draft.")
    await home.type("Ana", "/debate end")
    await home.type("Ben", "/debate agree")
    await home.type("Ana", "/debate appeal Look again, please.")
    stored = await exported(home, "Ana")
    assert stored["people"][0]["name"] == "Ana"
    assert stored["people"][0]["prefs"]["excluded"] == ["free"]
    assert {row["text"] for row in stored["speeches"]} == {TEXT, "An ostrich of a draft."}
    assert [row["reason"] for row in stored["appeals"]] == ["Look again, please."]
    for table in ("accounts", "memberships", "seats", "readings", "marks", "marked", "rounds",
                  "results"):  # fmt: skip
        assert stored[table], table


async def test_an_export_holds_nothing_private_of_others(home: House) -> None:
    """Neither what Ben wrote nor which sides he excludes nor the time he is privately given."""
    await home.type("Ben", "/my sides exclude:free")
    ben = await home.person("Ben")
    await home.save(type(ben)(id=ben.id, name="Ben", excluded=ben.excluded, factor=1.75))
    await duel(home)
    await home.type("Ana", spoken(20))
    await home.type("Ben", TEXT)
    await home.type("Ana", spoken(30))
    text = json.dumps(await exported(home, "Ana"))
    assert SECRET not in text
    assert "1.75" not in text
    assert '"free"' not in text
    assert f'"{account("Ben").external}"' not in text


# ── deletion ────────────────────────────────────────────────────────────────────────────────────


async def test_deleting_asks_once(home: House) -> None:
    asked = await home.type("Ana", "/my delete")
    assert asked.texts == [home.say("privacy.sure")]
    assert buttons(asked.all[0]) == {"Delete everything": "/my delete sure:true"}
    assert (await home.type("Ana", "/my delete sure:no")).texts == asked.texts
    gone = await home.type("Ana", "/my delete sure:yes")
    [message] = gone.direct
    assert message.text == home.say("privacy.deleted", count=3)


NAME = "Zxqvana"


async def test_after_a_deletion_no_word_or_name_of_theirs_is_in_the_file(home: House) -> None:
    """A duel in which Ben lost to her, with ballots, an appeal, drafts, and an open solo round."""
    await home.seat(NAME, "Ben", sides=("ban", "limit"))
    await home.type(NAME, TEXT)
    await home.play_on(NAME, lambda name: TEXT if name == NAME else spoken(20))
    await home.type(NAME, "/debate appeal Wombats seldom appeal to juggling marmalade.")
    await home.type(NAME, "/debate start side:ban")
    await home.type(NAME, TEXT)
    await home.type(NAME, f"/debate draft text: {SECRET}", here=(await home.round(NAME)).id)
    before = everything_in(home.database)
    assert SECRET.encode() in before
    assert NAME.encode() in before
    await home.type(NAME, "/my delete sure:yes")
    after = everything_in(home.database)
    for word in ("wombats", "marmalade", "juggl"):
        assert word.encode() not in after.lower()
    assert NAME.lower().encode() not in after.lower()


async def test_others_keep_what_is_theirs(home: House) -> None:
    await duel(home)
    await home.play_on("Ana", lambda name: TEXT if name == "Ana" else spoken(21))
    await home.type("Ana", "/my delete sure:yes")
    for line in ("ballot", "ballot details", "flow", "status"):
        assert (await home.type("Ben", f"/debate {line}")).kinds[0] in (
            "ballot",
            "details",
            "flow",
            "status",
        )
    transcript = (await home.type("Ben", "/debate transcript")).one(MessageKind.FILE)
    assert transcript.file
    assert spoken(21) in transcript.file.text
    assert "Ana" not in transcript.file.text


async def test_a_running_round_goes_on_without_them_and_without_their_name(home: House) -> None:
    await duel(home)
    await home.type("Ana", TEXT)
    heard = await home.type("Ana", "/my delete sure:yes")
    assert [m.text for m in heard.posted] == [home.say("notice.left_unnamed")]
    assert not any("Ana" in text for text in heard.texts)
    rest = await home.play_on("Ben", spoken(30))
    assert (await home.round("Ben")).status is Status.DONE
    assert [m.to.id for m in rest.of(MessageKind.BALLOT)] == [await home.id("Ben")]
    assert not any("Ana" in message.text + message.title for message in rest.all)
    assert (await home.type("Ben", "/debate rematch")).of(MessageKind.NOTICE) == []


async def test_who_deletes_before_the_first_slot_leaves_a_bot_in_their_place(home: House) -> None:
    await home.type("Ana", DUEL)
    await home.type("Ben", "/debate join limit")
    await home.type("Ana", "/debate begin")
    heard = await home.type("Ana", "/my delete sure:yes")
    assert heard.texts[1] == home.say("notice.left_unnamed")
    brief = heard.one(MessageKind.BRIEF)
    assert brief.to.id == await home.id("Ben")
    assert home.say("name.bot") in str(heard.one(MessageKind.SEATS).fields)


async def test_a_round_left_earlier_does_not_stand_in_the_way(home: House) -> None:
    await duel(home)
    await home.type("Ana", "/debate leave")
    heard = await home.type("Ana", "/my delete sure:yes")
    assert heard.kinds == ["confirmation"]
    assert heard.texts[0].startswith("Deleted.")


async def test_deleting_while_the_ballots_are_written_leaves_the_others_theirs(
    home: House,
) -> None:
    await duel(home)
    await home.play_on("Ana", slots=13)
    await home.type("Ana", TEXT, idle=True)
    assert (await home.round("Ben")).status is Status.JUDGING
    await home.type("Ana", "/my delete sure:yes")
    debate = await home.round("Ben")
    assert debate.status is Status.DONE
    assert SECRET.encode() not in everything_in(home.database)


async def test_deleting_while_a_speech_is_being_read_leaves_nothing_behind(home: House) -> None:
    await duel(home)
    await home.type("Ana", TEXT, idle=True)
    job = await work.claim(home.kit)
    assert job
    await home.type("Ana", "/my delete sure:yes", idle=True)
    await work.run(home.kit, job)
    await home.work()
    assert SECRET.encode() not in everything_in(home.database)
    assert (await home.round("Ben")).status is Status.RUNNING


async def test_who_comes_back_is_somebody_new(home: House) -> None:
    await home.type("Ana", "/my name Quetzal")
    before = await home.id("Ana")
    await home.type("Ana", "/my delete sure:yes")
    assert (await home.type("Ana", "/my name")).texts == [home.say("name.is", name="Ana")]
    assert await home.id("Ana") != before


async def test_the_last_to_delete_a_round_takes_it_along(home: House) -> None:
    debate = await duel(home)
    await home.play_on("Ana")
    await home.type("Ben", f"/debate rematch round:{debate}")
    rematch = await home.round("Ben")
    await home.type("Cleo", "/debate join", here=rematch.id)
    for name in ("Ana", "Ben"):
        await home.type(name, "/my delete sure:yes")
    with sqlite3.connect(home.database) as db:
        rounds = [row[0] for row in db.execute("SELECT id FROM rounds")]
    db.close()
    assert rounds == [rematch.id]
    assert (await home.type("Dan", "/debate join", here=rematch.id)).of(MessageKind.LOBBY)


# ── sides and names ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "key", "names"),
    [
        ("/my sides", "sides.none", ""),
        ("/my sides exclude:ban", "sides.some", "Ban"),
        ("/my sides free", "sides.some", "Free"),
        ("/my sides exclude:ban,limit", "sides.some", "Ban, Limit"),
        ("/my sides exclude:none", "sides.none", ""),
        ("/my sides exclude:", "sides.none", ""),
        ("/my sides exclude:for topic:homework", "sides.some", "For homework"),
    ],
)
async def test_sides_are_excluded_privately(home: House, line: str, key: str, names: str) -> None:
    heard = await home.type("Ana", line)
    assert heard.texts == [home.say(key, names=names)]
    assert heard.direct[0].private
    assert heard.posted == ()


async def test_what_was_said_of_sides_can_be_taken_back(home: House) -> None:
    await home.type("Ana", "/my sides exclude:limit")
    heard = await home.type("Ana", "/my sides exclude:ban,free")
    await home.type("Ana", heard.all[0].buttons[0].command)
    assert (await home.person("Ana")).excluded == {"limit"}
    assert (await home.type("Ana", "/my sides exclude:limit")).all[0].buttons == ()


async def test_sides_of_each_topic_are_kept_apart(home: House) -> None:
    await home.type("Ana", "/my sides exclude:ban")
    await home.type("Ana", "/my sides exclude:for topic:homework")
    await home.type("Ana", "/my sides exclude:limit")
    assert (await home.person("Ana")).excluded == {"limit", "for"}


async def test_one_side_must_be_left(home: House) -> None:
    refused = await home.type("Ana", "/my sides exclude:ban,limit,free")
    assert refused.error == home.say("error.all_excluded")
    assert (await home.person("Ana")).excluded == frozenset()


async def test_a_name_is_shown_and_changed(home: House) -> None:
    assert (await home.type("Ana", "/my name")).texts == [home.say("name.is", name="Ana")]
    heard = await home.type("Ana", '/my name "  Ana   Maria "')
    assert heard.texts == [home.say("name.changed", name="Ana Maria")]
    assert (await home.person("Ana")).name == "Ana Maria"
    await home.type("Ana", heard.all[0].buttons[0].command)
    assert (await home.person("Ana")).name == "Ana"


@pytest.mark.parametrize("name", ["The  Bot", "Тhе bоt", "debate-bot", "t.h.e b0t"])
async def test_nobody_is_called_like_the_bot(home: House, name: str) -> None:
    refused = await home.type("Ana", f"/my name {name}")
    assert refused.error == home.say("error.name_taken", name=" ".join(name.split()))


@pytest.mark.parametrize(
    "name",
    [
        "x" * 41,
        "Ana\u200bMaria",
        "\u202eAna",
        "\u3164",
        "🙂🙂",
        "https://a.example",
        "www.a",
        "a.xyz",
    ],
)
async def test_a_name_must_be_short_and_visible(home: House, name: str) -> None:
    refused = await home.type("Ana", f"/my name {name}")
    assert refused.error == home.say("error.name", most=40)


async def test_quiet_hours_are_nobodys_secret(home: House) -> None:
    """They bind a relaxed round alone, whatever else is private."""
    home.habits(quiet=lambda _: Quiet(start=0, end=60))
    await duel(home)
    assert (await home.round("Ana")).terms.quiet is None
