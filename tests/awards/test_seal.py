import pytest

from awards.domain.seal import SealBroken, make_keys, seal_choice, unseal_choices


def test_what_was_sealed_comes_out_and_nothing_else():
    public, locked = make_keys(7)
    sealed = [
        seal_choice(public_key=public, meeting_id=7, nomination_id=n, agree=n % 3 == 0) for n in range(1, 21)
    ]
    choices = unseal_choices(locked_private_key=locked, meeting_id=7, sealed=sealed)
    assert sorted(choices) == [(n, n % 3 == 0) for n in range(1, 21)]


def test_the_order_does_not_survive():
    public, locked = make_keys(7)
    sealed = [seal_choice(public_key=public, meeting_id=7, nomination_id=n, agree=True) for n in range(40)]
    choices = unseal_choices(locked_private_key=locked, meeting_id=7, sealed=sealed)
    assert [n for n, _ in choices] != list(range(40))


def test_sealed_choices_tell_nothing():
    public, _ = make_keys(7)
    numbers = (1, 2, 300, 70_000, 2**40)
    sealed = [
        seal_choice(public_key=public, meeting_id=7, nomination_id=n, agree=agree)
        for n in numbers
        for agree in (True, False)
    ]
    assert len({len(one) for one in sealed}) == 1
    again = seal_choice(public_key=public, meeting_id=7, nomination_id=1, agree=True)
    assert again not in sealed


def test_the_private_key_is_locked_and_bound_to_its_meeting():
    public, locked = make_keys(7)
    sealed = [seal_choice(public_key=public, meeting_id=7, nomination_id=1, agree=True)]
    with pytest.raises(SealBroken, match="khóa phiếu"):
        unseal_choices(locked_private_key=locked, meeting_id=8, sealed=sealed)


def test_another_ballot_key_does_not_open(settings):
    public, locked = make_keys(7)
    settings.BALLOT_KEY = "YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3Q="
    with pytest.raises(SealBroken, match="BALLOT_KEY"):
        unseal_choices(locked_private_key=locked, meeting_id=7, sealed=[])


def test_a_ballot_sealed_for_another_meeting_or_changed_stops_the_count():
    public, locked = make_keys(7)
    good = seal_choice(public_key=public, meeting_id=7, nomination_id=1, agree=True)
    other = seal_choice(public_key=public, meeting_id=8, nomination_id=1, agree=True)
    changed = good[:-1] + bytes([good[-1] ^ 1])
    for bad in (other, changed, b"", b"x" * len(good)):
        with pytest.raises(SealBroken, match="không mở được"):
            unseal_choices(locked_private_key=locked, meeting_id=7, sealed=[good, bad])
