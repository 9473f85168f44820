"""Who speaks for a bot seat: `offline` needs nothing but the topic; `answer` serves `oppose`."""
