"""What can be a person's name where others read it: one rule for what they type as theirs and for
what a platform calls them.

A name is *fit* if somebody can read it, it leads nowhere and it is not mistaken for the bot's. Its
*skeleton* is what of it the eye tells apart: without case, accents, signs and letters of another
alphabet that look the same.
"""

import re
import unicodedata
from dataclasses import replace

from bot.app.kit import Kit
from bot.app.ports import Account

LONGEST_NAME = 40
PROGRAM = "debate-bot"
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # Unicode calls these letters; they show nothing
_LINK = re.compile(
    r"://|\bwww\.|\w\.(?:app|biz|ch|co|com|de|dev|edu|eu|fr|gg|info|io|link|me|net|nl|online|org|pl"
    r"|ru|shop|site|to|tv|ua|uk|us|xyz)\b",
    re.IGNORECASE,
)
_ALIKE = str.maketrans(
    "аеорсухіѕјһвтнкмԁӏԛԝьοατεινρβηκμυχζγσ0135",  # noqa: RUF001 (that is the point)
    "aeopcyxisjhbthkmdlqwboateivpbhkmuxzyooles",
)


def cleaned(name: str) -> str:
    """A name without what cannot be seen, of at most 40 characters."""
    kept = "".join(c for c in unicodedata.normalize("NFC", name) if _shows(c))
    return " ".join(kept.split())[:LONGEST_NAME].strip()


def is_fit(name: str, *taken: str) -> bool:
    """Whether a name can be read, is no address, and looks like none of those `taken`."""
    readable = any(unicodedata.category(c)[0] in "LN" and _shows(c) for c in name)
    return readable and not _LINK.search(name) and skeleton(name) not in map(skeleton, taken)


def skeleton(name: str) -> str:
    """What of a name the eye tells apart."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    alike = plain.translate(_ALIKE)
    return "".join(c for c in alike if unicodedata.category(c)[0] in "LN" and _shows(c))


def of_the_bot(kit: Kit) -> tuple[str, ...]:
    """What nobody else may be called."""
    return kit.say("name.bot"), PROGRAM


def as_shown(kit: Kit, account: Account) -> Account:
    """An account under a name that others may read."""
    fit = is_fit(account.name, *of_the_bot(kit))
    return account if fit else replace(account, name=kit.say("name.unnamed"))


def _shows(character: str) -> bool:
    return character.isprintable() and character not in _FILLERS
