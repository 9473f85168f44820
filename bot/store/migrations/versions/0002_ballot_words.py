"""The words of ballots get rows of their own, each naming whose they are.

Of ballots that are there already nobody can say whose words they quote: these rows name nobody, and
a deletion takes words out of them by comparing, as it did before.

Revision ID: 0002
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

QUOTING = ("argument", "answer")


def upgrade() -> None:
    """Make the table, fill it from the ballots, and leave in these what quotes nobody."""
    words = op.create_table(
        "ballot_words",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("round", "judge", "part")),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_ballot_words_person"),
        sa.ForeignKeyConstraint(
            ["round", "judge"],
            ["ballots.round", "ballots.judge"],
            name="fk_ballot_words_round_judge",
        ),
        sa.PrimaryKeyConstraint("round", "judge", "part", name="pk_ballot_words"),
    )
    op.create_index("ix_ballot_words_person", "ballot_words", ["person"])
    ballots = sa.table(
        "ballots",
        *(sa.column(name) for name in ("round", "judge", "decision")),
        sa.column("clash", sa.JSON(none_as_null=True)),
    )
    db = op.get_bind()
    for row in db.execute(sa.select(ballots)).mappings().all():
        op.bulk_insert(words, list(_parts(row)))
        if row["clash"] is not None:
            bare = {key: text for key, text in row["clash"].items() if key not in QUOTING}
            here = (ballots.c.round == row["round"]) & (ballots.c.judge == row["judge"])
            db.execute(ballots.update().where(here).values(clash=bare))
    op.drop_column("ballots", "decision")


def _parts(row: Any) -> Any:  # noqa: ANN401 (a row of a table that is no more)
    said = {"decision": row["decision"]}
    said |= {part: row["clash"][part] for part in QUOTING} if row["clash"] is not None else {}
    for part, text in said.items():
        yield {"round": row["round"], "judge": row["judge"], "part": part, "text": text}
