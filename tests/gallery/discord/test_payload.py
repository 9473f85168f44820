"""A payload becomes components that hold exactly what it says."""

import pytest

from tests.gallery.discord.payload import Stage, message

BUTTON = {"type": 2, "style": 1, "label": "Speak *", "custom_id": "c:1:0:debate speak"}
EMBED = {
    "title": r"Ana\_1",
    "description": "Words",
    "color": 0x0072B2,
    "fields": [
        {"name": "A", "value": "1", "inline": True},
        {"name": "B", "value": "2", "inline": True},
        {"name": "C", "value": "3"},
    ],
    "image": {"url": "attachment://marks.png"},
    "footer": {"text": r"plain \*"},
}


def test_an_embed_has_its_title_colour_and_picture() -> None:
    html = message({"embeds": [EMBED]}, [], Stage(pictures={"marks.png": "drawn/x.png"}))
    assert (
        '<discord-embed slot="embeds" embed-title="Ana_1" image="drawn/x.png" color="#0072b2">'
        '<discord-embed-description slot="description">Words</discord-embed-description>' in html
    )


def test_a_footer_keeps_its_backslashes_as_discord_does() -> None:
    assert r'<discord-embed-footer slot="footer">plain \*<' in message(
        {"embeds": [EMBED]}, [], Stage()
    )


def test_inline_fields_share_a_line_but_not_on_a_phone() -> None:
    wide, narrow = (message({"embeds": [EMBED]}, [], Stage(phone=phone)) for phone in (False, True))
    assert 'field-title="A" inline inline-index="1">1<' in wide
    assert 'field-title="B" inline inline-index="2">2<' in wide
    assert 'field-title="C">3<' in wide
    assert "inline-index" not in narrow


def test_buttons_stand_in_their_rows_with_their_labels_as_they_are() -> None:
    html = message({"components": [{"type": 1, "components": [BUTTON]}]}, [], Stage())
    assert (
        '<discord-action-row><discord-button type="primary">Speak *</discord-button>'
        "</discord-action-row>" in html
    )


def test_a_file_that_no_embed_shows_is_attached() -> None:
    files = [{"name": "marks.png", "alt": "a"}, {"name": "round.txt", "alt": ""}]
    html = message({"embeds": [EMBED]}, files, Stage(sizes={"round.txt": 2048}))
    assert html.count("<discord-file-attachment") == 1
    assert '<discord-file-attachment name="round.txt" bytes="2.00" bytes-unit="KB">' in html


MARKS = [
    ({"flags": 64}, Stage(), " ephemeral"),
    ({}, Stage(ephemeral=True), " ephemeral"),
    ({"allowed_mentions": {"users": ["1"]}}, Stage(), " highlight"),
    ({}, Stage(again=True), " message-body-only"),
    ({"allowed_mentions": {"parse": []}}, Stage(), ""),
]


@pytest.mark.parametrize(("body", "stage", "mark"), MARKS)
def test_who_sees_it_and_who_is_pinged_is_marked(
    body: dict[str, object], stage: Stage, mark: str
) -> None:
    assert f'timestamp="Today at 10:02"{mark}>' in message(body, [], stage)


def test_a_component_that_no_picture_can_show_is_refused() -> None:
    with pytest.raises(AssertionError, match="type 17"):
        message({"components": [{"type": 17}]}, [], Stage())
