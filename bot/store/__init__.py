"""Where everything is kept: `SqlStore` (store.py) implements the ports under *kept*.

- tables.py: every table, once; values.py: core values to JSON and back.
- store.py: transactions, one writer that commits groups and readers beside it; session.py: what
  each part of a transaction works with; change.py: the statements of every event, made quick;
  sqlite.py: everything that is so only on SQLite.
- migrations/: how a database becomes that of tables.py; upkeep.py runs them, copies and checks.
- privacy.py, erasure.py, redaction.py: what is stored about a person, and what goes with them.
- The other files are the parts of a transaction, named as in app/ports.py.
"""
