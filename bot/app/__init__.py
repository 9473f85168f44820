"""Use cases: load, ask the core, save, say what happened. Ports in `ports.py`."""
