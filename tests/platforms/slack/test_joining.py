"""In direct messages a round notifies twice a slot at most: what belongs together is one."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.app.messages import Button, Message, MessageKind, to_person
from bot.platforms.slack.joining import AT_ONCE, Change, Joiner, News, ids_in
from bot.platforms.slack.parts import LONGEST_TEXT
from bot.platforms.slack.rendering import View, payloads
from bot.platforms.slack.sending import There, there
from tests.platforms.discord.hall import SPEECH
from tests.platforms.slack import reading
from tests.platforms.slack.serving import Hall, School, with_button
from tests.platforms.slack.test_snapshots import say
from tests.standins.slack.blocks import check_message
from tests.standins.slack.people import Person
from tests.standins.slack.seen import Seen

LOOP = pytest.mark.asyncio(loop_scope="session")
KEY = ("D1", "r1")
CARD, PROMPT, SPOKEN = MessageKind.CARD, MessageKind.PROMPT, MessageKind.SPEECH
SEATS, NOTICE, WARNING = MessageKind.SEATS, MessageKind.NOTICE, MessageKind.WARNING
LOUD = frozenset({CARD, PROMPT, WARNING})


def news(kind: MessageKind, sending: str, text: str = "", *, own: bool = False) -> News:
    """Something that is said, with the buttons that go with its kind."""
    labels = {CARD: ["OK"], PROMPT: ["Speak"], SEATS: ["Brief"]}.get(kind, [])
    buttons = tuple(Button(label=label, command="/debate status") for label in labels)
    to = to_person("ana", "r1")
    message = Message(kind=kind, to=to, text=text or f"{kind.value} {sending}", buttons=buttons)
    parts = payloads(message, View(sending=sending), say)
    return News(kind=kind, parts=parts, quiet=kind not in LOUD, own=own)


@dataclass
class Channel:
    """Direct messages: what stands there, by ts; a clock."""

    now: float = 0.0

    def __post_init__(self) -> None:
        self.joiner = Joiner(lambda: self.now)
        self.bodies: dict[str, dict[str, object]] = {}

    def says(self, told: News) -> None:
        change = self.joiner.change(KEY, told)
        if change is not None:
            self.bodies[change.ts] = change.body
            self.joiner.changed(KEY, told, change)
            return
        ts = f"{len(self.bodies)}.0"
        self.bodies[ts] = told.body
        self.joiner.posted(KEY, told, ts)

    @property
    def shown(self) -> list[list[str]]:
        """What is read in each message, by its blocks."""
        for body in self.bodies.values():
            check_message({"channel": "D1", **body})
        return [reading.shown(body["blocks"]) for body in self.bodies.values()]  # type: ignore[arg-type]  # ours


def channel(*told: News) -> Channel:
    made = Channel()
    for each in told:
        made.says(each)
    return made


@pytest.mark.parametrize(
    ("told", "messages"),
    [
        ([news(SPOKEN, "a"), news(SPOKEN, "b"), news(PROMPT, "c")],
         [["speech a", "speech b", "prompt c", "Speak"]]),
        ([news(PROMPT, "a"), news(SPOKEN, "b")],
         [["prompt a", "Speak"], ["speech b"]]),
        ([news(PROMPT, "a"), news(SPOKEN, "b", own=True), news(SPOKEN, "c"), news(PROMPT, "d")],
         [["speech b"], ["speech c", "prompt d", "Speak"]]),
        ([news(SPOKEN, "a"), news(PROMPT, "b"), news(SPOKEN, "c", own=True)],
         [["speech a", "speech c"]]),
        ([news(PROMPT, "a"), news(WARNING, "b"), news(SPOKEN, "c", own=True)],
         [["speech c"], ["warning b"]]),
        ([news(CARD, "a"), news(SEATS, "b"), news(SPOKEN, "c"), news(PROMPT, "d")],
         [["card a", "seats b", "Brief", "speech c"], ["prompt d", "Speak"]]),
        ([news(SEATS, "a"), news(NOTICE, "b"), news(PROMPT, "c")],
         [["seats a", "Brief", "notice b", "prompt c", "Speak"]]),
        ([news(PROMPT, "a"), news(NOTICE, "b"), news(SPOKEN, "c", own=True)],
         [["speech c"], ["notice b"]]),
        ([news(SPOKEN, "a", own=True), news(SPOKEN, "b"), news(PROMPT, "c")],
         [["speech a", "speech b", "prompt c", "Speak"]]),
    ],
)  # fmt: skip
def test_what_belongs_together_is_one_message(
    told: Sequence[News], messages: list[list[str]]
) -> None:
    assert channel(*told).shown == messages


def test_a_call_is_never_put_where_nobody_was_notified_of_anything() -> None:
    made = channel(news(CARD, "a"), news(SEATS, "b"))
    assert made.joiner.change(KEY, news(PROMPT, "c")) is None


def test_what_comes_later_is_news_of_its_own() -> None:
    made = channel(news(SPOKEN, "a"))
    made.now = AT_ONCE + 1
    assert made.joiner.change(KEY, news(SPOKEN, "b")) is None
    made.now = AT_ONCE
    assert made.joiner.change(KEY, news(SPOKEN, "b")) is not None


def test_what_would_be_too_long_is_a_message_of_its_own() -> None:
    long = "Because. " * (LONGEST_TEXT // 10)
    assert [len(each) for each in channel(news(SPOKEN, "a", long), news(SPOKEN, "b", long)).shown]
    assert len(channel(news(SPOKEN, "a", long), news(SPOKEN, "b", long)).bodies) == 2


def test_other_rounds_and_what_is_forgotten_have_messages_of_their_own() -> None:
    made = channel(news(SPOKEN, "a"))
    assert made.joiner.change(("D1", "r2"), news(SPOKEN, "b")) is None
    made.joiner.forget(KEY)
    assert made.joiner.change(KEY, news(SPOKEN, "b")) is None


def test_only_the_last_messages_of_so_many_rounds_are_known() -> None:
    made = channel(news(SPOKEN, "a"))
    for number in range(300):
        made.joiner.posted(("D1", f"other{number}"), news(SPOKEN, "x"), "9.0")
    assert made.joiner.change(KEY, news(SPOKEN, "b")) is None


def test_everything_in_it_is_known_by_the_metadata() -> None:
    made = channel(
        news(SPOKEN, "a"), news(PROMPT, "b"), news(SPOKEN, "c", own=True), news(NOTICE, "d")
    )
    [first, second] = made.bodies.values()
    latest = [{**first, "ts": "0.0", "user": "UB"}, {**second, "ts": "1.0", "user": "UB"}]
    assert [there(latest, "UB", each) for each in "abcde"] == [
        There(parts={0: "0.0"}), There(parts={0: "0.0"}), There(parts={0: "0.0"}),
        There(parts={0: "1.0"}), There(),
    ]  # fmt: skip
    assert ids_in({"id": "a", "part": 2}) == {"a": 2}


def test_a_change_says_in_its_top_level_text_all_that_its_blocks_say() -> None:
    joiner = Joiner(lambda: 0.0)
    joiner.posted(KEY, news(SPOKEN, "a"), "1.0")
    change = joiner.change(KEY, news(PROMPT, "b"))
    assert isinstance(change, Change)
    assert change.body["text"] == "speech a\nprompt b"
    assert change.body["mrkdwn"] is False


# ── on Slack ────────────────────────────────────────────────────────────────────────────────────


def heard(person: Person) -> list[Seen]:
    """What notified somebody directly."""
    return [m for m in person.notifications() if m in person.direct]


def asks(person: Person, done: Sequence[Seen]) -> Seen | None:
    """A call that was not answered yet, or the ballot."""
    told = [m for m in person.direct if "Speak" in m.buttons or "Your ballot" in m.text]
    return next((m for m in told if m not in done), None)


async def starts(school: School, line: str) -> Person:
    """Somebody begins a round by writing directly, and takes their side."""
    [ana] = school.people
    await ana.writes_directly(line)
    card = await school.until(lambda: with_button(ana.dm, ana, "OK"), "a card")
    await ana.presses(card, "OK")
    return ana


@LOOP
async def test_a_whole_round_alone_notifies_once_a_slot(hall: Hall) -> None:
    school = hall.school("Ana")
    ana = await starts(school, "/debate start format:solo pace:standard")
    done: list[Seen] = []
    counts: list[int] = []
    before = len(heard(ana))
    while "Your ballot" not in (call := await _next(school, ana, done)).text:
        counts.append(len(heard(ana)) - before)
        before = len(heard(ana))
        done.append(call)
        await ana.writes_directly(f"{len(done)}. {SPEECH}")
    await school.hall.slack.until_quiet()
    assert len(counts) >= 5
    assert set(counts) == {1}  # a warning would be the second
    assert len(heard(ana)) - before <= 2  # how it ended, and the ballot
    words = "\n".join(m.text for m in ana.direct if m.author == "debate-bot")
    places = [words.index(f"{number}. Phones break") for number in range(1, len(done) + 1)]
    assert places == sorted(places)
    assert words.count("All speeches are in.") == words.count("Your ballot") == 1


async def _next(school: School, person: Person, done: Sequence[Seen]) -> Seen:
    return await school.until(lambda: asks(person, done), "a slot or the ballot")


@LOOP
async def test_a_warning_is_the_second_notification_of_a_slot(hall: Hall) -> None:
    school = hall.school("Ana")
    ana = await starts(school, "/debate start format:alone pace:hurry")
    ballot = await school.until(
        lambda: next((m for m in ana.direct if "Your ballot" in m.text), None), "a ballot"
    )
    card, call, warning, *rest = heard(ana)
    assert "Your side for this round" in card.text
    assert "Your opening" in call.text
    assert "left" in warning.text
    assert ballot in rest
    assert len(rest) <= 2


@LOOP
async def test_a_message_that_is_gone_is_no_place_for_what_comes_next(hall: Hall) -> None:
    school = hall.school("Ana")
    ana = await starts(school, "/debate start format:alone")
    call = await school.until(lambda: with_button(ana.dm, ana, "Speak"), "her slot")
    hall.slack.refuses("chat.update", "message_not_found", 1)
    await ana.writes_directly(SPEECH)
    await school.until(
        lambda: next((m for m in ana.direct if "Your ballot" in m.text), None), "a ballot"
    )
    assert "Speak" in call.buttons
    assert sum(SPEECH in m.text for m in ana.direct if m.author == "debate-bot") == 1


@LOOP
async def test_a_change_whose_response_was_lost_is_there_once(hall: Hall) -> None:
    school = hall.school("Ana")
    ana = await starts(school, "/debate start format:alone")
    await school.until(lambda: with_button(ana.dm, ana, "Speak"), "her slot")
    hall.slack.loses("chat.update", 2)
    await ana.writes_directly(SPEECH)
    await school.until(
        lambda: next((m for m in ana.direct if "Your ballot" in m.text), None), "a ballot"
    )
    told = "\n".join(m.text for m in ana.direct if m.author == "debate-bot")
    assert told.count(SPEECH) == 1
    assert told.count("All speeches are in.") == 1
