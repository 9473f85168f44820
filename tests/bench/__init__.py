"""Figures: speed, memory and agreement, each with the command that gives it. `make bench`."""
