from accounts.text import fold
from campaigns.models import Campaign
from tests.dossier_makers import register

ADDRESS = "/phong-trao/"


def another(world, number: int, **values) -> Campaign:
    """A draft campaign beside the first."""
    title = f"Phong trào thứ {number}"
    first = world.campaign
    defaults = {
        "title": title, "short_title": title, "year": 2023, "period_start": first.period_start,
        "period_end": first.period_end, "issuer": first.issuer, "standing_unit": first.standing_unit,
        "authority_title": "Chủ tịch", "search_key": fold(title),
    }  # fmt: skip
    return Campaign.objects.create(slug=f"khac-{number}", **{**defaults, **values})


def test_the_office_sees_numbers_and_a_unit_only_its_own_state(tan_chau):
    unit, _ = register(tan_chau, "30397")
    page = " ".join(tan_chau.browser(tan_chau.officer).get(ADDRESS).content.decode().split())
    assert "<b>27</b> đơn vị tham gia, <b>1</b> đơn vị đã đăng ký" in page
    own = tan_chau.browser(tan_chau.person_of(unit)).get(ADDRESS).content.decode()
    assert "Đã đăng ký</span>" in own and "<b>27</b>" not in own


def test_search_state_and_empty_pages(tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    assert "Tân Châu năm 2023</a>" in browser.get(ADDRESS, {"q": "chuyen doi so"}).content.decode()
    assert "Không có phong trào nào khớp" in browser.get(ADDRESS, {"q": "cai cach"}).content.decode()
    assert "Không có phong trào nào khớp" in browser.get(ADDRESS, {"trang-thai": "draft"}).content.decode()
    assert browser.get(ADDRESS, {"trang-thai": "la"}).status_code == 404


def test_a_draft_and_a_campaign_of_another_office_are_not_shown_to_a_unit(tan_chau, tan_chau_draft):
    another(tan_chau, 1)
    unit = tan_chau.unit("30397")
    page = tan_chau.browser(tan_chau.person_of(unit)).get(ADDRESS).content.decode()
    assert "Phong trào thứ 1" not in page
    assert "Phong trào thứ 1" in tan_chau.browser(tan_chau.officer).get(ADDRESS).content.decode()


def test_the_list_costs_the_same_for_one_and_three(tan_chau, django_assert_num_queries):
    browser = tan_chau.browser(tan_chau.officer)
    with django_assert_num_queries(6):
        browser.get(ADDRESS)
    another(tan_chau, 1)
    another(tan_chau, 2)
    with django_assert_num_queries(6):
        browser.get(ADDRESS)


def test_hostile_titles_are_text(tan_chau):
    another(tan_chau, 1, title="<b onclick=x>Lạ</b>")
    assert "<b onclick" not in tan_chau.browser(tan_chau.officer).get(ADDRESS).content.decode()
