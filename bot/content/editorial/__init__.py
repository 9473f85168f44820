"""What an editor says about a topic that can be debated: one file per group of checks.

A check takes a draft without structural mistakes and yields problems, each at its place. Which are
run, and in what order their findings stand, is decided in `content/strict.py`.
"""
