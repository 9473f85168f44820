"""The colours of a card. They do for Discord's dark and light theme, because a card is opaque.

Bright ones are from Okabe and Ito's palette, which colour-blind people can tell apart; all inks
have a contrast of 4.5 or more to what they stand on (WCAG 2.2, 1.4.3).
"""

CARD = (27, 29, 34)
EDGE = (78, 82, 92)  # around the card: without it, it would melt into a dark theme
PANEL = (38, 41, 48)  # behind what belongs together on a card
RULE = (60, 64, 73)  # lines between rows, what a bar could still fill
GRID = (92, 100, 114)  # rings and axes of a chart
TINT = (56, 43, 18)  # behind a row that wants looking at

TEXT = (242, 243, 245)
SOFT = (190, 195, 205)  # headings, and what matters less

SKY = (86, 180, 233)
ORANGE = (230, 159, 0)
GREEN = (0, 158, 115)
PINK = (204, 121, 167)

Colour = tuple[int, int, int]
