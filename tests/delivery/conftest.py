"""What goes out is tried over Discord's desk, with a fake of its REST."""

from tests.platforms.discord.conftest import at

__all__ = ["at"]
