"""Chat platforms, one folder each: translate in, call one use case, translate out."""
