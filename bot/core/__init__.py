"""The rules of debate: pure, synchronous, closed. No I/O, no clock, no randomness of its own."""
