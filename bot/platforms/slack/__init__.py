"""Slack: rounds in threads of a class's workspace, with slash commands, buttons, forms and files.

The connection
    platform.py      connected, told to stop, gone; terms.py what it is run with
    connecting.py    Socket Mode; arrivals.py HTTP mode, in our own web application
    workspaces.py    where we are; installing.py how people let us in, sealing.py their tokens
    hearing.py       what Slack tells us, as what somebody did; meeting.py who that was
    listening.py     stored, acknowledged, then worked off; reception.py what that takes
    answering.py     where somebody reads what comes of it
    sending.py       one message to one place; opening.py the place
    joining.py       what comes close together in direct messages, as one message
    rest.py          the Web API; meaning.py what its errors mean to us
    addresses.py     people, channels and messages, whichever workspace they are in

What goes out
    rendering.py     a message as payloads; parts.py, rich.py, tables.py, cutting.py its parts
    buttons.py       how buttons look, and the ids they carry
    forms.py         the modals in which people write words of their own; asking.py who opens one
    starting.py      the modal in which a round is set up; aiming.py that against a message
    home.py          the bot's own page in Slack; pages.py when people see it
    safe.py          text that pings nobody and reads as it was written; text as it was typed

For whoever hosts it
    manifest.py      the app as Slack takes it, made from the command table
    checks.py        what `doctor` looks at; scouting.py looks

Words: a *deed* is what somebody did; a *payload* is one Slack message; a *view* a modal or the
bot's page; a *block* what both are made of.
"""

PLATFORM = "slack"
"""The name of this platform in the store."""
