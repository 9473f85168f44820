"""Commands that need no database: judge, oppose, and what concerns topics. Text in, lines out.

`--jsonl`: one JSON object to a line in, one out, in the same order, each as soon as it is ready. A
line that cannot be used gets `{"line": n, "error": "…"}` in its place and does not stop the rest.
"""

import codecs
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app.ports import Packs, Reader, Said
from bot.core.errors import BadContent, Mendable
from bot.core.format import Kind
from bot.core.reading import FactStatus
from bot.core.topic import Claim, Topic

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


# ── topics ──────────────────────────────────────────────────────────────────────────────────────


def listed(packs: Packs) -> Iterator[Line]:
    """The topics there are, by id, with their motions."""
    for topic_id in packs.ids():
        yield Line(text=f"{topic_id}: {packs.topic(topic_id).motion}")


def as_json(topic: Topic) -> Iterator[Line]:
    """Everything in a topic as one JSON object."""
    whole = asdict(topic)
    for side in whole["sides"]:
        side["burdens"] = dict(side["burdens"])
    yield Line(text=json.dumps(whole, default=_plain, indent=2))


def shown(topic: Topic) -> Iterator[Line]:
    """A topic as a person reads it: sides, and their claims with where they come from."""
    yield Line(text=f"{topic.title} ({topic.id})\n{topic.motion}\n")
    for side in topic.sides:
        yield Line(text=f"{side.name}: {side.stance}")
        for claim in topic.claims:
            if claim.side == side.id:
                yield Line(text=f"  {claim.id} ({_origin(claim)}): {claim.statement}")
        yield Line(text="")
    counts = {"rebuttals": topic.rebuttals, "facts": topic.facts, "questions": topic.questions}
    yield Line(text=", ".join(f"{len(parts)} {name}" for name, parts in counts.items()))


def place(named: str, prompts: Path) -> Path:
    """The folder or file that a path or a topic's id means. Raises NotFound."""
    from bot.content.places import topic_place

    path = Path(named)
    return path if path.exists() else topic_place(prompts, named)


def checked(path: Path, *, strict: bool) -> Iterator[Line]:
    """Every problem of a topic; with `strict` what an editor would say too."""
    from bot.content.strict import review
    from bot.content.topics import load_topic

    try:
        topic = load_topic(path)
        found = review(path) if strict else None
    except BadContent as error:
        yield from (Line(text=problem, fine=False) for problem in error.problems)
        yield Line(text=_counted(len(error.problems)))
        return
    yield from (Line(text=problem, fine=False) for problem in (found.problems if found else ()))
    yield from (Line(text=f"{note} (a note)") for note in (found.notes if found else ()))
    counts = found.counts if found else {"claims": len(topic.claims), "facts": len(topic.facts)}
    yield Line(
        text=f"{topic.id}: " + ", ".join(f"{count} {what}" for what, count in counts.items())
    )
    yield Line(text=_counted(len(found.problems) if found else 0))


def schema(file: str) -> Iterator[Line]:
    """JSON Schema of one kind of file."""
    from bot.content.schema import SHAPES, topic_schema

    if file not in SHAPES:
        raise BadContent((f'there is no schema of "{file}": one of {", ".join(SHAPES)}',))
    yield Line(text=json.dumps(topic_schema(file), indent=2))


def _counted(problems: int) -> str:
    return f"{problems} problem{'' if problems == 1 else 's'}" if problems else "no problems"


def _origin(claim: Claim) -> str:
    paragraphs = ", ".join(map(str, claim.paragraphs))
    return f"{claim.origin.value}, paragraph {paragraphs}" if paragraphs else claim.origin.value


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} has no JSON form")
