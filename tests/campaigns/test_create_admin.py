"""create_admin: how an empty installation gets its first administrator."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.clock import now
from accounts.models import User
from campaigns.access import holds_role
from campaigns.enums import Role
from campaigns.models import Unit


@pytest.fixture
def unit(db):
    return Unit.objects.create(code="pvhxh", name="Phòng Văn hóa - Xã hội", kind="phong_ban", sort_key="p")


def test_the_printed_link_leads_to_a_working_account(unit, capsys):
    call_command("create_admin", "CB-1", "Ngô Việt", unit="pvhxh")
    link = re.search(r"/loi-moi/[\w-]+/", capsys.readouterr().out)[0]
    password = "sang-nay-Chau-Phong"
    answer = Client().post(link, {"password": password, "again": password})
    assert answer.status_code == 302
    person = User.objects.get(username="CB-1")
    assert person.check_password(password)
    assert holds_role(by=person, roles=(Role.SYSTEM_ADMIN,), unit=unit, at=now())


@pytest.mark.parametrize("code, unit_code", [("CB-1", "khong-co"), ("cb-0", "pvhxh")])
def test_an_unknown_unit_or_a_code_in_use_makes_nothing(unit, code, unit_code):
    User.objects.create(username="CB-0", full_name="Có trước")
    with pytest.raises(CommandError):
        call_command("create_admin", code, "Ngô Việt", unit=unit_code)
    assert User.objects.count() == 1
