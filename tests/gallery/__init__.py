"""`make gallery`: every message as a student sees it, in pictures that a person looks at.

The reviewed snapshots of what goes to Discord are set out as web components that copy Discord's
looks, opened in a browser without a window, and cut into pictures: dark and light, desktop and
phone. Nothing here runs in `make test` but the turning of payloads into HTML.

    snapshot    what Discord is sent for one message, kept in tests/platforms/discord/snapshots/
    markdown    Discord's own: what it makes of `**`, `<@1>`, `<t:1:R>` and a backslash
    looks       a theme and a width: each snapshot has four pictures
    frame       the part of a page that becomes one picture

    markdown.py  text as Discord reads it        ->  HTML
    payload.py   one message's payload           ->  components
    pages.py     snapshots                       ->  pages of frames, and the index
    kept.py      the snapshots and their pictures, read from where they are kept
    browser.py   the programs of others: npm, esbuild, Chromium
    sheet.py     screenshots                     ->  pictures, and all of them on one sheet
"""
