"""Slack's looks.

payload.py  a message, a form or a page, and what Slack sets around its blocks  ->  HTML
frames.py   a snapshot  ->  its frame, files
entry.js    the blocks, which slack-blocks-to-jsx draws
"""
