"""The operator's way to let the only administrator in again."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent
from accounts.second_factor import has_second_factor
from tests.accounts.test_second_factor_pages import set_up


def test_the_command_takes_the_factor_away_and_is_noted(tan_chau, capsys):
    browser = tan_chau.browser(tan_chau.officer)
    set_up(browser)
    call_command("reset_second_factor", "CAN-BO", "--reason", "Mất điện thoại")
    assert not has_second_factor(tan_chau.officer) and browser.get("/").status_code == 302
    event = AuditEvent.objects.get(kind="factor.reset")
    assert event.actor is None and "Mất điện thoại (lệnh trên máy chủ)" in event.sentence
    assert "Đã gỡ" in capsys.readouterr().out


@pytest.mark.parametrize("code", ["khong-co", "can-bo"])
def test_nobody_and_nothing_to_take_away(tan_chau, code):
    with pytest.raises(CommandError):
        call_command("reset_second_factor", code, "--reason", "x")
