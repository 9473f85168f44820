"""Discord's looks.

markdown.py  text as Discord reads it, with `**`, `<@1>` and `<t:1:R>`  ->  HTML
payload.py   one message's payload                                      ->  components
frames.py    a snapshot                                                 ->  its frame, files
entry.js     what is newer at Discord than in the components
"""
