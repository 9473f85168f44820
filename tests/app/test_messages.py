"""Whom a message means: a round, a seat or a person, never a channel."""

from bot.app.messages import Address, Scope, to_person, to_round, to_seat


def test_an_address_says_whom_it_means_and_which_round_it_concerns() -> None:
    assert to_person("ana") == Address(scope=Scope.PERSON, id="ana")
    assert to_person("ana", "r1") == Address(scope=Scope.PERSON, id="ana", round="r1")
    assert to_round("r1") == Address(scope=Scope.ROUND, id="r1", round="r1")
    assert to_seat("s1", "r1") == Address(scope=Scope.SEAT, id="s1", round="r1")
