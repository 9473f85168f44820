"""Workspaces in which the app is installed, each with its token, sealed.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "installations",
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("platform", "team", "sealed", "installer")
        ),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "team", name="pk_installations"),
    )
