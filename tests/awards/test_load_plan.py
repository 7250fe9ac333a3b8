"""Packs: every fault names the file and the key, nothing is loaded; loading twice changes nothing."""

import json
import re
import tomllib

import pytest
from django.core.management import CommandError, call_command

from accounts.errors import DomainError
from awards.domain.export_plan import plan_content
from awards.domain.launch_campaign import launch_campaign
from awards.domain.load_plan import load_plan
from awards.domain.nominate import nominate
from awards.models import Award, AwardQuota, Condition
from awards.packs_schema import PACKS_DIR, PackError, read_pack
from campaigns.domain.register_unit import register_unit
from campaigns.importers.units import import_units
from campaigns.models import Campaign
from dossiers.demo import base
from dossiers.demo.base import moment

TEXT = (PACKS_DIR / "tan_chau_2023.toml").read_text(encoding="utf-8")
BREAKS = {
    "an unknown key": (r"^title = ", "titel = ", "khóa lạ «titel»"),
    "an unknown key inside": (r"^number = ", "nummer = ", "khóa lạ «plan.nummer»"),
    "no clause of the period": (
        r"(start = .*\nend = .*\n)clause = .*\n",
        r"\1",
        "thiếu khóa «period.clause»",
    ),
    "no clause of a quota": (
        r"(maximum = 3\n)clause = .*\n",
        r"\1",
        "thiếu khóa «awards[1].quotas[1].clause»",
    ),
    "an empty clause": (r'clause = "mục I.3"', 'clause = " "', "«period.clause» đang để trống"),
    "a quota of no group": (
        r'group = "phong-ban"',
        'group = "truong-hoc"',
        "«awards[1].quotas[1].group» là «truong-hoc»",
    ),
    "a quota of nobody": (r"maximum = 3", "maximum = 0", "«awards[1].quotas[1].maximum» là 0"),
    "a quota in words": (
        r"maximum = 3",
        'maximum = "ba"',
        "«awards[1].quotas[1].maximum» là «ba», phải là số nguyên",
    ),
    "a fraction of an award": (r"maximum = 3", "maximum = 3.5", "phải là số nguyên"),
    "a deadline before the start": (
        r"day = 2023-12-10",
        "day = 2022-12-10",
        "«deadlines[1].day» (2022-12-10) trước ngày",
    ),
    "an end before the start": (r"end = 2023-12-31", "end = 2022-12-31", "«period.end» (2022-12-31) trước"),
    "a date as text": (r"day = 2023-12-10", 'day = "10/12/2023"', "phải là ngày"),
    "an unknown meaning": (r'meaning = "before_day"', 'meaning = "soon"', "«deadlines[1].meaning» là «soon»"),
    "an unknown paper": (r'kind = "to_trinh"', 'kind = "thu_moi"', "«awards[1].papers[1].kind» là «thu_moi»"),
    "a group twice": (r'code = "phuong-xa"', 'code = "phong-ban"', "«groups» có mã nhóm lặp lại"),
    "no TOML": (r"^schema = 1", "schema = = 1", "không đọc được TOML"),
}


def broken(tmp_path, pattern: str, new: str):
    """The real pack with one thing changed, the first place only."""
    text, count = re.subn(pattern, new, TEXT, count=1, flags=re.MULTILINE)
    assert count == 1 and text != TEXT
    path = tmp_path / "hong.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def units(db):
    """The units that the pack names."""
    import_units(file=base.DATA / "units.csv")


@pytest.mark.parametrize("name", BREAKS)
def test_a_fault_names_file_and_key_and_nothing_is_loaded(tmp_path, units, name):
    pattern, new, said = BREAKS[name]
    with pytest.raises(CommandError) as refused:
        call_command("load_plan", broken(tmp_path, pattern, new))
    assert str(refused.value).startswith("hong.toml: ") and said in str(refused.value)
    assert not Campaign.objects.exists()


def test_the_real_pack_is_sound_and_each_key_is_used():
    assert read_pack("tan_chau_2023") == tomllib.loads(TEXT)


def test_an_unknown_name_says_which_packs_there_are():
    with pytest.raises(PackError, match="tan_chau_2023"):
        read_pack("long-xuyen")


def test_what_the_plan_says_is_what_is_stored(units):
    campaign = load_plan(pack=read_pack("tan_chau_2023")).campaign
    quotas = AwardQuota.objects.filter(award__campaign=campaign)
    assert sorted(quotas.values_list("group__code", "subject", "maximum", "clause")) == [
        ("phong-ban", "ca_nhan", 3, "mục III.2.b"),
        ("phong-ban", "tap_the", 3, "mục III.2.a"),
        ("phuong-xa", "ca_nhan", 3, "mục III.2.b"),
        ("phuong-xa", "tap_the", 3, "mục III.2.a"),
    ]
    deadline = campaign.deadlines.get()
    assert (deadline.stated, f"{deadline.last_valid_day}") == ("trước ngày 10/12/2023", "2023-12-09")
    assert all(Condition.objects.filter(award__campaign=campaign).values_list("clause", flat=True))


