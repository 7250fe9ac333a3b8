"""The editor in the browser: each part and row, versions of a launched plan, two editors, strangers."""

import tomllib
from datetime import date

import pytest

from awards.domain.export_plan import export_plan
from awards.domain.load_plan import load_plan
from awards.models import Award, AwardQuota, Condition
from awards.packs_schema import read_pack
from awards.plan_parts import AWARD_PARTS, PARTS, SINGLES
from campaigns.models import Campaign, CampaignVersion
from dossiers.demo.base import moment
from tests.plan_pages import hidden, posted, words

EDIT = "/phong-trao/tan-chau-2023/ke-hoach/sua/"
NEW = "/phong-trao/moi/"
UPLOAD = "/phong-trao/nap-goi/"
PAPER = {"reason": "Bổ sung", "document": "1400/KH-UBND", "version": 1}


@pytest.fixture
def officer(tan_chau_draft):
    """The officer's browser before the launch."""
    return tan_chau_draft.browser(tan_chau_draft.officer, at=moment(2023, 7, 28, 9))


@pytest.fixture
def later(tan_chau):
    """The officer's browser after the launch."""
    return tan_chau.browser(tan_chau.officer, at=moment(2023, 8, 1, 9))


def test_the_editor_lists_every_part_with_its_clause_and_buttons(officer):
    page = words(officer.get(EDIT))
    for part in (*PARTS.values(), *AWARD_PARTS.values()):
        assert part.name in page
    for table in SINGLES:
        assert f'href="{EDIT}muc/{table}/"' in page
    for said in ("mục III.2.a", "tập thể, nhóm Các phòng, ban chuyên môn", "trong 03 thứ hạng cao nhất",
                 f'href="{EDIT}khen/giay-khen/quotas/them/"', "rơi vào thứ Bảy", 'href="#deadlines"'):  # fmt: skip
        assert said in page or said.replace("tập thể, nhóm", "Tập thể, nhóm") in page, said
    assert "giay_khen_huyen" not in page and "tham_gia" not in page


@pytest.mark.parametrize("key", [*SINGLES, "general"])
def test_each_table_opens_and_saves_as_it_is(officer, tan_chau_draft, key):
    before = export_plan(tan_chau_draft.campaign)
    answer = officer.get(f"{EDIT}muc/{key}/")
    data = posted(answer)
    data["clause"] = data.get("clause") or "mục X"
    answer = officer.post(f"{EDIT}muc/{key}/", data)
    assert (answer.status_code, answer["Location"]) == (302, f"{EDIT}#{key}"), words(answer)
    after = export_plan(Campaign.objects.get())
    if key in before:
        assert after == before


@pytest.mark.parametrize("name", ["tan_chau_2023", "ta_ma_2023_2030", "dong_thap_2021_2025"])
def test_each_row_of_a_plan_opens_and_saves_as_it_is(tan_chau_draft, officer, name):
    pack = read_pack(name)
    for key in ("issuer", "standing_unit", "appraising_unit"):
        if key in pack:
            pack[key]["code"] = "tan-chau" if key == "issuer" else "tan-chau-vhtt"
    for group in pack["groups"]:
        group.pop("unit_codes", None)
    campaign = load_plan(pack=pack).campaign
    before = export_plan(campaign)
    address = f"/phong-trao/{campaign.slug}/ke-hoach/sua/"
    for part in (*PARTS.values(), *(one for one in AWARD_PARTS.values() if one.key != "conditions")):
        owner = {"award__campaign": campaign} if part.of_award else {"campaign": campaign}
        for row in part.model.objects.filter(**owner, **part.fixed)[:3]:
            answer = officer.get(f"{address}{part.key}/{row.pk}/")
            answer = officer.post(f"{address}{part.key}/{row.pk}/", posted(answer))
            assert answer.status_code == 302, (part.key, words(answer))
    for row in Condition.objects.filter(award__campaign=campaign, unit=None):
        at = f"/phong-trao/{campaign.slug}/ke-hoach/dieu-kien/{row.pk}/"
        answer = officer.post(at, posted(officer.get(at)))
        assert answer.status_code == 302, (row.rule, row.params, words(answer))
    assert export_plan(Campaign.objects.get(pk=campaign.pk)) == before


