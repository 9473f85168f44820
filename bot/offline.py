"""Commands over records that need no database: judge, oppose and check facts. Text in, lines out.

`--jsonl`: one JSON object to a line in, one out, in the same order, each as soon as it is ready. A
line that cannot be used gets `{"line": n, "error": "…"}` in its place and does not stop the rest.
"""

import codecs
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.app.ports import Reader, Said
from bot.core.errors import Mendable
from bot.core.format import Kind
from bot.core.reading import FactStatus
from bot.core.topic import Topic

if TYPE_CHECKING:
    from bot.wiring import Content

Record = Mapping[str, object]
Answer = Callable[[Record], Record]
Explain = Callable[[Mendable], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of output, without its end; `fine` is False if it reports a mistake."""

    text: str
    fine: bool = True


class _Unusable(ValueError):
    """A line that holds no record; the message says what to do."""


def answered(lines: Iterable[bytes], answer: Answer, explain: Explain) -> Iterator[Line]:
    """What `answer` says to each record. It may raise any mendable error, which `explain` words."""
    for number, raw in enumerate(lines, start=1):
        try:
            record = _record(raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw)
            yield Line(text=json.dumps(answer(record)))
        except _Unusable as error:
            yield _mistake(number, str(error))
        except Mendable as error:
            yield _mistake(number, explain(error))


def _mistake(number: int, what: str) -> Line:
    return Line(text=json.dumps({"line": number, "error": what}), fine=False)


def _record(raw: bytes) -> Record:
    try:
        record = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise _Unusable("not UTF-8 text") from None
    except json.JSONDecodeError as error:
        what = f"not JSON: {error.msg} at column {error.colno}" if raw.strip() else "an empty line"
        raise _Unusable(f"{what}; each line must be one JSON object") from None
    except (RecursionError, ValueError):
        raise _Unusable("not JSON we can read: nested too deeply, or a number too long") from None
    if not isinstance(record, dict):
        raise _Unusable('must be a JSON object such as {"id": "1"}')
    return record


# ── judge, oppose, facts ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What answering records takes: everything under `prompts/`, a topic's id, words for errors."""

    content: "Content"
    topic: str
    explain: Explain


def judged(desk: Desk, lines: Iterable[bytes]) -> Iterator[Line]:
    """`{id, side, kind, text, opponent_text?, opponent_side?}` in; marks out (judges/speech.py)."""
    from bot.judges.offline import OfflineJudge
    from bot.judges.speech import Bench, marked
    from bot.reading.reader import OfflineReader

    content = desk.content
    bench = Bench(
        topic=content.topics.topic(desk.topic),
        rubric=content.rubric,
        phrases=content.phrases,
        reader=OfflineReader(),
        judge=OfflineJudge(content.phrases),
    )
    return answered(lines, partial(marked, bench), desk.explain)


def opposed(desk: Desk, lines: Iterable[bytes]) -> Iterator[Line]:
    """`{id, text, from, side, level?, seed?}` in; a counterargument out (opponents/answer.py)."""
    from bot.opponents.answer import oppose
    from bot.opponents.offline import OfflineOpponent
    from bot.reading.reader import OfflineReader

    topic = desk.content.topics.topic(desk.topic)
    opponent = OfflineOpponent(desk.content.phrases)
    return answered(lines, partial(oppose, topic, OfflineReader(), opponent), desk.explain)


def facts(desk: Desk, lines: Iterable[bytes]) -> Iterator[Line]:
    """`{id, text}` in; out whether the statement agrees with the topic's facts."""
    from bot.reading.reader import OfflineReader

    topic, reader = desk.content.topics.topic(desk.topic), OfflineReader()
    return answered(lines, partial(_checked_fact, topic, reader), desk.explain)


def _checked_fact(topic: Topic, reader: Reader, record: Record) -> Record:
    """A statement is read as an opening of the proposer's; its facts depend on no side."""
    said = Said(text=_text(record, "text"), side=topic.proposer, kind=Kind.OPENING)
    found = reader.read(topic, said).facts
    wrong = [fact for fact in found if fact.status is FactStatus.WRONG]
    first = next(iter([*wrong, *found]), None)
    right = "unknown" if first is None else "true"
    return {
        "id": record.get("id"),
        "verdict": "false" if wrong else right,
        "correction": wrong[0].correction if wrong else None,
        "fact": first.fact if first else None,
    }


def _text(record: Record, key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise _Unusable(f'needs "{key}", a text')
    return value
