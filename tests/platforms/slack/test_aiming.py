"""A message's shortcut sets a round up in which one argues against what it says."""

import pytest

from tests.platforms.slack.serving import WITHIN, Hall, with_button
from tests.standins.slack.forms import Form
from tests.standins.slack.people import Person
from tests.standins.slack.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

PRACTISE = "practise_against"
CLAIM = "@here Phones break attention in class: every message pulls the mind out of the lesson."
LOSS = "My brother was killed in the war last month and I miss him so much."


def chosen(form: Form) -> dict[str, object]:
    """What is chosen in a form, by option."""
    return {
        one: state["selected_option"]["value"]
        for values in form.json["state"]["values"].values()
        for one, state in values.items()
        if state.get("selected_option")
    }


async def aims(person: Person, message: Seen) -> Form:
    """The form that the shortcut opens."""
    return await (await person.shortcut(message, PRACTISE)).opens()


@pytest.mark.parametrize(
    ("text", "side", "names", "roles"),
    [
        (CLAIM, "limit", ("Limit", "Ban"), ("Class council", "Head teacher")),
        ("Pupils who are trusted behave responsibly.", "ban", ("Ban", "Free"),
         ("Head teacher", "Pupil")),
    ],
)  # fmt: skip
async def test_a_round_against_a_message_is_set_up_and_the_bot_argues_what_it_says(
    hall: Hall, text: str, side: str, names: tuple[str, str], roles: tuple[str, str]
) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    said = await ben.says(school.room, text)
    form = await aims(ana, said)
    values = chosen(form)
    assert (values["format"], values["side"], values["opponent"]) == ("solo", side, "bot")
    assert "I hear this argument: " in form.text
    assert "you argue {} here and the bot {}".format(*names) in form.text
    assert (await ana.fills(form)).acknowledged
    await hall.slack.until(lambda: with_button(ana.dm, ana, "Speak"), WITHIN, "her slot")
    told = "\n".join(m.text for m in ana.direct)
    mine, bots = roles
    assert f"Your brief: {mine}" in told
    assert f"Assigned role: {bots} – the bot" in told
    assert school.room.messages == [said]
    assert not any(m.broadcasts or m.pings - {ana.name} for m in ana.direct)


@pytest.mark.parametrize("where", ["a thread", "direct messages"])
async def test_it_works_wherever_a_message_is(hall: Hall, where: str) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    if where == "a thread":
        first = await ben.says(school.room, "What do you think?")
        said = await ben.says(school.room, CLAIM, first)
    else:
        said = await ana.writes_directly(f"/debate draft text: {CLAIM}")
    form = await aims(ana, said)
    assert chosen(form)["side"] == "limit"
    assert (await ana.fills(form)).acknowledged
    await hall.slack.until(lambda: with_button(ana.dm, ana, "Speak"), WITHIN, "her slot")


async def test_what_one_chooses_instead_is_what_is_played(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    form = await aims(ana, await ben.says(school.room, CLAIM))
    assert (await ana.fills(form, side="ban")).acknowledged
    await hall.slack.until(lambda: with_button(ana.dm, ana, "Speak"), WITHIN, "her slot")
    assert any("Your brief: Head teacher" in m.text for m in ana.direct)


async def test_a_side_that_somebody_excludes_is_not_offered_to_them(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    await (await ana.types(school.room, "/my sides exclude:limit topic:school-phones")).replies()
    said = await ben.says(school.room, CLAIM)
    assert chosen(await aims(ana, said))["side"] == "free"
    await (await ana.types(school.room, "/my sides exclude:limit,free topic:homework")).replies()
    form = await aims(ana, said)
    assert "side" not in chosen(form)
    assert "Only sides that you exclude answer it" in form.text


async def test_where_no_argument_is_heard_it_says_so_and_offers_a_round_all_the_same(
    hall: Hall,
) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    form = await aims(ana, await ben.says(school.room, "What is for lunch tomorrow?"))
    assert form.title == "Start a round"
    assert "I found no argument in that message" in form.text
    assert chosen(form).keys() <= {"topic"}
    assert (await ana.fills(form, format="pair")).acknowledged
    await school.until(lambda: with_button(school.room, ana, "Join"), "a lobby")


async def test_nobody_argues_against_words_about_a_loss(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    said = await ben.says(school.room, LOSS)
    answer = await ana.shortcut(said, PRACTISE)
    calm = await answer.replies()
    assert calm.ephemeral
    assert "116 123" in calm.text
    assert "brother" not in calm.text
    assert answer.modal is None
    assert ana.modals == []


async def test_a_stranger_who_only_looks_is_not_met(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    await aims(ana, await ben.says(school.room, CLAIM))
    await hall.worked_off()
    assert hall.bot.rows("SELECT 1 FROM accounts WHERE external LIKE ?", f"%{ana.id}%") == []
