"""Wording: from values of the core to platform-neutral messages, all sentences from the phrases."""
