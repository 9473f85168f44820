"""Sheets in words."""

from bot.app.say import sheet as say
from bot.app.say.talk import talker
from bot.core.flow import Argument, Flow, State
from bot.core.format import Kind
from tests.app.house import House


def argument(claim: str | None, towards: dict[str, State], *, new: bool = False) -> Argument:
    return Argument(
        claim=claim,
        side="ban",
        slot=0,
        kind=Kind.CLOSING if new else Kind.OPENING,
        words="Phones\n   cost money.",
        strength=1,
        new=new,
        towards=towards,
        answered_in={},
    )


async def test_each_state_of_an_argument_has_its_words(home: House) -> None:
    debate = await home.seat("Ana", "Ben", sides=("ban", "limit"))
    on = await home.kit.store.read(lambda tx: talker(home.kit, tx, debate))
    sheet = Flow(
        arguments=(
            argument("ban-attention", {"limit": State.OPEN, "free": State.CONCEDED}),
            argument("ban-bullying", {"limit": State.DROPPED}),
            argument(
                "ban-bullying",
                {"limit": State.ANSWERED, "free": State.DROPPED, "ban": State.ANSWERED},
            ),
            argument("ban-bullying", {"limit": State.OPEN}, new=True),
            argument(None, {}),
        )
    )
    message = say.flow(on, await home.person("Ana"), sheet)
    assert message.text == home.say("flow.text", count=5)
    assert message.table
    assert [row[3] for row in message.table.rows] == [
        f"{home.say('flow.open', side='Limit')}; {home.say('flow.conceded', side='Free')}",
        home.say("flow.dropped", side="Limit"),
        # Those towards whom it stands alike are named together.
        f"{home.say('flow.answered', side='Limit, Ban')}; {home.say('flow.dropped', side='Free')}",
        home.say("flow.new"),
        home.say("flow.unprepared"),
    ]
    assert message.table.rows[4][2] == home.say("flow.outside", words="Phones cost money.")
    assert message.table.rows[0][:2] == ("Ban", "opening")
