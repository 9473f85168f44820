"""Who is an instructor: where no role of the platform says so, instructors make others one."""

import pytest

from bot.app import front
from bot.app.front import Incoming
from bot.app.messages import Message, MessageKind, to_person
from bot.app.ports import Account, Person, Place
from tests.app.house import CLASS, House, buttons

ON = "chat"
IDA = Account(platform=ON, external="9", name="Ida")
ANA = Account(platform=ON, external="11", name="Ana")
BEN = Account(platform=ON, external="22", name="Ben")


async def hears(
    home: House,
    account: Account,
    text: str,
    *,
    by_role: bool = False,
    instructor: bool | None = None,
    **named: Account,
) -> list[Message]:
    """What a line brings about that somebody types in a channel of the platform."""
    incoming = Incoming(
        event=f"chat-{next(home.events)}",
        account=account,
        classroom=CLASS,
        text=text,
        place=Place(platform=account.platform, channel="C1"),
        named={f"<@{n.removeprefix('u')}>": each for n, each in named.items()},
        instructor=instructor,
        by_role=by_role,
    )
    direct = await front.handle(home.kit, incoming)

    async def posted(platform: str) -> list[Message]:
        waiting = await home.kit.store.write(lambda tx: tx.outbox.take(platform, 100))
        await home.kit.store.write(lambda tx: tx.outbox.sent([each.id for each in waiting]))
        return [each.message for each in waiting]

    return [*direct, *await posted(ON), *await posted("console")]


async def who(home: House, account: Account) -> Person:
    return await home.kit.store.write(lambda tx: tx.people.known(account, CLASS, home.kit.new_id()))


@pytest.fixture(autouse=True)
async def _class(home: House) -> None:
    """Ida is an instructor, as whoever runs the bot has said once; Ana and Ben are students."""
    await hears(home, IDA, "hello", instructor=True)
    for student in (ANA, BEN):
        await hears(home, student, "hello")


@pytest.mark.parametrize("written", ["Ana", "@ana", "<@11>"])
async def test_a_classmate_is_made_an_instructor_and_told_alone(home: House, written: str) -> None:
    mine, theirs = await hears(home, IDA, f"/class appoint with:{written}", u11=ANA)
    ana, ida = await who(home, ANA), await who(home, IDA)
    assert (mine.kind, mine.to, mine.private) == (
        MessageKind.CONFIRMATION, to_person(ida.id), True,
    )  # fmt: skip
    assert mine.text == home.say("class.appointed", name="Ana")
    assert (theirs.kind, theirs.to, theirs.private) == (
        MessageKind.NOTICE, to_person(ana.id), True,
    )  # fmt: skip
    assert theirs.text == home.say("class.you_are_appointed", name="Ida")
    assert ana.instructor
    [listed] = await hears(home, ANA, "/class list")
    assert listed.kind is MessageKind.STATUS


async def test_who_was_made_one_is_none_in_another_class(home: House) -> None:
    await hears(home, IDA, "/class appoint with:Ana")
    elsewhere = await home.kit.store.write(lambda tx: tx.people.known(ANA, "other", "x"))
    assert not elsewhere.instructor


async def test_a_student_makes_nobody_an_instructor(home: House) -> None:
    [refused] = await hears(home, ANA, "/class appoint with:Ana")
    assert refused.text == home.say("error.instructors")
    assert not (await who(home, ANA)).instructor


async def test_it_is_taken_back_with_one_press(home: House) -> None:
    said = (await hears(home, IDA, "/class appoint with:Ana"))[0]
    [(label, back)] = buttons(said).items()
    mine, theirs = await hears(home, IDA, back)
    assert label == "Undo"
    assert mine.text == home.say("class.dismissed", name="Ana")
    assert theirs.text == home.say("class.you_are_dismissed", name="Ida")
    assert not (await who(home, ANA)).instructor
    [(label, again)] = buttons(mine).items()
    assert (label, again) == ("Undo", '/class appoint with:"Ana"')


async def test_a_name_of_two_is_asked_about_and_a_mention_is_not(home: House) -> None:
    other = Account(platform=ON, external="12", name="Ana")
    await hears(home, other, "hello")
    [asked] = await hears(home, IDA, "/class appoint with:Ana")
    assert asked.text == home.say("error.which_classmate", name="Ana")
    mine, _ = await hears(home, IDA, "/class appoint with:<@12>", u12=other)
    assert mine.buttons == ()  # by name it could not be taken back
    assert (await who(home, other)).instructor
    assert not (await who(home, ANA)).instructor


async def test_the_last_instructor_stays_one(home: House) -> None:
    [refused] = await hears(home, IDA, "/class dismiss with:Ida")
    assert refused.text == home.say("error.instructor_last")
    assert (await who(home, IDA)).instructor
    await hears(home, IDA, "/class appoint with:Ben")
    [resigned] = await hears(home, IDA, "/class dismiss with:Ida")
    assert (resigned.text, resigned.buttons) == (home.say("class.resigned"), ())
    assert not (await who(home, IDA)).instructor


@pytest.mark.parametrize(
    ("line", "phrase", "variables"),
    [
        ("appoint", "error.missing_option", {"command": "class appoint", "option": "with"}),
        ("dismiss with:@", "error.missing_option", {"command": "class dismiss", "option": "with"}),
        ("appoint with:Ida", "error.instructor_already", {"name": "Ida"}),
        ("dismiss with:Ana", "error.instructor_not", {"name": "Ana"}),
        ("appoint with:Zoe", "error.no_such_person", {"name": "Zoe"}),
        ("appoint with:<@99>", "error.no_classmate", {}),
    ],
)
async def test_what_cannot_be_done_is_said(
    home: House, line: str, phrase: str, variables: dict[str, str]
) -> None:
    [refused] = await hears(home, IDA, f"/class {line}")
    assert refused.text == home.say(phrase, **variables)


@pytest.mark.parametrize("change", ["appoint", "dismiss"])
async def test_where_a_role_decides_nobody_is_changed(home: House, change: str) -> None:
    [refused] = await hears(home, IDA, f"/class {change} with:Ana", by_role=True, instructor=True)
    assert refused.text == home.say("error.by_role")
    assert not (await who(home, ANA)).instructor


async def test_who_is_in_the_class_from_another_platform_is_changed_there(home: House) -> None:
    """There a role may decide, which would take it back at once."""
    await home.type("Cleo", "hello")
    [refused] = await hears(home, IDA, "/class appoint with:Cleo")
    assert refused.text == home.say("error.not_here", name="Cleo")
