"""A class may have several homes: a Discord server and a Slack workspace, say.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table; so far each home is a class of its own, and needs no row."""
    op.create_table(
        "bindings",
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("classroom", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["home"], ["classrooms.id"], name="fk_bindings_home"),
        sa.ForeignKeyConstraint(["classroom"], ["classrooms.id"], name="fk_bindings_classroom"),
        sa.PrimaryKeyConstraint("home", name="pk_bindings"),
    )
