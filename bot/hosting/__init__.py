"""What whoever hosts the bot types: `run`, and what helps with Discord and with Slack.

A platform runs if its token is in the environment; a token is passed on and never shown.
"""
