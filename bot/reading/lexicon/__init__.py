"""What the reader knows of language, as data: words and phrases, never a topic's content."""
