"""The tabs of a campaign: what it has, for whom, and where one is."""

from awards.models import Award
from campaigns.access import access_of
from campaigns.enums import MeasuredBy, NominatedBy
from dossiers.tabs import tabs_of
from tests.dossier_makers import OPENED, register


def tabs(world, person, here="dossiers:campaign", dot=""):
    """The tabs that the person sees."""
    return tabs_of(world.campaign, access_of(person, OPENED), here, dot)


def labels(world, person):
    """Their words."""
    return [tab.label for tab in tabs(world, person)]


def test_the_office_sees_every_room_of_a_launched_campaign(tan_chau):
    assert labels(tan_chau, tan_chau.officer) == [
        "Tổng quan", "Kế hoạch", "Đăng ký", "Tự chấm", "Hằng năm", "Kết quả", "Hồ sơ", "Đề xuất", "Hội đồng",
        "Khen thưởng", "Đợt xét", "Dự toán",
    ]  # fmt: skip


def test_a_unit_sees_its_own_rooms_only(tan_chau):
    _, person = register(tan_chau, "30397")
    assert labels(tan_chau, person) == [
        "Tổng quan", "Kế hoạch", "Đăng ký", "Tự chấm", "Hằng năm", "Kết quả", "Hồ sơ", "Đợt xét",
    ]  # fmt: skip


def test_a_draft_has_no_rooms_that_open_with_the_launch(tan_chau_draft):
    found = labels(tan_chau_draft, tan_chau_draft.officer)
    assert found == ["Tổng quan", "Kế hoạch", "Hằng năm", "Hội đồng", "Đợt xét", "Dự toán"]


def test_a_contest_has_its_own_rooms_and_no_self_scores(tan_chau):
    campaign = tan_chau.campaign
    campaign.measured_by, campaign.nominated_by = MeasuredBy.CONTEST, NominatedBy.STANDING
    campaign.has_self_score = False
    found = labels(tan_chau, tan_chau.officer)
    assert "Cuộc thi" in found and "Danh sách trực tiếp" in found
    assert not {"Tự chấm", "Đăng ký", "Kết quả", "Hồ sơ"} & set(found)


def test_awards_of_own_power_have_a_tab_where_the_plan_has_them(tan_chau):
    Award.objects.filter(campaign=tan_chau.campaign).update(own_power=True)
    assert "Khen của đơn vị" in labels(tan_chau, tan_chau.officer)


def test_the_tab_of_the_page_is_marked_and_the_round_goes_along(tan_chau):
    found = tabs(tan_chau, tan_chau.officer, here="campaigns:reports", dot="nam-2023")
    assert [tab.label for tab in found if tab.is_here] == ["Hằng năm"]
    addresses = {tab.label: tab.url for tab in found}
    assert addresses["Đề xuất"].endswith("/de-xuat/?dot=nam-2023")
    assert addresses["Kế hoạch"].endswith("/ke-hoach/")
    here = tabs(tan_chau, tan_chau.officer, here="dossiers:why")
    assert [tab.label for tab in here if tab.is_here] == ["Đề xuất"]