def test_rows_are_added_moved_and_removed_in_the_browser(officer, tan_chau_draft):
    award = Award.objects.get(campaign=tan_chau_draft.campaign)
    joint = {"mode": "ceiling", "maximum": "5", "order": "rank", "clause": "mục IV.3.1"}
    answer = officer.post(f"{EDIT}khen/giay-khen/quotas/them/", joint)
    assert answer["Location"] == f"{EDIT}#awards"
    quota = AwardQuota.objects.get(award=award, subject="")
    assert (quota.maximum, quota.group, quota.mode) == (5, None, "ceiling")
    order = next(
        one.order for block in officer.get(EDIT).context["editor"].awards
        for one in block.sections if one.key == "quotas"
    )  # fmt: skip
    officer.post(f"{EDIT}quotas/{quota.pk}/chuyen/", {"to": "len", "seen": order})
    assert list(award.quotas.values_list("pk", flat=True)).index(quota.pk) == 3
    answer = officer.post(f"{EDIT}quotas/{quota.pk}/chuyen/", {"to": "len", "seen": order})
    assert answer.status_code == 422 and "người khác sửa" in words(answer)
    assert "Không quá 05 tập thể và cá nhân" in words(officer.get("/phong-trao/tan-chau-2023/ke-hoach/"))
    assert "Xóa" in words(officer.get(f"{EDIT}quotas/{quota.pk}/xoa/"))
    officer.post(f"{EDIT}quotas/{quota.pk}/xoa/")
    assert not AwardQuota.objects.filter(pk=quota.pk).exists()


def test_a_deadline_of_a_round_takes_its_last_day_from_its_meaning(officer, tan_chau_draft):
    round = tan_chau_draft.campaign.rounds.get()
    form = {"code": "review", "round": round.pk, "stated": "trước ngày 20/12/2023", "stated_day": "20/12/2023",
            "meaning": "before_day", "clause": "mục V"}  # fmt: skip
    assert officer.post(f"{EDIT}deadlines/them/", form).status_code == 302
    assert round.deadlines.get().last_valid_day == date(2023, 12, 19)
    answer = officer.post(f"{EDIT}deadlines/them/", form)
    assert answer.status_code == 422 and "đã có «Sơ kết, tổng kết phong trào" in words(answer)
    wrong = officer.post(f"{EDIT}deadlines/them/", {**form, "code": "own_plan", "stated_day": "31/02/2023"})
    assert words(wrong).count("không có ngày «31/02/2023»") == 2


def test_units_are_found_and_ticked_in_a_group(officer, tan_chau_draft):
    group = tan_chau_draft.campaign.groups.first()
    address = f"{EDIT}groups/{group.pk}/"
    form = {"code": group.code, "name": group.name, "kinds": ["phong_ban"], "clause": group.clause}
    answer = officer.post(address, {**form, "search": "chau phong", "search_units": "1"})
    assert answer.status_code == 200 and 'value="30397"' in words(answer)
    group.refresh_from_db()
    assert group.unit_codes == [] and len(group.kinds) == 2
    officer.post(address, {**form, "search": "chau phong", "unit_codes": ["30397"]})
    group.refresh_from_db()
    assert (group.unit_codes, group.kinds) == (["30397"], ["phong_ban"])
    assert "thuộc cả nhóm" in words(officer.get(EDIT))


def test_an_award_is_filled_from_the_catalogue(officer):
    answer = officer.get(f"{EDIT}awards/them/?danh-muc=bang_khen_thu_tuong")
    form = answer.context["form"].initial
    assert form["kind"] == "bang_khen" and "Thủ tướng" in form["decided_by"]
    officer.post(f"{EDIT}awards/them/", {**posted(answer), "clause": "mục IV.1"})
    award = Award.objects.get(catalogue="bang_khen_thu_tuong")
    assert award.code.startswith("bang-khen") and award.position == 2
    page = words(officer.get(EDIT))
    assert "chưa có tiêu chuẩn, điều kiện nào" in page


