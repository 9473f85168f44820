"""How speeches are marked and rounds decided, from readings alone."""
