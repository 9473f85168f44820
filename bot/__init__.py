"""Debate practice for class servers: a core of rules, and thin adapters around it."""

__version__ = "0.1.0"
