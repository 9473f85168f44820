"""How a database becomes that of `tables.py`: one file per step in `versions/`, run by
`upkeep.bring_to_head`. Steps that were released are never edited; add the next number, and set
`tables.HEAD` to it. Numbers rise, so that a database from a newer program is recognised.
"""
