"""The packs that come with the program: they load, load again, come back out as they went in, and may be launched."""

import re
import tomllib
import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from accounts.models import User
from awards.catalogue import catalogue_award
from awards.domain.check_plan import check_plan
from awards.domain.export_plan import export_plan, plan_as_toml, plan_content
from awards.domain.launch_campaign import launch_campaign
from awards.domain.place_units import units_for_group
from awards.models import Award, AwardQuota, Condition, DocumentRequirement
from awards.packs_schema import PACKS_DIR, pack_names, read_pack
from campaigns.domain.write_criteria import write_criteria_set
from campaigns.enums import Role
from campaigns.models import Campaign, Deadline, Membership, PlanItem, Round, Target, Unit, UnitGroupMember
from campaigns.rounds import open_round
from dossiers.demo.base import DATA
from scoring.rules import find_rule
from tests.architecture.reading import ROOT, tracked_files
from tests.packs.plans import UNITS, load_units, loaded

NAMES = sorted(UNITS)
ROWS = [Award, AwardQuota, Condition, DocumentRequirement, Deadline, PlanItem, Round, Target]
# The places of the plans, with whatever stands between the syllables.
PLACES = re.compile(
    r"(?i)(tân.?châu|tan.?chau|bắc.?sơn|bac.?son|vĩnh.?long|vinh.?long|đồng.?tháp|dong.?thap)|\bta.?ma\b"
)


def keys_of_rows():
    return {model.__name__: list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in ROWS}


def test_the_five_plans_come_with_the_program():
    assert pack_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_loading_twice_changes_nothing(name, db, capsys):
    load_units(name)
    call_command("load_plan", name)
    assert "Tạo phong trào" in capsys.readouterr().out
    before, rows = plan_content(Campaign.objects.get()), keys_of_rows()
    call_command("load_plan", name)
    assert capsys.readouterr().out == "Không có gì thay đổi.\n"
    assert plan_content(Campaign.objects.get()) == before
    assert keys_of_rows() == rows


@pytest.mark.parametrize("name", NAMES)
def test_a_dry_run_says_what_differs_and_writes_nothing(name, db, capsys, tmp_path):
    load_units(name)
    call_command("load_plan", name, "--dry-run")
    assert "Tạo phong trào" in capsys.readouterr().out and not Campaign.objects.exists()
    call_command("load_plan", name)
    before, rows = plan_content(Campaign.objects.get()), keys_of_rows()
    path = tmp_path / f"{name}.toml"
    text = (PACKS_DIR / f"{name}.toml").read_text(encoding="utf-8")
    text = re.sub(r'^short_title = ".*"$', 'short_title = "Tên gọn khác"', text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    call_command("load_plan", str(path), "--dry-run")
    said = capsys.readouterr().out
    assert "Tên gọn" in said and "«Tên gọn khác»" in said and "chưa ghi gì" in said
    assert plan_content(Campaign.objects.get()) == before and keys_of_rows() == rows


@pytest.mark.parametrize("name", NAMES)
def test_pack_to_database_to_pack_is_the_same(name, db):
    campaign, pack = loaded(name), read_pack(name)
    assert export_plan(campaign) == pack
    assert tomllib.loads(plan_as_toml(campaign)) == pack


def test_all_five_stand_side_by_side(db):
    campaigns = {name: loaded(name) for name in NAMES}
    assert {name: export_plan(campaign) for name, campaign in campaigns.items()} == {
        name: read_pack(name) for name in NAMES
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_and_its_parameters_exist(name):
    conditions = [row for award in read_pack(name)["awards"] for row in award.get("conditions", [])]
    assert conditions
    for row in conditions:
        rule = find_rule(row["rule"], row.get("params", {}))
        assert not rule.subjects or row.get("subject", "") in rule.subjects, row["text"]


@pytest.mark.parametrize("name", NAMES)
def test_a_qualitative_condition_has_a_code_of_its_own_for_each_nominee(name):
    for award in read_pack(name)["awards"]:
        asked = [
            (
                row["params"]["code"],
                *(row.get(key, "") for key in ("subject", "group", "origin", "round_kind")),
            )
            for row in award.get("conditions", [])
            if row["rule"] == "attested"
        ]
        assert len(asked) == len(set(asked))


@pytest.mark.parametrize("name", NAMES)
def test_every_award_of_the_catalogue_is_of_its_kind(name):
    for row in read_pack(name)["awards"]:
        if "catalogue" in row:
            known = catalogue_award(row["catalogue"])
            assert (row["kind"], row.get("law_key", "")) == (known.kind, known.law_key)


@pytest.mark.parametrize("name", NAMES)
def test_each_group_has_its_units_and_no_unit_is_in_two(name, db):
    campaign = loaded(name)
    places = [unit.code for group in campaign.groups.all() for unit in units_for_group(campaign, group)]
    assert len(places) == len(set(places))
    assert all(units_for_group(campaign, group).exists() for group in campaign.groups.all())
    below = Unit.objects.filter(parent=campaign.issuer)
    assert set(below.values_list("code", flat=True)) == set(places)


@pytest.mark.parametrize("name", NAMES)
def test_each_plan_is_launched_with_all_its_units(name, db):
    campaign = loaded(name)
    if campaign.has_self_score:
        data = tomllib.loads((DATA / "criteria.toml").read_text(encoding="utf-8"))
        campaign.criteria_set = write_criteria_set(data=data, is_demo=True)
        campaign.save(update_fields=["criteria_set"])
    at = datetime(2023, 8, 1, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    user = User.objects.create(username="can-bo", full_name="Đặng Thu Trang")
    Membership.objects.create(
        user=user, unit=campaign.standing_unit, role=Role.STANDING_OFFICER, valid_from=campaign.period_start
    )
    launched = launch_campaign(campaign=campaign, by=user, at=at)
    assert launched.versions.get().content == plan_content(launched)
    assert open_round(launched) == launched.rounds.first()
    covered = UnitGroupMember.objects.filter(campaign=launched)
    assert covered.count() == Unit.objects.filter(parent=launched.issuer).count()


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_normal_and_whole(name):
    text = (PACKS_DIR / f"{name}.toml").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"=\s*\"\s|\s\"\s*$", text, flags=re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_unconfirmed_is_really_in_the_pack(name):
    pack = read_pack(name)
    for key in pack.get("unconfirmed", []):
        here = pack
        for part in key.split("."):
            here = next(row for row in here if row["code"] == part) if isinstance(here, list) else here[part]
        assert here not in (None, "", [])


def test_no_line_of_python_names_a_plan():
    rooms = ("campaigns/", "awards/", "scoring/", "dossiers/", "config/")
    named = []
    for path in tracked_files():
        name = path.relative_to(ROOT).as_posix()
        demo = name.startswith("dossiers/demo/") or name == "dossiers/management/commands/seed_demo.py"
        if path.suffix != ".py" or not name.startswith(rooms) or demo:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        named += [f"{name}:{place}" for place, line in enumerate(lines, start=1) if PLACES.search(line)]
    assert named == []


@pytest.mark.parametrize("name", NAMES)
def test_the_check_before_the_launch_stops_only_for_the_missing_criteria(name, db):
    lines = check_plan(loaded(name), date(2023, 7, 28))
    needed = ["Chưa gắn bộ tiêu chí cho bảng điểm tự chấm."]
    assert [line.sentence for line in lines if line.stops] == (
        needed if read_pack(name)["measure"].get("self_score") else []
    )
    unconfirmed = [line for line in lines if "kế hoạch không nêu, cơ quan đặt" in line.sentence]
    assert len(unconfirmed) == len(read_pack(name).get("unconfirmed", []))
