"""A person types: a prompt that shows who they are, a running clock below it, Tab for commands.

What the bot says meanwhile appears above the prompt. Just before a slot ends, what stands there is
sent as if Enter had been pressed. Nothing typed is kept on disk; each person has their own lines to
come back to with the arrow keys.
"""

import asyncio
from collections.abc import Iterable
from functools import partial

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from bot.app import commands
from bot.app.commands import GRAMMAR
from bot.app.messages import MessageKind
from bot.core import words
from bot.platforms.console.completing import Known, completions
from bot.platforms.console.safe import visible_line
from bot.platforms.console.session import Session
from bot.platforms.console.waiting import clock_line

TICK = 1.0  # seconds between two looks at the clock
LAST = 2_500  # ms before a slot ends, when what is typed is sent: two looks are sure to see it
LEAVING = ("/quit", "/exit")
MENU_ROWS = 6  # kept free below the prompt for completions


async def converse(session: Session) -> None:
    """Prompt, act, and again, until the person leaves: Ctrl-D, `/quit`, Ctrl-C on an empty line."""
    prompts: dict[str, PromptSession[str]] = {}
    async with session.keeping_time():
        while True:
            prompt = prompts.setdefault(session.keyboard.typist, _prompt(session))
            try:
                line = await _ask(session, prompt)
            except EOFError:
                return
            except KeyboardInterrupt:
                if not (text := prompt.default_buffer.text.strip()):
                    return
                prompt.history.append_string(text)
                await session.tell(MessageKind.NOTICE, session.kit.say("console.put_aside"))
            else:
                if line.strip().lower() in LEAVING:
                    return
                if line.strip():
                    await session.typed(line)


async def _ask(session: Session, prompt: PromptSession[str]) -> str:
    """A line, ended by Enter or by time."""
    late = asyncio.Event()

    def watch() -> None:
        _ = get_app().create_background_task(_send_in_time(session, late))

    name = visible_line(session.keyboard.account.name)
    line = await prompt.prompt_async(f"{name}> ", pre_run=watch)
    if late.is_set():
        await session.tell(MessageKind.NOTICE, session.kit.say("console.sent_in_time"))
    return line


async def _send_in_time(session: Session, late: asyncio.Event) -> None:
    """Press Enter when the slot of the typist is about to end and they are in the middle of it."""
    while True:
        await asyncio.sleep(TICK)
        buffer = get_app().current_buffer
        left = session.time_left()
        speaking = buffer.text.strip() and not buffer.text.startswith("/")
        if left is not None and left <= LAST and speaking:
            late.set()
            buffer.validate_and_handle()
            return


def _prompt(session: Session) -> PromptSession[str]:
    return PromptSession(
        history=InMemoryHistory(),
        completer=_Completer(session),
        complete_while_typing=Condition(lambda: get_app().current_buffer.text.startswith("/")),
        bottom_toolbar=partial(_clock, session),
        refresh_interval=TICK,
        reserve_space_for_menu=MENU_ROWS,
        key_bindings=_keys(),
    )


def _clock(session: Session) -> str:
    text = get_app().current_buffer.text
    typed = 0 if text.startswith("/") else words.count(text)
    now = session.kit.clock.now()
    line = clock_line(session.kit.say, session.waits, session.keyboard.typist, now, typed)
    return f" {line}"


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        """Begin a new line of the same speech."""
        event.current_buffer.insert_text("\n")

    return keys


class _Completer(Completer):
    """Completions in the library's own shape."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get_completions(self, document: Document, _: CompleteEvent) -> Iterable[Completion]:
        """What may follow the text before the cursor."""
        session = self._session
        known = Known(
            grammar=GRAMMAR,
            choices=partial(commands.choices, session.kit),
            names=session.keyboard.names,
            labels=session.offers.labels(session.keyboard.typist),
        )
        for found in completions(document.text_before_cursor, known):
            yield Completion(found.text, start_position=-found.over)
