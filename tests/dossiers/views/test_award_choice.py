"""The page on which a unit chooses for which award it opens a dossier, and sees the other rounds."""

from campaigns.domain.move_round import end_round
from campaigns.models import Campaign, Round
from dossiers.models import Dossier
from tests.award_makers import more_award, own_power_award
from tests.dossier_makers import IN_TIME, opened, register

ADDRESS = "/phong-trao/tan-chau-2023/ho-so/"


def test_each_award_is_shown_with_who_decides_quota_papers_and_clause(tan_chau):
    _, person = register(tan_chau, "30397")
    higher = more_award(tan_chau, papers=(("to_trinh", "dossier"), ("trich_ngang", "nominee")))
    own_power_award(tan_chau)
    browser = tan_chau.browser(person, IN_TIME)
    page = browser.get(ADDRESS).content.decode()
    for said in (
        "Chủ tịch Ủy ban nhân dân tỉnh An Giang",
        "tối đa 5",
        "Giấy tờ trich_ngang",
        "mục X.1",
        "mục X.2",
    ):
        assert said in page
    assert page.count("Lập hồ sơ</button>") == 2 and "Ghi khen thưởng của đơn vị" in page
    answer = browser.post(ADDRESS, {"award": higher.pk})
    row = Dossier.objects.get()
    assert answer.url == f"/ho-so/{row.pk}/" and row.award == higher
    again = browser.get(ADDRESS).content.decode()
    assert f'href="/ho-so/{row.pk}/"' in again and again.count("Lập hồ sơ</button>") == 1


def test_an_award_of_another_campaign_is_not_there(tan_chau):
    _, person = register(tan_chau, "30397")
    assert tan_chau.browser(person, IN_TIME).post(ADDRESS, {"award": 987654}).status_code == 404
    assert not Dossier.objects.exists()


def test_past_rounds_are_shown_and_only_read(tan_chau):
    desk = opened(tan_chau)
    past = desk.dossier.round
    end_round(round=past, by=tan_chau.officer, at=IN_TIME)
    Round.objects.create(
        campaign=tan_chau.campaign, position=9, code="sau", kind="nam", name="Đợt sau", first_year=2023,
        last_year=2023, clause="x", state="open", opened_at=IN_TIME,
    )  # fmt: skip
    browser = tan_chau.browser(desk.person, IN_TIME)
    page = browser.get(ADDRESS).content.decode()
    assert "Hồ sơ ở các đợt khác" in page and "Lập hồ sơ</button>" in page
    old = browser.get(f"{ADDRESS}?dot={past.code}").content.decode()
    assert "không mở nên không lập hồ sơ mới" in old and f'href="/ho-so/{desk.dossier.pk}/"' in old
    text = browser.get(f"/ho-so/{desk.dossier.pk}/").content.decode()
    assert "Gửi hồ sơ</a>" not in text and "Thêm cá nhân" not in text
    listed = browser.get("/ho-so/").content.decode()
    assert str(past) in listed


def test_where_the_standing_body_chooses_a_unit_sends_nothing(tan_chau):
    Campaign.objects.update(nominated_by="standing")
    _, person = register(tan_chau, "30397")
    page = tan_chau.browser(person, IN_TIME).get(ADDRESS).content.decode()
    assert "lựa chọn, lập danh sách; đơn vị không gửi hồ sơ" in page and "Lập hồ sơ</button>" not in page


def test_the_page_costs_the_same_for_one_award_and_for_three(tan_chau, django_assert_num_queries):
    _, person = register(tan_chau, "30397")
    browser = tan_chau.browser(person, IN_TIME)
    browser.get(ADDRESS)
    with django_assert_num_queries(18):
        browser.get(ADDRESS)
    more_award(tan_chau, "hai")
    more_award(tan_chau, "ba", papers=(("to_trinh", "dossier"),))
    with django_assert_num_queries(18):
        browser.get(ADDRESS)
