"""`make gallery`: every message as a student sees it, in pictures that a person looks at.

The reviewed snapshots of what goes to Discord and to Slack are set out as web components that copy
a platform's looks, opened in a browser without a window, and cut into pictures: dark and light,
desktop and phone. Nothing here runs in `make test` but the turning of payloads into HTML.

    snapshot    what a platform is sent for one message, form or page, as its tests keep it
    looks       a theme and a width: each snapshot has four pictures
    frame       the part of a page that becomes one picture

    kept.py      the snapshots, read from where they are kept
    pages.py     snapshots                       ->  pages of frames, and the index
    gallery.py   one platform's snapshots        ->  its pictures
    browser.py   the programs of others: npm, esbuild, Chromium
    sheet.py     screenshots                     ->  pictures, and all of them on one sheet
    page.css     frames side by side
    measure.js   tells whoever reads a page how big its frames are
    discord/     Discord's looks; slack/ Slack's
    shown/       the pictures that README.md shows
"""
