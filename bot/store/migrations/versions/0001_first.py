"""The first tables.

Revision ID: 0001
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

Columns = list[sa.Column[Any]]


def upgrade() -> None:
    """Make every table, in an order in which each finds those it refers to."""
    _people()
    _rounds()
    _seats()
    _speeches()
    _marks()
    _ballots()
    _results()
    _queues()


def _people() -> None:
    op.create_table(
        "people",
        *_text("id", "name"),
        *_json("prefs"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "accounts",
        *_text("platform", "external", "person"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_accounts_person"),
        sa.PrimaryKeyConstraint("platform", "external", name="pk_accounts"),
    )
    op.create_index("ix_accounts_person", "accounts", ["person"])
    op.create_table(
        "classrooms",
        *_text("id", "name"),
        sa.PrimaryKeyConstraint("id", name="pk_classrooms"),
    )
    op.create_table(
        "memberships",
        *_text("classroom", "person", "role"),
        *_text("pseudonym", null=True),
        sa.ForeignKeyConstraint(["classroom"], ["classrooms.id"], name="fk_memberships_classroom"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_memberships_person"),
        sa.PrimaryKeyConstraint("classroom", "person", name="pk_memberships"),
    )
    op.create_index("ix_memberships_person", "memberships", ["person"])


def _rounds() -> None:
    op.create_table(
        "packs",
        *_text("hash", "topic"),
        *_json("body"),
        sa.PrimaryKeyConstraint("hash", name="pk_packs"),
    )
    op.create_table(
        "rounds",
        *_text("id", "classroom", "host", "topic", "pack_hash", "format"),
        *_time("seed"),
        *_text("status"),
        *_number("version"),
        *_time("opened_at", "moved_at"),
        *_json("state"),
        *_json("undo", null=True),
        sa.ForeignKeyConstraint(["classroom"], ["classrooms.id"], name="fk_rounds_classroom"),
        sa.ForeignKeyConstraint(["host"], ["people.id"], name="fk_rounds_host"),
        sa.ForeignKeyConstraint(["pack_hash"], ["packs.hash"], name="fk_rounds_pack_hash"),
        sa.PrimaryKeyConstraint("id", name="pk_rounds"),
    )
    op.create_index("ix_rounds_classroom", "rounds", ["classroom"])
    op.create_index("ix_rounds_host", "rounds", ["host"])
    op.create_index("ix_rounds_status", "rounds", ["status"])


def _seats() -> None:
    op.create_table(
        "seats",
        *_text("round", "id"),
        *_number("position"),
        *_text("person", "side", null=True),
        *_number("member"),
        *_json("detail"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_seats_person"),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name="fk_seats_round"),
        sa.PrimaryKeyConstraint("round", "id", name="pk_seats"),
    )
    op.create_index("ix_seats_person", "seats", ["person"])
    op.create_table(
        "places",
        *_text("round", "platform", "channel", "thread"),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name="fk_places_round"),
        sa.PrimaryKeyConstraint("round", "platform", "channel", "thread", name="pk_places"),
    )
    op.create_index(
        "ix_places_platform_channel_thread", "places", ["platform", "channel", "thread"]
    )


def _speeches() -> None:
    op.create_table(
        "speeches",
        *_text("id", "round", "seat"),
        *_number("slot"),
        *_text("person", null=True),
        *_text("state", "text"),
        *_number("heard"),
        *_time("at"),
        *_json("lines"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_speeches_person"),
        sa.ForeignKeyConstraint(
            ["round", "seat"], ["seats.round", "seats.id"], name="fk_speeches_round_seat"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_speeches"),
    )
    op.create_index("ix_speeches_person", "speeches", ["person"])
    op.create_index("ix_speeches_round_slot", "speeches", ["round", "slot"])
    op.create_table(
        "readings",
        *_text("speech", "key", "reader"),
        *_json("body"),
        sa.ForeignKeyConstraint(["speech"], ["speeches.id"], name="fk_readings_speech"),
        sa.PrimaryKeyConstraint("speech", "key", name="pk_readings"),
    )


def _marks() -> None:
    op.create_table(
        "marked",
        *_text("speech", "round"),
        *_text("person", null=True),
        *_number("slot"),
        *_text("seat", "side", "kind"),
        *_number("words"),
        *_number("total", null=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_marked_person"),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name="fk_marked_round"),
        sa.ForeignKeyConstraint(["speech"], ["speeches.id"], name="fk_marked_speech"),
        sa.PrimaryKeyConstraint("speech", name="pk_marked"),
    )
    op.create_index("ix_marked_person", "marked", ["person"])
    op.create_index("ix_marked_round", "marked", ["round"])
    op.create_table(
        "marks",
        *_text("speech"),
        *_number("position"),
        *_text("criterion"),
        *_number("points"),
        *_text("band", "reason"),
        *_json("quotes"),
        *_text("next_step"),
        *_text("person", null=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_marks_person"),
        sa.ForeignKeyConstraint(["speech"], ["marked.speech"], name="fk_marks_speech"),
        sa.PrimaryKeyConstraint("speech", "position", name="pk_marks"),
    )
    op.create_index("ix_marks_person", "marks", ["person"])


def _ballots() -> None:
    op.create_table(
        "ballots",
        *_text("round", "judge"),
        *_text("person", null=True),
        *_text("rubric"),
        *_json("totals", "ranks"),
        *_text("decision"),
        *_json("clash", null=True),
        *_time("at"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_ballots_person"),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name="fk_ballots_round"),
        sa.PrimaryKeyConstraint("round", "judge", name="pk_ballots"),
    )
    op.create_index("ix_ballots_person", "ballots", ["person"])
    op.create_table(
        "ballot_parts",
        *_text("round", "judge"),
        *_number("position"),
        *_text("speech"),
        *_text("person", null=True),
        *_json("marks", null=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_ballot_parts_person"),
        sa.ForeignKeyConstraint(
            ["round", "judge"],
            ["ballots.round", "ballots.judge"],
            name="fk_ballot_parts_round_judge",
        ),
        sa.PrimaryKeyConstraint("round", "judge", "position", name="pk_ballot_parts"),
    )
    op.create_index("ix_ballot_parts_person", "ballot_parts", ["person"])


def _results() -> None:
    op.create_table(
        "appeals",
        sa.Column("id", _serial(), autoincrement=True, nullable=False),
        *_text("round", "person", "reason"),
        *_time("at"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_appeals_person"),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name="fk_appeals_round"),
        sa.PrimaryKeyConstraint("id", name="pk_appeals"),
    )
    op.create_index("ix_appeals_person", "appeals", ["person"])
    op.create_table(
        "ratings",
        sa.Column("id", _serial(), autoincrement=True, nullable=False),
        *_text("classroom", "person", "round"),
        sa.Column("mu", sa.Float(), nullable=False),
        sa.Column("sigma", sa.Float(), nullable=False),
        *_time("at"),
        sa.ForeignKeyConstraint(["classroom"], ["classrooms.id"], name="fk_ratings_classroom"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_ratings_person"),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name="fk_ratings_round"),
        sa.PrimaryKeyConstraint("id", name="pk_ratings"),
        sa.UniqueConstraint(
            "classroom", "person", "round", name="uq_ratings_classroom_person_round"
        ),
    )
    op.create_index("ix_ratings_person", "ratings", ["person"])
    op.create_index("ix_ratings_round", "ratings", ["round"])


def _queues() -> None:
    op.create_table(
        "events",
        sa.Column("seq", _serial(), autoincrement=True, nullable=False),
        *_text("id", "state"),
        *_text("person", "payload", null=True),
        *_time("received_at"),
        sa.PrimaryKeyConstraint("seq", name="pk_events"),
        sa.UniqueConstraint("id", name="uq_events_id"),
    )
    op.create_index("ix_events_state", "events", ["state"])
    op.create_table(
        "jobs",
        sa.Column("id", _serial(), autoincrement=True, nullable=False),
        *_text("round", "key", "kind"),
        *_time("due_at"),
        *_time("lease_until", null=True),
        *_number("attempts"),
        *_number("slot", null=True),
        *_text("speech", null=True),
        sa.ForeignKeyConstraint(["round"], ["rounds.id"], name="fk_jobs_round"),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.UniqueConstraint("round", "key", name="uq_jobs_round_key"),
    )
    op.create_index("ix_jobs_due_at", "jobs", ["due_at"])
    op.create_table(
        "outbox",
        sa.Column("seq", _serial(), autoincrement=True, nullable=False),
        *_text("id", "state", "kind", "scope", "recipient"),
        *_text("round", "person", null=True),
        *_json("body"),
        *_time("added_at"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_outbox_person"),
        sa.PrimaryKeyConstraint("seq", name="pk_outbox"),
        sa.UniqueConstraint("id", name="uq_outbox_id"),
    )
    op.create_index("ix_outbox_person", "outbox", ["person"])
    op.create_index("ix_outbox_state", "outbox", ["state"])


def _columns(kind: type[sa.types.TypeEngine[Any]], names: Sequence[str], *, null: bool) -> Columns:
    return [sa.Column(name, kind(), nullable=null) for name in names]


def _text(*names: str, null: bool = False) -> Columns:
    return _columns(sa.Text, names, null=null)


def _number(*names: str, null: bool = False) -> Columns:
    return _columns(sa.Integer, names, null=null)


def _time(*names: str, null: bool = False) -> Columns:
    return _columns(sa.BigInteger, names, null=null)


def _json(*names: str, null: bool = False) -> Columns:
    return _columns(sa.JSON, names, null=null)


def _serial() -> sa.types.TypeEngine[int]:
    """A number that counts by itself, which only INTEGER does in SQLite."""
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
