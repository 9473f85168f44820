"""Those who wait for an answer go first, but not for ever."""

import asyncio

import pytest

from bot.app.calm import Calm


async def _went(calm: Calm, within: float) -> bool:
    """Whether what can wait may go on within so many seconds."""
    try:
        await asyncio.wait_for(calm.comes(), within)
    except TimeoutError:
        return False
    return True


async def test_where_nobody_waits_it_is_calm_at_once() -> None:
    assert await _went(Calm(quiet=60), within=0.1)


async def test_while_somebody_waits_it_is_not() -> None:
    calm = Calm(quiet=0.001)
    with calm.somebody_waits():
        assert not await _went(calm, within=0.05)
    assert await _went(calm, within=10)


async def test_of_two_who_wait_the_second_counts_too() -> None:
    calm = Calm(quiet=0.001)
    with calm.somebody_waits():
        with calm.somebody_waits():
            pass
        assert not await _went(calm, within=0.05)


async def test_just_after_somebody_waited_it_is_not_calm_yet() -> None:
    calm = Calm(quiet=60)
    with calm.somebody_waits():
        pass
    assert not await _went(calm, within=0.05)


async def test_a_crowd_that_does_not_end_goes_first_only_so_long() -> None:
    calm = Calm(quiet=0.01, longest=0.05)
    with calm.somebody_waits():
        assert await _went(calm, within=10)
        with calm.somebody_waits():  # whoever comes later does not begin it anew
            assert await _went(calm, within=0.02)


async def test_whoever_fails_waits_no_longer() -> None:
    calm = Calm(quiet=0.001)
    with pytest.raises(RuntimeError), calm.somebody_waits():
        raise RuntimeError
    assert await _went(calm, within=10)
