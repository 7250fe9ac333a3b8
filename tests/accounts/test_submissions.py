import uuid
from datetime import UTC, datetime

import pytest

from accounts.domain.submissions import once, parse_key
from accounts.errors import DomainError
from accounts.models import Submission, User

AT = datetime(2023, 8, 2, tzinfo=UTC)


@pytest.fixture
def people(db):
    """Two people with a form each."""
    return [User.objects.create(username=name, full_name=name) for name in ("an", "binh")]


def test_the_second_answer_gets_the_first_address_and_does_nothing(people):
    key, done = str(uuid.uuid4()), []

    def act():
        done.append(1)
        return f"/ket-qua/{len(done)}/"

    addresses = [once(key=key, by=people[0], at=AT, purpose="x", act=act) for _ in range(3)]
    assert addresses == ["/ket-qua/1/"] * 3 and done == [1]


def test_a_refusal_leaves_the_form_usable(people):
    key = str(uuid.uuid4())

    def refuse():
        raise DomainError("Chưa được.")

    with pytest.raises(DomainError, match="Chưa được"):
        once(key=key, by=people[0], at=AT, purpose="x", act=refuse)
    assert not Submission.objects.exists()
    assert once(key=key, by=people[0], at=AT, purpose="x", act=lambda: "/xong/") == "/xong/"


@pytest.mark.parametrize(("who", "purpose"), [(1, "x"), (0, "y")])
def test_a_key_of_another_person_or_form_is_refused(people, who, purpose):
    key = str(uuid.uuid4())
    once(key=key, by=people[0], at=AT, purpose="x", act=lambda: "/rieng-tu/")
    with pytest.raises(DomainError) as refused:
        once(key=key, by=people[who], at=AT, purpose=purpose, act=lambda: "/khac/")
    assert "/rieng-tu/" not in refused.value.message


@pytest.mark.parametrize("key", ["", "abc", None, "1" * 31, "<script>"])
def test_a_damaged_key_is_one_sentence(key):
    with pytest.raises(DomainError, match="thiếu mã gửi"):
        parse_key(key)
