"""Which language a text is in, by its letters and function words.

Only a clear case is another language: most letters of another script, or clearly more function
words of another language than of English. Names, quotations and short chat stay English.
"""

from collections import Counter
from collections.abc import Sequence

from bot.reading.lexicon import languages
from bot.reading.lexicon.english import FUNCTION
from bot.reading.tokens import Word

ENGLISH = "en"
UNKNOWN = "und"
LEAST_LETTERS = 8  # letters of another script that make it that language
MOST_LETTERS = 0.5  # share of all letters that they must exceed
LEAST_HITS = 3  # function words of another language that are no accident
LEAST_SHARE = 0.15  # share of all words that they must reach


def language(text: str, words: Sequence[Word]) -> str:
    """An ISO 639-1 code, or `und` where there are no letters."""
    letters = [ord(letter) for letter in text if letter.isalpha()]
    if not letters:
        return UNKNOWN
    scripts = Counter(_script(letter) for letter in letters if letter >= languages.SCRIPTS[1][1])
    scripts.pop("", None)
    foreign = sum(scripts.values())
    if foreign >= LEAST_LETTERS and foreign > MOST_LETTERS * len(letters):
        return _of_script(scripts, text)
    return _of_latin([word.plain for word in words])


def _script(letter: int) -> str:
    return next((code for code, first, last in languages.SCRIPTS if first <= letter <= last), "")


def _of_script(scripts: Counter[str], text: str) -> str:
    code = "ja" if scripts["ja"] else scripts.most_common(1)[0][0]
    owners = languages.OWN_LETTERS.get(code, {})
    return next((owner for owner, own in owners.items() if own & set(text)), code)


def _of_latin(words: Sequence[str]) -> str:
    english = sum(word in FUNCTION for word in words)
    hits = {
        code: sum(word in known and word not in FUNCTION for word in words)
        for code, known in languages.LATIN.items()
    }
    code, most = max(hits.items(), key=lambda hit: hit[1])
    clear = most >= LEAST_HITS and most > english and most >= LEAST_SHARE * len(words)
    return code if clear else ENGLISH
