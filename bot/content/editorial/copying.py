"""Whether the topic uses the article's sentences; its facts are free, its wording is not."""

from collections.abc import Iterator
from pathlib import Path

from bot.content.drafts import Draft
from bot.content.editorial.texts import everything
from bot.content.fingerprints import FILE, RUN, copied, read
from bot.content.problems import Problem


def copied_texts(draft: Draft, folder: Path) -> Iterator[Problem]:
    """Texts that share a run of words with the article, if its fingerprints are in the folder."""
    path = folder / FILE
    if not path.is_file():
        return
    known, odd = read(path)
    for line in odd:
        message = "no fingerprint: `debate-bot topic new NAME --article FILE` makes such a file"
        yield Problem(file=draft.pack.shown(FILE), line=line, column=1, message=message)
    for text in everything(draft):
        if run := copied(text.text, known):
            yield text.problem(f"{RUN} words in a row as in the article: “{run}”")


def without_fingerprints(draft: Draft, folder: Path) -> Iterator[Problem]:
    """A topic that nothing compares with its article."""
    if not (folder / FILE).is_file():
        yield Problem(
            file=draft.pack.shown(draft.pack.main),
            line=1,
            column=1,
            message=f"there is no {FILE}, so nothing is compared with the article",
        )
