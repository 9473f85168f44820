"""How a speech is read, offline and without a trained model: rules over words, and BM25.

Nothing here knows a topic: all that is said about one comes from its pack. What is English and not
topic (function words, cues, warning phrases) lies in `lexicon/`.
"""
