"""The plan's page, its settings and the launch in the browser."""

import hashlib
import uuid
from datetime import date

import pytest

from campaigns.models import Campaign, CampaignVersion, PlanItem
from dossiers.demo.base import moment

PLAN = "/phong-trao/tan-chau-2023/ke-hoach/"
LAUNCH = "/phong-trao/tan-chau-2023/phat-dong/"


@pytest.fixture
def officer(tan_chau_draft):
    """The officer's browser on the morning of the launch."""
    return tan_chau_draft.browser(tan_chau_draft.officer, at=moment(2023, 7, 28, 9))


@pytest.mark.parametrize(
    "said",
    [
        "Quyết định số 1129/QĐ-UBND", "Từ ngày 01/01/2023 đến ngày 31/12/2023", "«trước ngày 10/12/2023»",
        "Thứ Bảy, 09/12/2023", "ngày 10/12/2023 đã quá hạn", "6.480.000", "3.240.000", "9.720.000 đồng",
        "Chín triệu bảy trăm hai mươi nghìn đồng", "1.800.000 đồng × 0,3 × 2", "Nghị định 24/2023/NĐ-CP",
        "Nghị định 91/2017/NĐ-CP, Điều 73", "đã đối chiếu", "mục III.2.a", "mục IV.3", "phụ lục dự toán",
        "Bảng điểm thi đua Chuyển đổi số năm 2023 tự chấm", "Phòng Văn hóa và Thông tin là cơ quan thường trực",
    ],
)  # fmt: skip
def test_the_page_holds_the_whole_plan(officer, said):
    assert said in " ".join(officer.get(PLAN).content.decode().split())


def test_each_line_of_the_plan_carries_its_clause(officer, tan_chau_draft):
    page = officer.get(PLAN).content.decode()
    for item in PlanItem.objects.all():
        assert f'{item.text}</span><span class="clause">{item.clause}</span>' in page.replace(
            ".</span>", "</span>"
        )


def test_the_settings_of_a_draft_are_saved(officer, tan_chau_draft):
    officer.post(f"{PLAN}han/dossier/", {"meaning": "before_day", "last_valid_day": "8/12/2023"})
    officer.post(f"{PLAN}han/registration/", {"day": "31/08/2023"})
    days = dict(tan_chau_draft.campaign.deadlines.values_list("code", "last_valid_day"))
    assert days == {"dossier": date(2023, 12, 8), "registration": date(2023, 8, 31)}
    assert "Thứ Năm, 31/08/2023" in officer.get(PLAN).content.decode()


@pytest.mark.parametrize(
    ("code", "form", "said"),
    [
        ("dossier", {"meaning": "before_day", "last_valid_day": "10/12/2023"}, "phải trước ngày đó"),
        ("dossier", {"meaning": "before_day", "last_valid_day": "31/02/2023"}, "không có ngày «31/02/2023»"),
        ("dossier", {"last_valid_day": "09/12/2023"}, "bắt buộc"),
        ("registration", {"day": "01/01/2030"}, "trong thời gian phong trào"),
    ],
)
def test_a_wrong_day_is_said_on_top_and_at_the_field(officer, tan_chau_draft, code, form, said):
    answer = officer.post(f"{PLAN}han/{code}/", form)
    page = answer.content.decode()
    assert answer.status_code == 422 and page.count(said) >= 2
    assert list(tan_chau_draft.campaign.deadlines.values_list("last_valid_day", flat=True)) == [
        date(2023, 12, 9)
    ]


def test_the_launch_repeats_the_numbers_and_happens_once(officer, tan_chau_draft):
    page = officer.get(LAUNCH).content.decode()
    for said in ("14 đơn vị nhóm", "13 đơn vị nhóm", "06 Giấy khen", "9.720.000 đồng", "Thứ Bảy, 09/12/2023"):
        assert said in page
    form = {"key": str(uuid.uuid4())}
    for _ in range(2):
        answer = officer.post(LAUNCH, form)
        assert (answer.status_code, answer["Location"]) == (302, "/phong-trao/tan-chau-2023/")
    assert CampaignVersion.objects.count() == 1
    page = officer.get(PLAN).content.decode()
    assert "bản 1, khóa lúc 28/07/2023, 09:0" in page and "Lưu hạn" not in page
    assert officer.get(LAUNCH).status_code == 302


