"""Long texts in pieces that fit Slack's limits; nothing is left out.

Texts are visible and not yet escaped; limits are those of what they become.
"""

from bot.app.cutting import Cutter
from bot.platforms.slack.safe import size

_CUTTER = Cutter(size)
cut, short = _CUTTER.cut, _CUTTER.short
