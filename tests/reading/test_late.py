"""The reader that is imported late reads as the reader does."""

import subprocess
import sys

from bot.core.format import Kind
from bot.reading import seemly
from bot.reading.late import LateReader, personal
from bot.reading.late import seemly as late_seemly
from tests.reading.buses import BUSES, READER, STRONG, said


def test_it_reads_as_the_reader_does() -> None:
    speech = said(STRONG, "riders", Kind.OPENING)
    late = LateReader()
    assert late.read(BUSES, speech) == READER.read(BUSES, speech)
    assert late.version == READER.version
    rude = "You stupid idiot. My brother died at the front."
    assert late_seemly(rude) == seemly.seemly(rude) != rude
    assert personal(rude)


def test_nothing_heavy_is_imported_before_something_is_read() -> None:
    code = "import sys, bot.wiring; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