def test_loading_twice_changes_nothing_and_says_so(units, capsys):
    call_command("load_plan", "tan_chau_2023")
    campaign = Campaign.objects.get()
    before, rows = plan_content(campaign), list(AwardQuota.objects.values_list("pk", flat=True))
    call_command("load_plan", "tan_chau_2023")
    assert "Không có gì thay đổi." in capsys.readouterr().out
    assert plan_content(Campaign.objects.get()) == before
    assert list(AwardQuota.objects.values_list("pk", flat=True)) == rows


def test_a_changed_pack_changes_a_draft_and_names_what(tmp_path, units):
    load_plan(pack=read_pack("tan_chau_2023"))
    path = broken(tmp_path, "maximum = 3", "maximum = 4")
    report = load_plan(pack=read_pack(path))
    assert report.changes == [
        "Giấy khen của Chủ tịch Ủy ban nhân dân thị xã, tập thể, nhóm Các phòng, ban chuyên môn: "
        "số lượng 03 -> 04."
    ]
    assert AwardQuota.objects.filter(maximum=4).count() == 1


def test_a_dry_run_writes_nothing(tmp_path, units, capsys):
    call_command("load_plan", "tan_chau_2023", "--dry-run")
    out = capsys.readouterr().out
    assert "Tạo phong trào" in out and "chưa ghi gì" in out
    assert not Campaign.objects.exists()
    load_plan(pack=read_pack("tan_chau_2023"))
    call_command("load_plan", broken(tmp_path, "maximum = 3", "maximum = 4"), "--dry-run")
    assert not AwardQuota.objects.filter(maximum=4).exists()


def test_json_for_operators(units, capsys):
    call_command("load_plan", "tan_chau_2023", "--json")
    said = json.loads(capsys.readouterr().out)
    assert said["campaign"] == "tan-chau-2023" and said["dry_run"] is False
    call_command("load_plan", "tan_chau_2023", "--json", "--dry-run")
    assert json.loads(capsys.readouterr().out) == {
        "campaign": "tan-chau-2023",
        "changes": [],
        "notes": [],
        "dry_run": True,
    }


def test_units_must_be_there_first(db):
    with pytest.raises(DomainError, match="import_units"):
        load_plan(pack=read_pack("tan_chau_2023"))
    assert not Campaign.objects.exists()


def test_a_launched_plan_is_compared_but_not_written_over(tmp_path, tan_chau_draft, capsys):
    launch_campaign(campaign=tan_chau_draft.campaign, by=tan_chau_draft.officer, at=moment(2023, 7, 28))
    before = plan_content(Campaign.objects.get())
    load_plan(pack=read_pack("tan_chau_2023"))
    path = broken(tmp_path, "maximum = 3", "maximum = 4")
    call_command("load_plan", path, "--dry-run")
    assert "số lượng 03 -> 04" in capsys.readouterr().out
    for changed in (path, broken(tmp_path, '1326/KH-UBND"', '1327/KH-UBND"')):
        with pytest.raises(DomainError, match="đã phát động.* -> .*Soạn kế hoạch"):
            load_plan(pack=read_pack(changed))
    assert plan_content(Campaign.objects.get()) == before


def test_a_pack_without_an_award_that_has_nominees_is_refused_in_words(tmp_path, tan_chau):
    unit = tan_chau.unit("30376")
    sender = {"campaign": tan_chau.campaign, "unit": unit, "by": tan_chau.person_of(unit)}
    register_unit(**sender, at=moment(2023, 8, 1))
    nominate(**sender, award=Award.objects.get(), subject="tap_the", at=moment(2023, 12, 1))
    with pytest.raises(DomainError, match="đã có người nộp hoặc được khen"):
        load_plan(pack=read_pack(broken(tmp_path, "^code = .giay-khen.$", 'code = "khac"')))
    assert Award.objects.get().code != "khac"


def test_the_command_asks_the_rules(tmp_path, units):
    pattern, new = r'rule = "registered"', 'rule = "dang_ky"'
    with pytest.raises(CommandError, match=r"hong.toml: «awards\[1\].conditions\[\d+\]».*dang_ky"):
        call_command("load_plan", broken(tmp_path, pattern, new))
    assert not Campaign.objects.exists()


def test_units_that_a_group_names_and_nobody_knows_are_said(tmp_path, units, capsys):
    path = broken(tmp_path, r"^kinds = ", 'unit_codes = ["khong-co"]\nkinds = ')
    call_command("load_plan", path)
    assert "chưa có đơn vị mã khong-co trong hệ thống" in capsys.readouterr().out
