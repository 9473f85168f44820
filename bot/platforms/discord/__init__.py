"""Discord: rounds in threads of class servers, with slash commands, buttons, forms and files.

What comes in
    platform.py      all of it as one platform: connected, told to stop
    client.py        the connection: which of Discord's events we hear, and whom we hand them to
    hearing.py       an interaction or a message as what the front door takes
    listening.py     interactions: done, or answered with a form; written.py the same for messages
    reception.py     what both work with
    guarding.py      what goes wrong with one event ends nothing else
    answering.py     the first answer within three seconds, and what follows it
    suggesting.py    what is suggested while a value is typed
    forms.py         the modals in which people write words of their own
    greeting.py      the word to whoever invited the bot

What goes out
    sending.py       one message to one place, unless it is there (bot/delivery has the order)
    opening.py       threads, opened when something is first said in them
    rendering.py     a message as payloads; embeds.py, tables.py, cutting.py its parts
    history.py       whether a message that a crash left half-sent is there already
    buttons.py       how buttons look, and the ids they carry
    safe.py          text that pings nobody, unfolds nothing and reads as it was written
    rest.py          Discord's REST, as far as we use it, and what its errors mean to us

For whoever hosts it
    definitions.py   the command table as Discord takes it; definition_limits.py what fits
    permissions.py   what the bot may do where; the invite link
    checks.py        what `doctor` looks at; server_checks.py what `discord permissions` does

Words: a *payload* is one Discord message, a *place* where a round is talked about (app/ports.py).
"""

PLATFORM = "discord"
"""The name of this platform in the store."""
