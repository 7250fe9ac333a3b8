import json

import pytest
from django.core.management import CommandError, call_command

from dossiers.models import DocumentVersion
from tests.dossier_makers import filled, opened


def run(capsys, *arguments):
    call_command("render_papers", *arguments)
    return capsys.readouterr().out


def test_waiting_renders_here_and_reports(tan_chau, capsys):
    desk = filled(tan_chau)
    report = json.loads(run(capsys, "--dossier", str(desk.dossier.pk), "--wait", "--json"))
    assert [line["state"] for line in report["papers"]] == ["done"] * 5 and report["problems"] == []
    assert {line["sha256"] for line in report["papers"]} == set(
        DocumentVersion.objects.values_list("sha256", flat=True)
    )
    assert "đã đúng với số liệu" in run(capsys, "--dossier", str(desk.dossier.pk), "--wait")


def test_what_could_not_be_made_is_exit_code_one(tan_chau, capsys):
    desk = opened(tan_chau)
    with pytest.raises(SystemExit) as ended:
        run(capsys, "--dossier", str(desk.dossier.pk), "--wait")
    assert ended.value.code == 1
    assert "Chưa ghi cuộc họp Hội đồng" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"), [(["--dossier", "999999"], "Không có hồ sơ"), (["--by", "khong-co"], "--by")]
)
def test_unknown_dossier_and_unknown_person(tan_chau, arguments, said):
    desk = opened(tan_chau)
    values = arguments if "--dossier" in arguments else ["--dossier", str(desk.dossier.pk), *arguments]
    with pytest.raises(CommandError, match=said):
        call_command("render_papers", *values)
