import io
from datetime import date

import pytest
from openpyxl import load_workbook

from accounts.models import User
from awards.domain.compare_budgets import compare_budgets
from awards.models import Award, AwardQuota
from campaigns.models import Round
from dossiers.demo.base import moment

JUNE, JULY = date(2023, 6, 28), date(2023, 7, 20)
PAGE = "/phong-trao/tan-chau-2023/du-toan/"
QUERY = "?ke_hoach=28/06/2023&quyet_dinh=20/07/2023"


@pytest.fixture
def officer(tan_chau):
    """The officer's browser in November 2023."""
    return tan_chau.browser(tan_chau.officer, at=moment(2023, 11, 20, 9))


def text_of(answer):
    """The page with single spaces."""
    return " ".join(answer.content.decode().split())


def test_a_plan_of_june_decided_in_july_has_two_amounts(tan_chau):
    both = compare_budgets(campaign=tan_chau.campaign, plan_day=JUNE, decision_day=JULY)
    assert (both.first.total, both.second.total, both.difference) == (8_100_000, 9_720_000, 1_620_000)
    assert [(row.first.amount, row.second.amount, row.difference) for row in both.lines] == [
        (5_400_000, 6_480_000, 1_080_000),
        (2_700_000, 3_240_000, 540_000),
    ]
    assert both.sentence == (
        "Tính theo ngày 20/07/2023 so với ngày 28/06/2023: tăng 1.620.000 đồng (bằng chữ: Một triệu sáu trăm hai "
        "mươi nghìn đồng). Thay đổi: mức lương cơ sở 1.490.000 đồng thành 1.800.000 đồng."
    )


def test_the_other_way_round_it_is_less(tan_chau):
    both = compare_budgets(campaign=tan_chau.campaign, plan_day=JULY, decision_day=JUNE)
    assert both.difference == -1_620_000 and "giảm 1.620.000 đồng" in both.sentence


def test_two_days_of_one_law_give_one_amount(tan_chau):
    both = compare_budgets(campaign=tan_chau.campaign, plan_day=JULY, decision_day=date(2023, 12, 20))
    assert both.difference == 0 and "cùng một số tiền" in both.sentence


def test_a_coefficient_that_changed_is_named(tan_chau):
    Award.objects.update(law_key="giay_khen_xa", catalogue="giay_khen_xa")
    both = compare_budgets(
        campaign=tan_chau.campaign, plan_day=date(2025, 6, 30), decision_day=date(2025, 7, 1)
    )
    assert "cho tập thể 0,15 × 2 thành 0,3 × 2" in both.sentence
    assert "cho cá nhân 0,15 thành 0,3" in both.sentence and "lương cơ sở" not in both.sentence


def test_a_line_with_money_on_one_day_only_makes_the_totals_incomparable(tan_chau):
    both = compare_budgets(campaign=tan_chau.campaign, plan_day=JULY, decision_day=date(2025, 7, 1))
    assert both.difference is None and [row.difference for row in both.lines] == [None, None]
    assert "không so sánh được" in both.sentence
    neither = compare_budgets(
        campaign=tan_chau.campaign, plan_day=date(2010, 1, 1), decision_day=date(2010, 1, 1)
    )
    assert neither.sentence == "Chưa dòng nào tính được tiền."


def test_the_page_shows_both_days_side_by_side(officer):
    page = text_of(officer.get(PAGE + QUERY))
    for said in (
        "5.400.000", "6.480.000", "2.700.000", "3.240.000", "8.100.000", "9.720.000", "1.620.000",
        "Tám triệu một trăm nghìn đồng./.", "Chín triệu bảy trăm hai mươi nghìn đồng./.",
        "Một triệu sáu trăm hai mươi nghìn đồng", "Nghị định 38/2019/NĐ-CP", "Nghị định 24/2023/NĐ-CP",
        "Kế hoạch số 1326/KH-UBND ngày 28/07/2023", "Làm tròn lên hàng chục nghìn đồng",
    ):  # fmt: skip
        assert said in page, said


def test_the_page_starts_with_the_plans_day_and_today(officer):
    page = text_of(officer.get(PAGE))
    assert 'value="28/07/2023"' in page and 'value="20/11/2023"' in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?quyet_dinh=31/02/2023", "Ngày quyết định: không có ngày «31/02/2023»"),
        ("?ke_hoach=hôm nay", "Ngày kế hoạch: «hôm nay» không phải là ngày"),
        ("?quyet_dinh=<script>alert(1)</script>", "&lt;script&gt;"),
    ],
)
def test_a_wrong_day_is_said_and_the_page_stands(officer, query, said):
    for ending in ("", "&xuat=excel"):
        answer = officer.get(PAGE + query + ending)
        assert answer.status_code == 200 and "9.720.000" in text_of(answer)
        assert said in text_of(answer) and "<script>alert" not in text_of(answer)


