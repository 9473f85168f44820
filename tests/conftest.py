"""What every test gets: how hard hypothesis tries, and with how many others it runs."""

import os

from hypothesis import settings

# No deadlines: on a busy machine they fail tests that are right.
settings.register_profile("test", deadline=None)
settings.register_profile("soak", deadline=None, max_examples=2_000)
settings.load_profile("test")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests of platforms wait much of their time."""
    return (os.cpu_count() or 1) + 1