def test_a_condition_asks_for_its_rule_s_own_parameters(officer, tan_chau_draft):
    add = "/phong-trao/tan-chau-2023/ke-hoach/dieu-kien/giay-khen/them/"
    page = words(officer.get(add))
    assert 'value="index_threshold"' in page and 'value="attested"' in page
    answer = officer.get(f"{add}?quy-tac=index_threshold")
    percent = [name for name in answer.context["form"].fields if name.startswith("p_")][0]
    form = {
        "rule": "index_threshold",
        "text": "DTI từ 90%",
        "clause": "mục III",
        percent: "101",
        "subject": "tap_the",
    }
    answer = officer.post(add, form)
    assert answer.status_code == 422 and not Condition.objects.filter(rule="index_threshold").exists()
    assert officer.post(add, {**form, percent: "62,5"}).status_code == 302
    row = Condition.objects.get(rule="index_threshold")
    assert row.params == {percent.removeprefix("p_"): "62.5"}
    assert "từ 62,5%" in words(officer.get(EDIT))
    assert officer.get(f"{add}?quy-tac=no_such_rule").status_code == 404
    assert officer.get(f"{EDIT}conditions/{row.pk}/").status_code == 404


def test_one_of_two_parameters_as_the_rule_asks(officer):
    add = "/phong-trao/tan-chau-2023/ke-hoach/dieu-kien/giay-khen/them/"
    form = {"rule": "within_top", "text": "Tốp đầu", "clause": "mục III", "subject": "tap_the"}
    answer = officer.post(add, form)
    assert answer.status_code == 422 and "thiếu tham số" in words(answer)
    answer = officer.post(add, {**form, "p_n": "3", "p_percent": "10"})
    assert "chỉ nhận một trong" in words(answer)
    assert officer.post(add, {**form, "p_percent": "10"}).status_code == 302


def test_two_editors_the_second_sees_both_texts(officer, tan_chau_draft):
    row = tan_chau_draft.campaign.basis_documents.first()
    address = f"{EDIT}basis/{row.pk}/"
    seen = hidden(officer.get(address), "seen")
    officer.post(address, {"text": "Chữ của người thứ nhất", "clause": "mục 1", "seen": seen})
    answer = officer.post(address, {"text": "Chữ của người thứ hai", "clause": "mục 1", "seen": seen})
    page = words(answer)
    assert answer.status_code == 422 and "người khác sửa" in page
    assert "Chữ của người thứ nhất" in page and "Chữ của người thứ hai" in page
    row.refresh_from_db()
    assert row.text == "Chữ của người thứ nhất"


def test_after_the_launch_each_edit_asks_why_and_becomes_a_version(later, tan_chau):
    quota = AwardQuota.objects.filter(award__campaign=tan_chau.campaign).first()
    address = f"{EDIT}quotas/{quota.pk}/"
    answer = later.get(address)
    assert "sẽ thành bản 2" in words(answer) and "Lưu thành bản 2" in words(answer)
    data = {**posted(answer), "maximum": "4"}
    assert later.post(address, data).status_code == 422 and CampaignVersion.objects.count() == 1
    assert later.post(address, {**data, **PAPER}).status_code == 302
    version = CampaignVersion.objects.get(number=2)
    assert (version.reason, version.document) == ("Bổ sung", "1400/KH-UBND")
    answer = later.get(address)
    assert answer.context["paper"].initial == {"reason": "Bổ sung", "document": "1400/KH-UBND", "version": 2}
    stale = later.post(address, {**posted(answer), "maximum": "5", **PAPER})
    assert stale.status_code == 422 and "đã đổi thành bản 2" in words(stale)
    moved = f"{EDIT}quotas/{quota.pk}/chuyen/"
    assert "ghi thành bản 3" in words(later.get(f"{moved}?to=xuong"))
    assert later.post(moved, {"to": "xuong", **PAPER, "version": 2}).status_code == 302
    assert CampaignVersion.objects.count() == 3


