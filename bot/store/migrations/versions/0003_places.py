"""Messages are sent on a platform each; what there was so far was the console's.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

CONSOLE = "console"


def upgrade() -> None:
    """Name the platform of each message that waits, and give rounds their place."""
    op.add_column(
        "outbox", sa.Column("platform", sa.Text(), nullable=False, server_default=CONSOLE)
    )
    op.execute(
        sa.text(
            "INSERT INTO places (round, platform, channel, thread) "
            "SELECT id, :console, :console, '' FROM rounds"
        ).bindparams(console=CONSOLE)
    )
