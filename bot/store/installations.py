"""Where the app is installed: one row for each workspace, its token sealed.

What is replaced or removed is overwritten in the file: it is no longer ours to keep.
"""

from sqlalchemy import Connection, RowMapping, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.app.ports import Installation
from bot.store.session import Part, short
from bot.store.sqlite import SCRUB
from bot.store.tables import installations

_HERE = (
    installations.c.platform == bindparam("on"),
    installations.c.team == bindparam("where"),
)
_NEW = insert(installations)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["platform", "team"],
    set_={name: _NEW.excluded[name] for name in ("sealed", "installer", "at")},
)
_GET = select(installations).where(*_HERE)
_REMOVE = delete(installations).where(*_HERE)
_ALL = (
    select(installations)
    .where(installations.c.platform == bindparam("on"))
    .order_by(installations.c.team)
)


class SqlInstallations(Part):
    """`Installations` of a transaction."""

    @short
    def put(self, db: Connection, installation: Installation) -> None:
        """Store it in place of the one that its workspace had."""
        db.info[SCRUB] = True
        db.execute(
            _PUT,
            {
                "platform": installation.platform,
                "team": installation.team,
                "sealed": installation.sealed,
                "installer": installation.installer,
                "at": installation.at,
            },
        )

    @short
    def get(self, db: Connection, platform: str, team: str) -> Installation | None:
        """That of a workspace; None where we are not installed."""
        row = db.execute(_GET, {"on": platform, "where": team}).mappings().one_or_none()
        return None if row is None else _from(row)

    @short
    def remove(self, db: Connection, platform: str, team: str) -> bool:
        """Erase that of a workspace; whether there was one."""
        db.info[SCRUB] = True
        return bool(db.execute(_REMOVE, {"on": platform, "where": team}).rowcount)

    @short
    def all(self, db: Connection, platform: str) -> list[Installation]:
        """Those of a platform, by workspace."""
        return [_from(row) for row in db.execute(_ALL, {"on": platform}).mappings()]


def _from(row: RowMapping) -> Installation:
    return Installation(
        platform=row["platform"], team=row["team"], sealed=row["sealed"],
        installer=row["installer"], at=row["at"],
    )  # fmt: skip
