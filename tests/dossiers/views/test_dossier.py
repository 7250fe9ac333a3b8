import pytest

from dossiers.domain.accept_dossier import accept_dossier
from dossiers.domain.return_dossier import return_dossier
from dossiers.domain.send_dossier import send_dossier
from dossiers.models import Dossier
from tests.dossier_makers import IN_TIME, filled, opened, ready, register


def page(desk, person, path=""):
    return desk.world.browser(person, IN_TIME).get(f"/ho-so/{desk.dossier.pk}/{path}")


def test_opening_is_a_button_and_then_a_page(tan_chau):
    unit, person = register(tan_chau, "30397")
    browser = tan_chau.browser(person, IN_TIME)
    address = f"/phong-trao/{tan_chau.campaign.slug}/ho-so/"
    assert "Lập hồ sơ" in browser.get(address).content.decode() and not Dossier.objects.exists()
    answer = browser.post(address)
    assert answer.url == f"/ho-so/{Dossier.objects.get().pk}/"
    assert browser.get(address).url == answer.url


def test_an_unregistered_unit_reads_why(tan_chau):
    unit = tan_chau.unit("30388")
    browser = tan_chau.browser(tan_chau.person_of(unit), IN_TIME)
    address = f"/phong-trao/{tan_chau.campaign.slug}/ho-so/"
    assert "chưa đăng ký thi đua" in browser.get(address).content.decode()
    browser.post(address)
    assert not Dossier.objects.exists()


def test_the_page_shows_papers_checks_and_the_preview(tan_chau):
    desk = filled(tan_chau)
    text = page(desk, desk.person).content.decode()
    assert "1 tập thể, 1 cá nhân · 0 trên 5 giấy tờ đã xong" in text
    assert "2 tên trong tờ trình, danh sách và biên bản trùng nhau." in text
    assert 'class="paper paper-to_trinh"' in text and "Tạo giấy tờ" in text
    chosen = page(desk, desk.person, "?xem=bien_ban").content.decode()
    assert 'class="paper paper-bien_ban"' in chosen


@pytest.mark.parametrize(
    "path",
    ["", "xem/", "de-nghi/", "hop/", "nop/", "bien-nhan/", "giay-to/tien-do/", "giay-to/tron-bo.zip"],
)
def test_other_peoples_dossier_is_not_there(tan_chau, client, path):
    desk = ready(tan_chau)
    other = tan_chau.person_of(tan_chau.unit("30388"))
    for person in (other, tan_chau.officer, tan_chau.member(1)):
        assert page(desk, person, path).status_code == 404
    signed_out = client.get(f"/ho-so/{desk.dossier.pk}/{path}")
    assert signed_out.status_code == 302 and signed_out.url.startswith("/dang-nhap/")


def test_staff_and_council_read_what_reached_them_without_the_units_buttons(tan_chau):
    desk = ready(tan_chau)
    send_dossier(dossier=desk.dossier, by=desk.person, at=IN_TIME)
    text = page(desk, tan_chau.officer).content.decode()
    assert "Tiếp nhận hồ sơ" in text and "Trả lại hồ sơ" in text and "Viết báo cáo" not in text
    assert page(desk, tan_chau.member(1)).status_code == 404
    accept_dossier(dossier=desk.dossier, by=tan_chau.officer, at=IN_TIME)
    read = page(desk, tan_chau.member(1)).content.decode()
    assert "Hồ sơ của UBND xã Châu Phong" in read and "Trả lại hồ sơ" not in read


def test_the_reason_of_a_return_stands_on_top(tan_chau):
    desk = ready(tan_chau)
    send_dossier(dossier=desk.dossier, by=desk.person, at=IN_TIME)
    reason = "Thiếu số liệu <b>năm 2022</b> ở báo cáo tập thể."
    return_dossier(dossier=desk.dossier, reason=reason, by=tan_chau.officer, at=IN_TIME)
    text = page(desk, desk.person).content.decode()
    assert "Thiếu số liệu &lt;b&gt;năm 2022&lt;/b&gt;" in text and "<b>năm 2022" not in text
    assert text.index("Thiếu số liệu") < text.index("Danh sách đề nghị")


def test_hostile_text_is_escaped_on_page_and_paper(tan_chau):
    desk = filled(tan_chau)
    desk.add_person('<script>alert("x")</script>', position_title="<img src=file:///etc/passwd>")
    text = page(desk, desk.person).content.decode()
    assert "<script>alert" not in text and "<img src=file" not in text
    assert "&lt;script&gt;" in text


def test_the_letter_is_saved_with_and_without_script(tan_chau):
    desk = filled(tan_chau)
    browser = tan_chau.browser(desk.person, IN_TIME)
    address = f"/ho-so/{desk.dossier.pk}/to-trinh/"
    values = {"addressee": "Ủy ban nhân dân thị xã", "signer_title": "Chủ tịch", "signer_name": "A"}
    assert browser.post(address, values).status_code == 302
    saved = browser.post(address, {**values, "signer_name": "B"}, headers={"HX-Request": "true"})
    assert "Đã lưu" in saved.content.decode() and saved["HX-Trigger"] == "letter-saved"
    desk.dossier.refresh_from_db()
    assert (desk.dossier.addressee, desk.dossier.signer_name) == ("Ủy ban nhân dân thị xã", "B")
    refused = browser.post(address, {**values, "addressee": ""})
    assert refused.status_code == 422 and "Hãy nhập nơi nhận tờ trình" in refused.content.decode()


def test_the_page_costs_the_same_for_one_person_and_for_three(tan_chau, django_assert_num_queries):
    desk = ready(tan_chau)
    browser = tan_chau.browser(desk.person, IN_TIME)
    address = f"/ho-so/{desk.dossier.pk}/"
    browser.get(address)
    with django_assert_num_queries(32):
        browser.get(address)
    desk.add_person("Lê Thị B")
    desk.add_person("Lê Thị C")
    with django_assert_num_queries(32):
        browser.get(address)


def test_another_unit_posts_nothing(tan_chau):
    desk = opened(tan_chau)
    other = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30388")), IN_TIME)
    row = desk.nominations[0]
    before = Dossier.objects.values().get()
    for path in ["to-trinh/", "de-nghi/", f"de-nghi/{row.pk}/", f"de-nghi/{row.pk}/rut/", "hop/", "giay-to/",
                 f"bao-cao/{row.pk}/", "nop/", "tra-lai/", "tiep-nhan/"]:  # fmt: skip
        assert other.post(f"/ho-so/{desk.dossier.pk}/{path}", {"name": "x"}).status_code == 404, path
    assert Dossier.objects.values().get() == before
