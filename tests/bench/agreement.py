"""How the judge orders graded speeches, beside counting words and counting digits and capitals."""

import sys

from tests.judges import agreement as measured


def rows() -> list[list[str]]:
    """The share of pairs ordered as their grades are; a tie counts half."""
    head, *lines = list(measured.table())
    del head
    table = [["pairs", "n", "judge", "word count", "digits and capitals"]]
    for line in lines:
        name, n, judge, count, capitals = line.rsplit(maxsplit=4)
        table.append([name.strip(), n, judge, count, capitals])
    return table


if __name__ == "__main__":
    from tests.bench.__main__ import table

    sys.stdout.write("\n".join(table(rows())) + "\n")
