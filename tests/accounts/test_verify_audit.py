"""verify_audit and export_audit_days: the operator's side of the trail."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.domain.audit import keep_day
from accounts.models import AuditDay, AuditEvent, User
from accounts.tasks import keep_audit_day
from tests.accounts.test_audit import note, rewrite


@pytest.fixture
def person(db):
    """Someone with three events."""
    user = User.objects.create(username="an", full_name="Nguyễn Văn An")
    for n in range(3):
        note(user, f"Việc {n}")
    return user


def test_a_sound_chain(person, capsys):
    call_command("verify_audit")
    assert "còn nguyên vẹn: 3 sự kiện" in capsys.readouterr().out
    call_command("verify_audit", "--json")
    assert json.loads(capsys.readouterr().out) == {"ok": True, "events": 3, "broken": []}


def test_a_changed_event_ends_with_exit_code_1(person, unguarded, capsys):
    AuditEvent.objects.filter(number=2).update(sentence="Khác.")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit")
    assert ended.value.code == 1 and "sự kiện số 2" in capsys.readouterr().out


def test_a_file_that_was_handed_out_finds_a_chain_written_anew(person, unguarded, tmp_path, capsys):
    keep_day(day=date(2023, 8, 2))
    call_command("export_audit_days", "--file", str(tmp_path / "ngay.csv"))
    rewrite(AuditEvent.objects.order_by("number"), 1, "Khác.")
    AuditDay.objects.all().delete()
    call_command("verify_audit")
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--kept", str(tmp_path / "ngay.csv"))
    assert "sự kiện số 3" in capsys.readouterr().out


def test_the_days_on_the_screen(person, capsys):
    day = keep_day(day=date(2023, 8, 2))
    call_command("export_audit_days")
    assert capsys.readouterr().out == f"ngay,so,ma_bam\n2023-08-02,3,{day.hash}\n"


@pytest.mark.parametrize("content", [None, "a,b\n1,2\n", "ngay,so,ma_bam\n2023-08-02,ba,x\n", "\x00\xff"])
def test_another_file_is_refused_with_its_name(person, tmp_path, content):
    path = tmp_path / "khac.csv"
    if content is not None:
        path.write_text(content, encoding="latin-1")
    with pytest.raises(CommandError, match="khac.csv"):
        call_command("verify_audit", "--kept", str(path))


def test_the_task_keeps_yesterday_once(person):
    keep_audit_day()
    keep_audit_day()
    assert AuditDay.objects.get().number == 3
