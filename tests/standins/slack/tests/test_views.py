"""Forms and App Homes: triggers, hashes, limits, validation in place."""

from typing import Any

import pytest

from tests.standins.slack.answers import Answer
from tests.standins.slack.forms import Form
from tests.standins.slack.people import Person
from tests.standins.slack.refusals import CannotDo
from tests.standins.slack.rooms import Workspace
from tests.standins.slack.server import Slack
from tests.standins.slack.state import Body
from tests.standins.slack.tests.clients import (
    Bare,
    actions,
    button,
    modal,
    section,
    speech,
    text,
)

LIMITS: list[tuple[Body, str]] = [
    (modal(speech()), ""),
    (modal(speech(), title=text("x" * 25, "plain_text")), "/view/title/text"),
    (modal(speech(), submit=text("x" * 25, "plain_text")), "/view/submit/text"),
    (modal(speech(), close=text("x" * 25, "plain_text")), "/view/close/text"),
    (modal(speech(), submit=None), "/view/submit"),
    (modal(speech(), private_metadata="x" * 3001), "/view/private_metadata"),
    (modal(speech(), callback_id="x" * 256), "/view/callback_id"),
    (modal(*[section("x")] * 100), ""),
    (modal(*[section("x")] * 101), "/view/blocks"),
    (modal(speech(max_length=3001)), "/view/blocks/0/element/max_length"),
    (modal(speech(initial_value="x" * 3001)), "/view/blocks/0/element/initial_value"),
    (modal(speech(max_length=5, initial_value="x" * 6)), "initial_value"),
    (modal({"type": "markdown", "text": "x"}), "/view/blocks/0/type"),
    ({"type": "home", "blocks": []}, "/view/type"),
]


@pytest.fixture
def ana(team: Workspace) -> Person:
    return team.member("Ana")


async def triggered(team: Workspace, ana: Person) -> tuple[Answer, str]:
    answer = await ana.types(team.channel("debates"), "/debate speak")
    return answer, answer.envelope.payload["trigger_id"]


async def opened(team: Workspace, bare: Bare, ana: Person, view: Body) -> tuple[Form, Body]:
    answer, trigger = await triggered(team, ana)
    made = await bare.ask("views.open", trigger_id=trigger, view=view)
    assert made["ok"], made
    return await answer.opens(), made["view"]


@pytest.mark.parametrize(("view", "fault"), LIMITS)
async def test_a_modal_over_a_limit_is_refused_with_a_pointer(
    slack: Slack, team: Workspace, bare: Bare, ana: Person, view: Body, fault: str
) -> None:
    slack.settings.patience = 0.0
    trigger = (await triggered(team, ana))[1]
    answer = await bare.ask("views.open", trigger_id=trigger, view=view)
    assert answer["ok"] == (not fault)
    if fault:
        assert answer["error"] == "invalid_arguments"
        assert fault in str(answer["response_metadata"]["messages"])


async def test_a_trigger_opens_one_view_and_not_late(
    slack: Slack, team: Workspace, bare: Bare, ana: Person
) -> None:
    slack.settings.patience = 0.0
    trigger = (await triggered(team, ana))[1]
    asked: dict[str, Any] = {"trigger_id": trigger, "view": modal(speech())}
    assert await bare.error("views.open", **asked) == ""
    assert await bare.error("views.open", **asked) == "exchanged_trigger_id"
    slack.settings.trigger_life = 0.0
    asked["trigger_id"] = (await triggered(team, ana))[1]
    assert await bare.error("views.open", **asked) == "expired_trigger_id"
    asked["trigger_id"] = "1.2.3"
    assert await bare.error("views.open", **asked) == "invalid_trigger_id"


async def test_a_late_update_conflicts_by_its_hash(
    slack: Slack, team: Workspace, bare: Bare, ana: Person
) -> None:
    async with bare.socket():
        form, view = await opened(team, bare, ana, modal(speech(), external_id="e"))
        asked: dict[str, Any] = {"view_id": view["id"], "hash": view["hash"]}
        assert await bare.error("views.update", view=modal(section("Two")), **asked) == ""
        late = modal(section("Three"))
        assert await bare.error("views.update", view=late, **asked) == "hash_conflict"
        assert form.text == "Two"


