"""What Slack is run with: complete, or said to be not; and never shown."""

import pytest

from bot.core.errors import BadInput
from bot.platforms.slack.sealing import new_key
from bot.platforms.slack.terms import Mode, OAuth, Terms

BOT, APP, SIGN, CLIENT = "xoxb-secret", "xapp-secret", "ss-secret", "cs-secret"
ROTATING, BLANK = "xoxe.xoxb-secret", " "
OAUTH = OAuth(
    client_id="1.2", client_secret=CLIENT, keys=new_key(), address="https://bot.example.org"
)
NOWHERE = OAuth(client_id="1.2", client_secret=CLIENT, keys=new_key(), address="")


@pytest.mark.parametrize(
    ("terms", "phrase"),
    [
        (Terms(app_token=APP), "no_token"),
        (Terms(token=BOT), "no_app_token"),
        (Terms(token=BOT, app_token=APP, mode=Mode.HTTP), "no_signing_secret"),
        (Terms(token=BOT, signing_secret=BLANK, mode=Mode.HTTP), "no_signing_secret"),
        (Terms(token=ROTATING, app_token=APP), "rotation"),
        (Terms(oauth=NOWHERE, app_token=APP), "no_install_address"),
    ],
)
def test_what_is_missing_is_said(terms: Terms, phrase: str) -> None:
    with pytest.raises(BadInput) as error:
        terms.check()
    assert error.value.phrase == f"slack.check.{phrase}"


@pytest.mark.parametrize(
    "terms",
    [
        Terms(token=BOT, app_token=APP),
        Terms(token=BOT, signing_secret=SIGN, mode=Mode.HTTP),
        Terms(token=BOT, app_token=APP, oauth=NOWHERE),
        Terms(oauth=OAUTH, app_token=APP),
        Terms(oauth=OAUTH, signing_secret=SIGN, mode=Mode.HTTP),
    ],
)
def test_what_is_there_is_enough(terms: Terms) -> None:
    terms.check()


def test_secrets_are_not_shown() -> None:
    terms = Terms(token=BOT, app_token=APP, signing_secret=SIGN, oauth=OAUTH)
    assert "secret" not in f"{terms!r} {terms} {OAUTH!r} {OAUTH}"
    assert OAUTH.keys not in f"{terms!r} {OAUTH!r}"