def test_versions_their_difference_and_both_downloads(later, tan_chau):
    quota = AwardQuota.objects.filter(award__campaign=tan_chau.campaign).first()
    address = f"{EDIT}quotas/{quota.pk}/"
    later.post(address, {**posted(later.get(address)), "maximum": "4", **PAPER})
    plan = "/phong-trao/tan-chau-2023/ke-hoach/"
    page = words(later.get(f"{plan}cac-ban/"))
    for said in ("Bản 2", "Bản 1", "Bổ sung", "1400/KH-UBND", "số lượng 03 -> 04",
                 CampaignVersion.objects.get(number=2).sha256):  # fmt: skip
        assert said in page
    assert "số lượng 03 -> 04" in words(later.get(f"{plan}cac-ban/1-2/"))
    assert later.get(f"{plan}cac-ban/1-9/").status_code == 404
    first = tomllib.loads(later.get(f"{plan}ban-1.toml").content.decode())
    now = tomllib.loads(later.get(f"{plan}goi.toml").content.decode())
    assert first["awards"][0]["quotas"][0]["maximum"] == 3 and now["awards"][0]["quotas"][0]["maximum"] == 4
    assert first["period"]["start"] == date(2023, 1, 1)
    assert now == export_plan(Campaign.objects.get())


def test_what_the_plan_does_not_state_is_confirmed_in_the_browser(officer, tan_chau_draft):
    Campaign.objects.update(unconfirmed=["period.start"])
    assert "cơ quan đặt" in words(officer.get(EDIT))
    assert officer.post(f"{EDIT}xac-nhan/", {"key": "period.start"}).status_code == 302
    assert Campaign.objects.get().unconfirmed == []
    assert officer.post(f"{EDIT}xac-nhan/", {"key": "period.start"}).status_code == 404


def test_what_was_confirmed_is_marked_again_in_the_browser(officer, tan_chau_draft):
    Campaign.objects.update(unconfirmed=["period.start"])
    again = f"{EDIT}xac-nhan/lai/"
    assert officer.get(f"{again}?key=period.start").status_code == 404
    officer.post(f"{EDIT}xac-nhan/", {"key": "period.start"})
    page = words(officer.get(EDIT))
    assert "Cơ quan đặt, đã kiểm tra" in page and "Thời gian phong trào, từ ngày" in page
    assert "chưa kiểm tra lại" in words(officer.get(f"{again}?key=period.start"))
    assert officer.post(again, {"key": "period.start"}).status_code == 302
    assert Campaign.objects.get().unconfirmed == ["period.start"]
    assert "Cơ quan đặt, đã kiểm tra" not in words(officer.get(EDIT))
    assert officer.post(again, {"key": "period.start"}).status_code == 404


def test_strangers_and_others_do_not_edit(tan_chau_draft):
    quota = AwardQuota.objects.first()
    unit = tan_chau_draft.browser(tan_chau_draft.person_of(tan_chau_draft.unit("30397")))
    member = tan_chau_draft.browser(tan_chau_draft.member(1))
    places = (EDIT, f"{EDIT}quotas/{quota.pk}/", f"{EDIT}muc/period/", f"{EDIT}basis/them/",
              f"{EDIT}quotas/{quota.pk}/xoa/", "/phong-trao/tan-chau-2023/ke-hoach/dieu-kien/giay-khen/them/",
              )  # fmt: skip
    for place in places:
        assert unit.get(place).status_code == 404 and member.get(place).status_code == 409, place
        if place != EDIT:
            assert unit.post(place, {"maximum": 9}).status_code == 404
            assert member.post(place, {"maximum": 9}).status_code == 409
    for place in (NEW, f"{NEW}goi/tan_chau_2023/", UPLOAD):
        assert unit.get(place).status_code == 409 and member.get(place).status_code == 409
    quota.refresh_from_db()
    assert quota.maximum == 3


def test_unknown_parts_and_rows_are_not_found(officer):
    for place in ("muc/salary/", "salaries/them/", "quotas/them/", "basis/99999/", "conditions/them/",
                  "khen/khong-co/quotas/them/", "khen/giay-khen/basis/them/"):  # fmt: skip
        assert officer.get(f"{EDIT}{place}").status_code == 404, place
