"""A command that says too little opens a form or is answered clearly, whichever it is."""

from pathlib import Path

import pytest

from bot.app.commands import COMMANDS
from bot.platforms.slack.asking import Wanted, complete, person_form, wanted
from bot.platforms.slack.forms import PEOPLE, START, WITH, line, read
from tests.platforms.slack.serving import WITHIN, Hall, opened, with_button
from tests.platforms.slack.test_snapshots import say
from tests.standins.slack.answers import Answer
from tests.standins.slack.blocks import check_view
from tests.standins.slack.people import Person
from tests.standins.slack.rooms import Room

LOOP = pytest.mark.asyncio(loop_scope="session")
ROUND, FRESH = "5x6gbv5800007", "5x6gbv58qjf42"
# What an instructor without any round is shown for a command alone; for all others that they have
# no round.
FORMS = {
    "debate start": "Start a round",
    "my name": "The name others see",
    "class appoint": "Make an instructor",
    "class dismiss": "No instructor any more",
}
SAID = {
    "debate join": "No table is open here.",
    "debate list": "You have no rounds yet.",
    "debate help": "How this works",
    "leaderboard show": "Leaderboard",
    "my stats": "How Ana",
    "my history": "Your rounds",
    "my privacy": "What is stored about you",
    "my export": "Everything stored about you.",
    "my delete": "This deletes your speeches",
    "my sides": "You can be given any side.",
    "class list": "No round is open in this class.",
    "class cancel": "No round is open in this class.",
    "class move": "No round is open in this class.",
    "class welcome": "Welcome to debating",
    "my": "How this works",
    "class": "How this works",
    "leaderboard": "Leaderboard",
    "debate": "How this works",
}


@pytest.mark.parametrize(
    ("command", "form"),
    [
        (f"/debate speak round:{ROUND}", Wanted(path="debate speak", round=ROUND)),
        ("/debate speak", Wanted(path="debate speak")),
        ("/debate draft", Wanted(path="debate draft")),
        ("/debate start", Wanted(path=START)),
        ("debate start", Wanted(path=START)),
        ("/my name", Wanted(path="my name")),
        ("/my name name: Ana", None),
        ("/debate start format:duel", None),
        ("/debate start opponent:bot", None),
        ("/debate speak text: So", None),
        ("/debate speak more:maybe", None),
        ("/debate flow", None),
        ("/no such", None),
        ("/debate start with:", Wanted(path=START)),
        ("/debate start format:duel with: ", Wanted(path=START)),
        ("/debate start topic:", Wanted(path=START)),
        ("/debate start with: @Ben", None),
        ("/debate start whom:", None),
        ("/debate speak text:", Wanted(path="debate speak")),
        (f"/debate speak round:{ROUND} text:", Wanted(path="debate speak", round=ROUND)),
        ("/debate speak This is my text:", None),
        ("/my name name:", Wanted(path="my name")),
        ("/class appoint", Wanted(path="class appoint")),
        ("/class dismiss with:", Wanted(path="class dismiss")),
        ("/class appoint with:@Ben", None),
        ("/class appoint nobody:x", None),
    ],
)
def test_only_a_command_that_says_too_little_opens_a_form(
    command: str, form: Wanted | None
) -> None:
    assert wanted(command) == form


def test_every_command_that_must_name_a_person_has_a_form_for_it() -> None:
    naming = {path for path, row in COMMANDS.items() if any(o.name == WITH for o in row.options)}
    assert {*PEOPLE, START} == naming


@pytest.mark.parametrize("path", sorted(PEOPLE))
def test_a_person_that_is_chosen_comes_back_as_the_command(path: str) -> None:
    made = person_form(path, FRESH, say, "C0DEBATES")
    check_view(made, ("modal",))
    chosen = {"type": "users_select", "selected_user": "U0BEN"}
    back = read({**made, "state": {"values": {"with": {"with": chosen}}}})
    assert back is not None
    assert (line(back), back.place) == (f'/{path} with:"<@U0BEN>"', "C0DEBATES")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/debate start with:", "/debate start"),
        ("/debate start format:duel with: ", "/debate start format:duel"),
        ("/debate start with: @Ben", "/debate start with: @Ben"),
        ("/debate flow with:", "/debate flow with:"),
        ("/nothing with:", "/nothing with:"),
    ],
)
def test_an_option_that_is_named_last_without_a_value_says_nothing(command: str, said: str) -> None:
    assert complete(command) == said


# ── on Slack ────────────────────────────────────────────────────────────────────────────────────


def shown(person: Person, room: Room, answer: Answer) -> str:
    """All that somebody reads where they typed, and directly."""
    if answer.modal is not None:
        return answer.modal.title
    return "\n".join(m.text for m in (*answer.messages, *room.messages, *person.direct))


@LOOP
async def test_every_command_alone_opens_a_form_or_is_answered_clearly(
    small: Path, tmp_path: Path
) -> None:
    async with opened(tmp_path, small) as hall:
        school = hall.school("Ana")
        [ana] = school.people
        ana.admin = True
        for path in (*COMMANDS, "my", "class", "leaderboard", "debate"):
            expected = FORMS.get(path) or SAID.get(path, "You have no round.")
            answer = await ana.types(school.room, f"/{path}")
            await hall.slack.until(
                lambda a=answer, e=expected: e in shown(ana, school.room, a),  # type: ignore[misc]  # of a default
                WITHIN,
                f"{expected!r} for /{path}",
            )
            assert (answer.modal is not None) == (path in FORMS)
            for form in ana.modals:
                await ana.closes(form)


@LOOP
async def test_a_person_is_chosen_in_a_form_by_instructors_alone(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    refused = await (await ben.types(school.room, "/class appoint")).replies()
    assert "That is for instructors." in refused.text
    assert ben.modals == []
    ana.admin = True
    form = await (await ana.types(school.room, "/class appoint")).opens()
    assert (await ana.fills(form, Who=ben)).acknowledged
    await hall.worked_off()
    form = await (await ben.types(school.room, "/class appoint with:")).opens()
    assert form.labels == ["Who"]


@LOOP
async def test_what_a_start_says_already_is_chosen_in_its_form(hall: Hall) -> None:
    school = hall.school("Ana", "Ben")
    ana, ben = school.people
    form = await (await ana.types(school.room, "/debate start format:pair with:")).opens()
    assert form.values["Who debates with whom"] == "pair"
    await ana.fills(form, {"Which classmate": ben})
    await school.until(lambda: with_button(school.room, ana, "Join"), "a lobby")
    await hall.slack.until(lambda: with_button(ben.dm, ben, "Join"), WITHIN, "an invitation")
