"""The tables. Names and columns are what a person meets in the sqlite3 shell: keep them readable.

- Times are UTC milliseconds. Enums are stored by value. JSON columns hold what nobody searches for.
- A column `person` names whose row it is. Every row that holds a student's words has one, so that
  exporting (`people.export`) and deleting (`erasure`) find the row by that column alone. In `seats`
  and `speeches` it is null for the bot; `ERASED` stands for people who deleted what was theirs.
- `rounds.state` and `rounds.undo` hold no words (core/round.py), only ids.

A change here needs a migration and a new `HEAD`; a test compares the three.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0005"
"""The newest migration; kept here because importing alembic to ask costs a third of a second."""

ERASED = "erased"
"""The id in `people` that stands for everybody who deleted what was theirs."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_Json = JSON(none_as_null=True)
_Serial = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts by itself there


def _key(name: str = "id") -> Column[str]:
    return Column(name, Text, primary_key=True)


def _to(target: str, name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey(target), primary_key=key, nullable=null)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _time(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=null)


def _json(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, _Json, nullable=null)


def _serial(name: str) -> Column[int]:
    return Column(name, _Serial, primary_key=True, autoincrement=True)


people = Table("people", metadata, _key(), _text("name"), _json("prefs"))

accounts = Table(
    "accounts", metadata,
    _key("platform"), _key("external"), _to("people.id", "person"),
    Index(None, "person"),
)  # fmt: skip

classrooms = Table("classrooms", metadata, _key(), _text("name"))

bindings = Table(  # homes that are no classrooms of their own: what is theirs is the classroom's
    "bindings", metadata,
    _to("classrooms.id", "home", key=True), _to("classrooms.id", "classroom"),
)  # fmt: skip

memberships = Table(
    "memberships", metadata,
    _to("classrooms.id", "classroom", key=True), _to("people.id", "person", key=True),
    _text("role"), _text("pseudonym", null=True),
    Index(None, "person"),
)  # fmt: skip

packs = Table("packs", metadata, _key("hash"), _text("topic"), _json("body"))

rounds = Table(
    "rounds", metadata,
    _key(), _to("classrooms.id", "classroom"),
    _to("people.id", "host"), _text("topic"), _to("packs.hash", "pack_hash"), _text("format"),
    _time("seed"), _text("status"), _number("version"), _time("opened_at"), _time("moved_at"),
    _json("state"), _json("undo", null=True),
    Index(None, "status"), Index(None, "host"), Index(None, "classroom"),
)  # fmt: skip

seats = Table(
    "seats", metadata,
    _to("rounds.id", "round", key=True), _key(), _number("position"),
    _to("people.id", "person", null=True), _text("side", null=True), _number("member"),
    _json("detail"),
    Index(None, "person"),
)  # fmt: skip

places = Table(
    "places", metadata,
    _to("rounds.id", "round", key=True), _key("platform"), _key("channel"), _key("thread"),
    Index(None, "platform", "channel", "thread"),
)  # fmt: skip

speeches = Table(
    "speeches", metadata,
    _key(), _text("round"), _text("seat"), _number("slot"),
    _to("people.id", "person", null=True), _text("state"), _text("text"), _number("heard"),
    _time("at"), _json("lines"),
    ForeignKeyConstraint(["round", "seat"], ["seats.round", "seats.id"]),
    Index(None, "round", "slot"), Index(None, "person"),
)  # fmt: skip

readings = Table(
    "readings", metadata,
    _to("speeches.id", "speech", key=True), _key("key"), _text("reader"), _json("body"),
)  # fmt: skip

marked = Table(  # one row per speech that was marked; its marks are in `marks`
    "marked", metadata,
    _to("speeches.id", "speech", key=True), _to("rounds.id", "round"),
    _to("people.id", "person", null=True), _number("slot"), _text("seat"), _text("side"),
    _text("kind"), _number("words"), _number("total", null=True),
    Index(None, "round"), Index(None, "person"),
)  # fmt: skip

marks = Table(
    "marks", metadata,
    _to("marked.speech", "speech", key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _text("criterion"), _number("points"), _text("band"), _text("reason"), _json("quotes"),
    _text("next_step"), _to("people.id", "person", null=True),
    Index(None, "person"),
)  # fmt: skip

ballots = Table(  # `person` is set where a human judged
    "ballots", metadata,
    _to("rounds.id", "round", key=True), _key("judge"), _to("people.id", "person", null=True),
    _text("rubric"), _json("totals"), _json("ranks"), _json("clash", null=True), _time("at"),
    Index(None, "person"),
)  # fmt: skip

ballot_words = Table(  # what a ballot says: its decision, and the argument and answer of its clash
    "ballot_words", metadata,
    _key("round"), _key("judge"), _key("part"), _to("people.id", "person", null=True),
    _text("text"),
    ForeignKeyConstraint(["round", "judge"], ["ballots.round", "ballots.judge"]),
    Index(None, "person"),
)  # fmt: skip

ballot_parts = Table(  # one row per speech on a ballot; `marks` is null where `marks` rows say it
    "ballot_parts", metadata,
    _key("round"), _key("judge"),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _text("speech"), _to("people.id", "person", null=True), _json("marks", null=True),
    ForeignKeyConstraint(["round", "judge"], ["ballots.round", "ballots.judge"]),
    Index(None, "person"),
)  # fmt: skip

appeals = Table(
    "appeals", metadata,
    _serial("id"), _to("rounds.id", "round"), _to("people.id", "person"), _text("reason"),
    _time("at"),
    Index(None, "person"),
)  # fmt: skip

ratings = Table(  # one row after each rated round; the newest counts
    "ratings", metadata,
    _serial("id"), _to("classrooms.id", "classroom"), _to("people.id", "person"),
    _to("rounds.id", "round"),
    Column("mu", Float, nullable=False), Column("sigma", Float, nullable=False), _time("at"),
    UniqueConstraint("classroom", "person", "round"), Index(None, "person"), Index(None, "round"),
)  # fmt: skip

events = Table(  # the payload goes when the event is done; a person may be unknown as yet
    "events", metadata,
    _serial("seq"), Column("id", Text, nullable=False, unique=True), _text("state"),
    _text("person", null=True), _text("payload", null=True), _time("received_at"),
    Index(None, "state"),
)  # fmt: skip

jobs = Table(
    "jobs", metadata,
    _serial("id"), _to("rounds.id", "round"), _text("key"), _text("kind"), _time("due_at"),
    _time("lease_until", null=True), _number("attempts"), _number("slot", null=True),
    _text("speech", null=True),
    UniqueConstraint("round", "key"), Index(None, "due_at"),
)  # fmt: skip

outbox = Table(  # a row goes when its message has arrived
    "outbox", metadata,
    _serial("seq"), Column("id", Text, nullable=False, unique=True), _text("state"),
    _text("kind"), _text("scope"), _text("recipient"), _text("round", null=True),
    _to("people.id", "person", null=True), _json("body"), _time("added_at"),
    _text("platform"), Index(None, "state"), Index(None, "person"),
)  # fmt: skip

installations = Table(  # `sealed` holds the token; who owns the key outside can open it
    "installations", metadata,
    _key("platform"), _key("team"), _text("sealed"), _text("installer"), _time("at"),
)  # fmt: skip
