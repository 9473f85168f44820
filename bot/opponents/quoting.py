"""Naming what somebody said: a few of their own words, safe to post, or nothing.

Words that raised any flag are shown only to their author (debate.md), so they are never quoted; nor
are mentions, links or code. Markdown and braces are taken out, so a quote cannot format or fill in.
"""

import re

from bot.core.flow import Heard
from bot.core.reading import Flag, Span
from bot.core.topic import Claim

MOST = 12  # words of a quote
_LEAST = 4
_STEM = 5  # letters that tell a word
_HALVES = 2
_TELLING = 2  # words of the claim that make a whole clause better than the beginning of another
_LISTED = re.compile(r"(?:\w+ ){1,2}(?:and|or) ")  # "Iran and North Korea": the end of a list
_SHORT = 3  # letters from which a word tells anything
_FORMATTING = re.compile(r"[*_`~|\\{}\[\]#“”„\"«»]|^\s*[>•-]\s*|[\u200b-\u200f\u202a-\u202e\ufeff]")
_UNSAFE = re.compile(r"[@<>]|://|www\.|[^\W\d_]{2}\.[^\W\d_]{2}|:\w+:|[\x00-\x08\x0e-\x1f]")
_BREAK = re.compile(
    r"(?<!(?-i:[A-Z]))[.!?;:…]+(?:\s+|$)|\s+[–—-]+\s+|\s*\n\s*"
    r"|,\s+(?=(?:and|but|so|because|which|while|though|although|whereas|then)\b)"
    r"|,?\s+(?=(?:because|since|but|although|though|whereas|unless)\b)",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"(?:(?:and|but|so|also|because|then|well|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally"
    r"|therefore|moreover|however|in addition|for example|to be honest|in my opinion"
    r"|i (?:really )?(?:think|believe|feel|say|argue|would say)|we (?:think|believe|say|argue)"
    r"|my (?:first|second|third|main) (?:point|argument|reason) is"
    r"|that(?!\s+(?:is|was|has|had|will|would|can|could|does|did|may|might|must)\b))\b,?\s*)+",
    re.IGNORECASE,
)
# A clause that leaves a reader waiting for the other half.
_HALF = re.compile(
    r"\s*(?:and |but )?(?:if|when|unless|although|though|while|whereas|since|as long as)\b",
    re.IGNORECASE,
)
# "Moscow argues that": cut where a side reports itself; what it says of others stays theirs.
_REPORTED = r"\b(?:the )?{side} (?:argue|say|think|believe|hold|insist|claim|agree)s? that\b"
_DANGLING = frozenset(
    "a an the of to in on at by for from with and or but is are was were be been that which"
    " who as if than its their his her our your my this these those not will would can could"
    " it he she argue argues argued say says said one may they we you there has have had been"
    " do does very more also without about because".split()
)
_WORD = re.compile(r"[^\W_]+")


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share a character; an empty span stands for the whole speech."""
    whole = (0, 0) in (one, other)
    return whole or (one[0] < other[1] and other[0] < one[1])


def disclosed(heard: Heard, span: Span) -> bool:
    """Whether these words tell of a personal loss: they are left alone, not rebutted."""
    return any(
        warned.flag is Flag.PERSONAL_DISCLOSURE and overlaps(warned.span, span)
        for warned in heard.reading.flags
    )


def quoted(heard: Heard, span: Span, about: Claim | None = None) -> str:
    """At most `MOST` of the words in a span, on one line; empty where none can be shown.

    The clause that says most about the claim is taken, or the beginning of one that is too long;
    without a claim, the longest that fits. A few words that tell nothing of the claim are no quote
    of it.
    """
    if any(overlaps(warned.span, span) for warned in heard.reading.flags):
        return ""
    raw = heard.text[slice(*span)]
    if _UNSAFE.search(raw):
        return ""
    raw = re.sub(_REPORTED.format(side=re.escape(heard.slot.side)), "", raw, flags=re.IGNORECASE)
    pieces = [piece for piece in (*_BREAK.split(raw), *_ends(raw)) if not _HALF.match(piece)]
    clauses = [_tidied(clause) for clause in (raw, *pieces)]
    fitting = [clause for clause in clauses if _LEAST <= len(clause.split()) <= MOST]
    if about is None:
        return max(fitting, key=lambda clause: len(clause.split()), default=_beginning(clauses[0]))
    key = _stems(f"{about.statement} {' '.join(about.heard_as)}") - _stems(heard.slot.side)
    cut = [_beginning(clause) for clause in clauses if not _HALF.match(clause)]
    cut = [clause for clause in cut if clause]
    telling = {clause: len(_stems(clause) & key) for clause in (*fitting, *cut)}
    if any(telling[clause] >= _TELLING for clause in fitting):
        telling = {clause: telling[clause] for clause in fitting}
    best = max(telling, key=lambda clause: (telling[clause], len(clause.split())), default="")
    return best if not best or telling[best] > 0 or len(best.split()) > _LEAST else ""


def _ends(raw: str) -> tuple[str, ...]:
    """What stands before the only comma of some words, and after it; a list is not cut up."""
    parts = raw.split(", ")
    listed = len(parts) == _HALVES and _LISTED.match(parts[1])
    return tuple(parts) if len(parts) == _HALVES and not listed else ()


def _tidied(clause: str) -> str:
    plain = " ".join(_FORMATTING.sub(" ", clause).split())
    plain = plain[opener.end() :] if (opener := _OPENER.match(plain)) else plain
    return plain.strip(" .,;:!?…–—-'")


def _beginning(words: str) -> str:
    """The first words of a sentence that has no shorter clause, visibly cut."""
    parts = words.split()
    if len(parts) <= MOST:
        return ""
    kept = parts[:MOST]
    while len(kept) > _LEAST and kept[-1].lower().rstrip(",;:") in _DANGLING:
        kept.pop()
    return " ".join(kept).rstrip(".,;:–—-") + "…"


def _stems(text: str) -> frozenset[str]:
    """Words by how they begin: enough to see which clause speaks of a claim."""
    words = (word for word in _WORD.findall(text.lower()) if word not in _DANGLING)
    return frozenset(word[:_STEM] for word in words if len(word) >= _SHORT)
