"""The README says what is true."""

from tests.diagram import README, written


def test_the_diagram_is_drawn_from_the_table() -> None:
    readme = README.read_text(encoding="utf-8")
    assert "stateDiagram-v2" in readme
    assert written(readme) == readme, "python -m tests.diagram writes it anew"
