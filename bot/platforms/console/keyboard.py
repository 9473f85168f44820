"""Who is at this keyboard: everybody who has typed in this session, and whose line is next."""

import re
import unicodedata

from bot.app.ports import Account

PLATFORM = "console"
LONGEST_NAME = 40

_AS = re.compile(r"\s*/as(?:\s+(?P<name>.*))?", re.IGNORECASE | re.DOTALL)


def usable_name(text: str) -> str | None:
    """A name as it is kept, or None if it is empty, too long or not to be seen."""
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    return name if 0 < len(name) <= LONGEST_NAME and name.isprintable() else None


def asked_name(line: str) -> str | None:
    """The name after `/as`, maybe empty; None if the line asks for something else."""
    asked = _AS.fullmatch(line)
    return (asked["name"] or "").strip() if asked else None


def account(name: str) -> Account:
    """The account of a name; capitals make no difference to who it is."""
    return Account(platform=PLATFORM, external=name.casefold(), name=name)


class Keyboard:
    """The people here by id, in the order in which they came. `typist` is an id."""

    def __init__(self) -> None:
        self.typist = ""
        self._accounts: dict[str, Account] = {}

    def sit_down(self, person: str, who: Account) -> None:
        """This person types now. Who comes again under other capitals keeps the first spelling."""
        self._accounts.setdefault(person, who)
        self.typist = person

    @property
    def account(self) -> Account:
        """The typist's."""
        return self._accounts[self.typist]

    @property
    def people(self) -> list[str]:
        """Ids of everybody here."""
        return list(self._accounts)

    @property
    def names(self) -> list[str]:
        """Names of everybody here."""
        return [who.name for who in self._accounts.values()]

    def name(self, person: str) -> str | None:
        """The name of somebody here."""
        who = self._accounts.get(person)
        return who.name if who else None
