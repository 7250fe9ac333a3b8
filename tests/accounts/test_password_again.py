"""Wrong passwords where one is asked for again count like those of signing in."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from accounts.domain.guard_sign_in import BY_KNOWN_DEVICE, FROM_ONE_ADDRESS, note_success
from accounts.models import AuditEvent
from accounts.origin import Origin, working_from
from accounts.views.password_again import password_problem
from dossiers.demo.base import PASSWORD, moment

AT = moment(2023, 12, 12)


@pytest.fixture
def ask(tan_chau):
    """Asks a council member for the password, from a browser with this device's secret."""

    def asked(password: str, device: str = "") -> str:
        request = RequestFactory().post("/", {"password": password})
        request.user, request.arrived_at = tan_chau.member(1), AT
        request.COOKIES[settings.DEVICE_COOKIE] = device
        with working_from(Origin(address="10.0.0.5")):
            return password_problem(request)

    return asked


def test_the_own_password_is_no_problem(ask):
    assert ask(PASSWORD) == ""
    assert "không đúng" in ask("sai") and ask(PASSWORD) == ""


@pytest.mark.parametrize("device, limit", [("", FROM_ONE_ADDRESS), ("own", BY_KNOWN_DEVICE)])
def test_guessing_in_an_open_session_is_stopped(ask, tan_chau, device, limit):
    note_success(user=tan_chau.member(1), address="10.0.0.6", device="own", at=AT)
    for _ in range(limit):
        assert "không đúng" in ask("sai", device)
    assert "thử sai nhiều lần" in ask(PASSWORD, device)
    assert AuditEvent.objects.filter(kind="refused.sign_in").count() == limit
