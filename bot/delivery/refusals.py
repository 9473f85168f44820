"""What a platform's refusals mean to us, whatever its own codes are."""

from bot.core.errors import Fault


class Gone(Fault):
    """Nothing can be written there: deleted, locked, or not allowed to us. `code` is theirs."""

    def __init__(self, code: object) -> None:
        self.code = code
        super().__init__(f"they say {code}")


class TooLate(Fault):
    """What was asked can no longer be answered."""


class Refused(Fault):
    """They do not take what we sent; trying again would not help."""


class Trouble(Fault):
    """They or the way there have trouble; the same may work later."""
