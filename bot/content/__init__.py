"""Strict loaders for everything under `prompts/`: topics, formats, rubric and phrases.

A loader returns core values or raises `BadContent` with every problem that it found, each as
`file:line:column: message (did you mean …?)`. Files are read in four steps:

    packs.py      which files belong together, and their hash
    documents.py  YAML to plain values that know their line and column
    *_shapes.py   pydantic models: keys, types, allowed values, in plain words (`wording.py`)
    *_checks.py   what must agree across keys and files; for small files, in `*_reading.py`

The result is kept as JSON (`cache.py`) and made into values (`frozen.py`), on the first load as on
every later one. Words: a *place* is a line and column; a *loc* is the path of keys and indexes
that leads to a value; *plain* values are what JSON can hold.
"""
