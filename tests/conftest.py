"""What every test gets: how hard hypothesis tries."""

from hypothesis import settings

# No deadlines: on a busy machine they fail tests that are right.
settings.register_profile("test", deadline=None)
settings.register_profile("soak", deadline=None, max_examples=2_000)
settings.load_profile("test")