def test_a_plan_that_may_not_be_launched_has_no_button(officer):
    Campaign.objects.update(criteria_set=None)
    page = officer.get(LAUNCH).content.decode()
    assert "Chưa gắn bộ tiêu chí" in page and '<button class="btn btn-primary">Phát động' not in page
    officer.post(LAUNCH, {"key": str(uuid.uuid4())})
    assert not CampaignVersion.objects.exists()


def test_the_frozen_content_can_be_taken_away_and_its_hash_holds(tan_chau):
    answer = tan_chau.browser(tan_chau.officer).get(f"{PLAN}ban-1.json")
    assert hashlib.sha256(answer.content).hexdigest() == CampaignVersion.objects.get().sha256
    assert answer["Content-Disposition"].startswith("attachment")
    assert tan_chau.browser(tan_chau.officer).get(f"{PLAN}ban-2.json").status_code == 404


def test_units_and_members_do_not_launch_nor_settle(tan_chau_draft):
    unit = tan_chau_draft.unit("30397")
    outsider = tan_chau_draft.browser(tan_chau_draft.person_of(unit))
    assert outsider.get(PLAN).status_code == 404
    assert outsider.post(LAUNCH, {"key": str(uuid.uuid4())}).status_code == 404
    member = tan_chau_draft.browser(tan_chau_draft.member(1))
    assert "Lưu hạn" not in member.get(PLAN).content.decode()
    assert member.post(LAUNCH, {"key": str(uuid.uuid4())}).status_code == 409
    form = {"meaning": "before_day", "last_valid_day": "8/12/2023"}
    assert member.post(f"{PLAN}han/dossier/", form).status_code == 409
    assert Campaign.objects.get().state == "draft"
    assert tan_chau_draft.campaign.deadlines.get().last_valid_day == date(2023, 12, 9)


def test_a_unit_reads_the_launched_plan(tan_chau):
    unit = tan_chau.unit("30397")
    page = tan_chau.browser(tan_chau.person_of(unit)).get(PLAN).content.decode()
    assert "9.720.000" in page and "Kiểm tra trước khi phát động" not in page


def test_the_page_costs_the_same_however_long_the_plan(tan_chau, django_assert_num_queries):
    browser = tan_chau.browser(tan_chau.officer)
    with django_assert_num_queries(30):
        browser.get(PLAN)
    for place in range(20, 40):
        PlanItem.objects.create(
            campaign=tan_chau.campaign, section="duty", position=place, text="Việc", clause="mục V.9"
        )
    with django_assert_num_queries(30):
        browser.get(PLAN)


def test_hostile_text_of_a_plan_is_text(tan_chau):
    PlanItem.objects.filter(section="duty").update(text="<script>alert(1)</script>")
    page = tan_chau.browser(tan_chau.officer).get(PLAN).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_a_second_round_may_have_a_deadline_of_its_own(officer, tan_chau_draft):
    campaign = tan_chau_draft.campaign
    whole = campaign.deadlines.get(code="dossier")
    days = {"stated_day": date(2023, 6, 10), "last_valid_day": date(2023, 6, 9), "meaning": "before_day"}
    campaign.deadlines.create(
        code="dossier", round=campaign.rounds.get(), stated="trước ngày 10/6", clause="mục X", **days
    )
    answer = officer.post(f"{PLAN}han/dossier/", {"meaning": "before_day", "last_valid_day": "8/12/2023"})
    assert answer.status_code == 302
    whole.refresh_from_db()
    assert whole.last_valid_day == date(2023, 12, 8)
    assert campaign.deadlines.get(round__isnull=False).last_valid_day == date(2023, 6, 9)
    assert officer.get(PLAN).context["dossier_deadline"] == whole
