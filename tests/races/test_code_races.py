"""The same code from two browsers in the same moment: one of them gets in."""

import pytest
from django.db import transaction

from accounts.domain.second_factor import renew_recovery_codes, set_up_app, use_code
from accounts.models import AuditEvent, User
from dossiers.demo.base import moment
from tests.accounts.test_second_factor_pages import code_of
from tests.thread_makers import at_once

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def person(transactional_db) -> User:
    made = User.objects.create(username="nguoi", full_name="Người", password="!")
    set_up_app(by=made, secret=SECRET, code=code_of(SECRET, -1), at=moment(2023, 8, 2))
    return made


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_a_code_is_taken_once(person, kind):
    at = moment(2023, 8, 2)
    code = code_of(SECRET) if kind == "app" else renew_recovery_codes(by=person, at=at)[0]

    def shown():
        with transaction.atomic():
            return use_code(user=person, code=code, at=at)

    answers = list(at_once(shown, shown))
    assert not [one for one in answers if isinstance(one, Exception)], answers
    assert sorted(one is None for one in answers) == [False, True]
    assert AuditEvent.objects.filter(kind="factor.code_used").count() == (kind == "recovery")
