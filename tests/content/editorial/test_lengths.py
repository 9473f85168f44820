"""Texts may be as long as their bounds, and no longer."""

from pathlib import Path

import pytest

from bot.content.editorial.lengths import LENGTHS
from bot.content.strict import review
from tests.content.planting import FINISHED, Edit, copy_of_pack, plant

# field: (file, a text of that field that stands in it once)
TEXTS = {
    "statement": ("open.yaml", "A quiet warm room on Sundays helps pupils who have none at home."),
    "impact": (
        "open.yaml",
        "Workers pay for the library with their taxes and never get to use it.",
    ),
    "probe": ("open.yaml", "On which day should a nurse with two children come to the library?"),
    "heard_as": ("open.yaml", "some kids have no table to study at"),
    "explanation": ("questions.yaml", "The report counts one hundred and twenty of them."),
}


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize(("bound", "beyond"), [(0, -1), (1, 1)], ids=["least", "most"])
def test_a_bound_is_kept_to_the_word(tmp_path: Path, field: str, bound: int, beyond: int) -> None:
    least, most = LENGTHS[field]
    file, text = TEXTS[field]
    for count, wrong in ((LENGTHS[field][bound], False), (LENGTHS[field][bound] + beyond, True)):
        pack = copy_of_pack(tmp_path / str(count), FINISHED)
        plant(pack, Edit(file=file, old=text, new=" ".join(["word"] * count)))
        told = [p.partition(": ")[2] for p in review(pack).problems if " words, not " in p]
        assert told == [f"{field} has {count} words, not {least} to {most}"] * wrong