async def test_a_form_says_in_place_what_is_wrong_and_stays(
    slack: Slack, team: Workspace, bare: Bare, ana: Person
) -> None:
    def answering(payload: Body) -> Body | None:
        if payload.get("type") != "view_submission":
            return None
        value = payload["view"]["state"]["values"]["speech"]["text"]["value"]
        if len(value) < 5:
            return {"response_action": "errors", "errors": {"speech": "Say more."}}
        return None

    async with bare.socket(answering) as socket:
        form, _ = await opened(team, bare, ana, modal(speech(initial_value="My draft")))
        assert form.values == {"Your speech": "My draft"}
        answer = await ana.fills(form, {"Your speech": "No"})
        assert (answer.errors, form.open) == ({"Your speech": "Say more."}, True)
        answer = await ana.fills(form, text="Phones help us learn.")
        assert (answer.errors, form.open, ana.modals) == ({}, False, [])
        sent = socket.payloads("interactive")[-1]
        assert sent["view"]["state"]["values"]["speech"]["text"]["type"] == "plain_text_input"
        with pytest.raises(CannotDo, match="closed"):
            await ana.fills(form, text="Again")


async def test_a_client_checks_before_it_sends(
    slack: Slack, team: Workspace, bare: Bare, ana: Person
) -> None:
    async with bare.socket():
        form, _ = await opened(team, bare, ana, modal(speech(max_length=10)))
        with pytest.raises(CannotDo, match="'Your speech' must be filled in"):
            await ana.fills(form)
        with pytest.raises(CannotDo, match="0 to 10 characters, not 11"):
            await ana.fills(form, text="x" * 11)
        with pytest.raises(CannotDo, match=r"there are \['Your speech'\]"):
            await ana.fills(form, other="x")


async def test_errors_beside_an_input_that_is_not_there_are_noted(
    slack: Slack, team: Workspace, bare: Bare, ana: Person
) -> None:
    def answering(payload: Body) -> Body | None:
        wrong = {"response_action": "errors", "errors": {"nowhere": "?"}}
        return wrong if payload.get("type") == "view_submission" else None

    async with bare.socket(answering):
        form, _ = await opened(team, bare, ana, modal(speech()))
        await ana.fills(form, text="x")
    assert "errors beside ['nowhere']" in slack.violations.pop()


async def test_a_view_may_be_pushed_three_deep(
    slack: Slack, team: Workspace, bare: Bare, ana: Person
) -> None:
    deeper = modal(actions(button("More", "more")))
    async with bare.socket():
        form, _ = await opened(team, bare, ana, deeper)
        errors = []
        for _ in range(3):
            answer = await ana.presses(form, "More")
            trigger = answer.envelope.payload["trigger_id"]
            errors.append(await bare.error("views.push", trigger_id=trigger, view=deeper))
            form = answer.modal or form
    assert errors == ["", "", "push_limit_reached"]


async def test_a_home_is_told_of_and_published_and_pressed(
    slack: Slack, team: Workspace, bare: Bare, ana: Person
) -> None:
    async with bare.socket() as socket:
        assert ana.opens_home() is None
        await slack.until(socket.events)
        assert socket.events()[0]["type"] == "app_home_opened"
        view = {"type": "home", "blocks": [actions(button("My rounds", "rounds", value="1"))]}
        await bare.ask("views.publish", user_id=ana.id, view=view)
        home = ana.opens_home()
        assert home is not None
        assert (await ana.presses(home, "My rounds")).acknowledged
        pressed = socket.payloads("interactive")[0]
        assert (pressed["actions"][0]["value"], "message" in pressed) == ("1", False)
        old = {"user_id": ana.id, "view": view, "hash": "1.old"}
        assert await bare.error("views.publish", **old) == "hash_conflict"


async def test_a_menu_is_chosen_from(
    slack: Slack, team: Workspace, bare: Bare, ana: Person
) -> None:
    options = [{"text": text(one, "plain_text"), "value": one.lower()} for one in ("A", "B")]
    select = {"type": "static_select", "action_id": "side", "options": options}
    block = {"type": "input", "block_id": "s", "label": text("Side", "plain_text")}
    async with bare.socket() as socket:
        form, _ = await opened(team, bare, ana, modal(block | {"element": select}))
        with pytest.raises(CannotDo, match="no option 'C'"):
            await ana.fills(form, side="C")
        await ana.fills(form, Side="B")
        sent = socket.payloads("interactive")[-1]["view"]["state"]["values"]["s"]["side"]
        assert sent == {"type": "static_select", "selected_option": options[1]}
