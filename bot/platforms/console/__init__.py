"""The console: a whole round at one keyboard, for one person or for several who share it.

    play.py        what `debate-bot play` runs: chooses a screen and a way of reading, and starts
    terminal.py    a person types: prompt, running clock, completion (completing.py)
    lines.py       no terminal: one line of standard input is one event
    session.py     one line in, everything it led to out; shared by both ways of reading
    keyboard.py    who is here and who types; offers.py: what they may press by typing its label
    waiting.py     whose slot waits, and the clock that says so
    poster.py      messages to postings; screens.py: where postings go
    pretty.py      a posting drawn for a terminal; plain.py: as text; shape.py: as JSON
    safe.py        text that cannot do anything to a terminal but be read

Words: the *typist* is whose words the next line is; a *posting* is a message with the names and
colours that showing it takes; an *offer* is a button that a person may press by typing its label.
"""
