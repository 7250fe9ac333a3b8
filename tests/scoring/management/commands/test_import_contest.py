import io
import json

import pytest
from django.core.management import CommandError, call_command

from scoring.models import Contestant, ContestImport
from tests.scoring.contest_makers import FEW, contest_file, line


@pytest.fixture
def run(contest, tmp_path):
    """Runs the command on a workbook with these rows; returns what it says."""

    def act(*rows, **options):
        path = tmp_path / "ket-qua.xlsx"
        path.write_bytes(contest_file(rows or FEW))
        out = io.StringIO()
        call_command("import_contest", str(path), campaign=contest.campaign.slug, stdout=out, **options)
        return out.getvalue()

    return act


def test_a_file_is_imported_like_the_pages_do(run):
    said = run(maximum="20")
    assert "5 người đăng ký, 4 người dự thi, 5 lượt thi của 3 đơn vị, 1 người dân" in said
    assert ContestImport.objects.get().state == "confirmed" and Contestant.objects.count() == 5


def test_a_dry_run_writes_nothing(run):
    found = json.loads(run(maximum="20", dry_run=True, as_json=True))
    assert (found["registered"], found["people"], found["attempts"], found["dry_run"]) == (5, 4, 5, True)
    assert not ContestImport.objects.exists()


def test_the_same_file_twice_changes_nothing(run):
    run(maximum="20")
    assert "không có gì thay đổi" in run()
    assert ContestImport.objects.count() == 1


def test_without_a_maximum_nothing_is_guessed(run):
    with pytest.raises(CommandError, match="--maximum"):
        run()


def test_each_problem_is_named_and_nothing_is_written(run):
    with pytest.raises(CommandError, match="hàng 3: điểm 25 ở ô H3") as refused:
        run(line("a", "An", "Xã Tân An", 25), line("b", "Bình", "Xã Lạ", 15), maximum="20")
    assert "«Xã Lạ» (1 người) chưa rõ là đơn vị nào" in str(refused.value)
    assert not ContestImport.objects.exists()


def test_plain_numbers_need_a_unit_of_time(run):
    row = line("a", "An", "UBND xã Tân An", 15, 90)
    with pytest.raises(CommandError, match="giây hay phút"):
        run(row, maximum="20")
    run(row, maximum="20", time_unit="giay")
    assert Contestant.objects.get().seconds == 90
