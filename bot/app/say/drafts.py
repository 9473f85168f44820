"""What a person is told about words that are not said yet, or not any more: drafts, parts, speeches
that came early or were taken back. All of it is theirs alone.
"""

from dataclasses import replace

from bot.app.messages import Message, MessageKind
from bot.app.ports import Person, Speech
from bot.app.say.talk import Talker
from bot.core import words
from bot.core.format import Slot


def drafted(talker: Talker, person: Person, text: str, *, parts: bool) -> Message:
    """A draft or a part is kept; nobody else sees it."""
    key = "draft.part" if parts else "draft.saved"
    said = talker.say(key, count=words.count(text))
    message = talker.to_one(MessageKind.CONFIRMATION, person.id, said)
    return replace(message, buttons=(talker.button("Undo", "undo"),))


def draft_undone(talker: Talker, person: Person, before: Speech | None) -> Message:
    """A draft or a part is gone; the one before it is back."""
    text = talker.say("draft.undone_to", text=before.text) if before else talker.say("draft.undone")
    message = talker.to_one(MessageKind.CONFIRMATION, person.id, text)
    return replace(message, owner=person.id if before else None)


def kept_early(talker: Talker, person: Person, slot: Slot, whose: str) -> Message:
    """Words that came before their slot are kept for it."""
    text = talker.say("draft.kept_early", whose=whose, slot=talker.slot(slot))
    return talker.to_one(MessageKind.CONFIRMATION, person.id, text)


def kept_late(talker: Talker, person: Person, slot: Slot) -> Message:
    """Words that came after their slot are kept for the next one."""
    text = talker.say("draft.kept_late", slot=talker.slot(slot))
    message = talker.to_one(MessageKind.CONFIRMATION, person.id, text)
    return replace(
        message, buttons=(talker.button("Speak", "speak"), talker.button("Undo", "undo"))
    )


def draft_delivered(talker: Talker, given: Speech) -> Message:
    """Time ran out; what was saved was delivered."""
    slot = talker.slot(talker.debate.slots[given.slot])
    text = talker.say("draft.delivered", slot=slot)
    return talker.to_one(MessageKind.CONFIRMATION, str(given.person), text)


def draft_shown(talker: Talker, person: Person, kept: Speech | None) -> Message:
    """The saved draft, to its owner."""
    text = talker.say("draft.shown", text=kept.text) if kept else talker.say("draft.none")
    buttons = (talker.button("Speak", "speak"),) if kept else ()
    message = talker.to_one(MessageKind.CONFIRMATION, person.id, text)
    return replace(message, buttons=buttons, owner=person.id if kept else None)


def returned(talker: Talker, person: Person, *, personal: bool) -> Message:
    """What became of the words of a speech that was taken back."""
    text = talker.say("draft.returned_private" if personal else "draft.returned")
    return talker.to_one(MessageKind.CONFIRMATION, person.id, text)