def test_an_award_nobody_gives_any_more_is_a_sentence_not_a_crash(officer):
    page = text_of(officer.get(PAGE + "?quyet_dinh=20/07/2025"))
    assert "sau ngày 30/06/2025 không còn người có thẩm quyền" in page and "không so sánh được" in page
    assert "Chín triệu bảy trăm hai mươi nghìn đồng" in page and "Không đồng" not in page


def test_lines_without_a_number_and_joint_ones_say_so(officer):
    AwardQuota.objects.filter(subject="ca_nhan").delete()
    award = Award.objects.get()
    AwardQuota.objects.create(award=award, subject="ca_nhan", mode="none", clause="mục 1", position=8)
    AwardQuota.objects.create(award=award, subject="", mode="ceiling", maximum=5, clause="mục 1", position=9)
    page = text_of(officer.get(PAGE + QUERY))
    assert "không xác định số lượng" in page and "tổng cộng chưa gồm các dòng đó" in page
    assert "toàn bộ là tập thể" in page and "số tối đa" in page
    assert "450.000 cho một" in page and "540.000 cho một" in page
    assert "11.880.000" in page  # 6 and at most 5 collectives, each 1.080.000


def test_one_round_is_counted_by_itself(officer, tan_chau):
    first = tan_chau.campaign.rounds.get()
    Round.objects.create(
        campaign=tan_chau.campaign, position=9, code="tong-ket", kind="tong_ket", name="Tổng kết phong trào",
        first_year=2023, last_year=2023, clause="mục 1",
    )  # fmt: skip
    AwardQuota.objects.update(round_kind=first.kind)
    assert "mỗi đợt quyết định vào một ngày khác nhau" in text_of(officer.get(PAGE))
    assert "9.720.000" in text_of(officer.get(f"{PAGE}?dot={first.code}"))
    assert "Chưa có chỉ tiêu khen thưởng nào" in text_of(officer.get(f"{PAGE}?dot=tong-ket"))
    assert officer.get(f"{PAGE}?dot=khong-co").status_code == 404


def test_the_workbook_holds_the_annex(officer):
    answer = officer.get(f"{PAGE}{QUERY}&xuat=excel")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert "DỰ TOÁN KINH PHÍ KHEN THƯỞNG" in sheet["A1"].value and "1326/KH-UBND" in sheet["A1"].value
    assert rows[0][:3] == ["STT", "Loại hình khen thưởng", "Số lượng"]
    assert [row[2:] for row in rows[1:4]] == [
        [6, 900_000, 5_400_000, 1_080_000, 6_480_000, 1_080_000],
        [6, 450_000, 2_700_000, 540_000, 3_240_000, 540_000],
        [12, None, 8_100_000, None, 9_720_000, 1_620_000],
    ]
    notes = "\n".join(str(row[0]) for row in rows[4:] if row[0])
    assert "Bằng chữ: Chín triệu bảy trăm hai mươi nghìn đồng./." in notes
    assert "Nghị định 38/2019/NĐ-CP" in notes and "tăng 1.620.000 đồng" in notes


def test_who_may_not_see_the_campaign_finds_no_page(tan_chau_draft, client):
    unit = tan_chau_draft.browser(User.objects.get(username="chau-phong"), at=moment(2023, 7, 28, 9))
    assert unit.get(PAGE).status_code == 404
    assert unit.get(PAGE + "?xuat=excel").status_code == 404
    answer = client.get(PAGE)
    assert (answer.status_code, "dang-nhap" in answer["Location"]) == (302, True)


def test_the_page_costs_the_same_for_few_quotas_and_for_many(officer, django_assert_num_queries):
    officer.get(PAGE)
    with django_assert_num_queries(9):
        officer.get(PAGE)
    award = Award.objects.get()
    for position in range(10, 14):
        copy = Award.objects.create(
            campaign=award.campaign, code=f"a-{position}", kind="giay_khen", name=f"Khen {position}",
            decided_by="x", law_key="giay_khen_xa", clause="x", position=position,
        )  # fmt: skip
        AwardQuota.objects.create(award=copy, subject="tap_the", mode="ceiling", maximum=1, clause="x")
    with django_assert_num_queries(9):
        officer.get(PAGE)
