"""What the trail learns of requests: origin, refused attempts, downloads, signing in and out."""

import uuid

import pytest
from django.test import Client, RequestFactory

from accounts.domain.audit import broken_links
from accounts.models import AuditEvent
from campaigns.enums import Role
from campaigns.middleware import client_address
from campaigns.models import CriteriaSet
from campaigns.permissions import can_edit
from dossiers.demo.base import moment
from tests.dossier_makers import OPENED

REGISTER = "/phong-trao/tan-chau-2023/dang-ky/"


def kinds() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("kind", flat=True))


@pytest.fixture
def unit_browser(tan_chau):
    """The officer of phường Long Thạnh, signed in; the trail of the set-up is behind."""
    return tan_chau.browser(tan_chau.person_of(tan_chau.unit("30376")), OPENED)


def test_a_change_carries_role_and_address(tan_chau):
    unit = tan_chau.unit("30376")
    browser = tan_chau.browser(tan_chau.person_of(unit), moment(2023, 8, 2))
    form = {"contact_name": "Lê An", "contact_phone": "0912345678", "key": str(uuid.uuid4())}
    browser.post(REGISTER, form, REMOTE_ADDR="10.1.2.3")
    event = AuditEvent.objects.get(kind="registration.created")
    assert event.actor_role == f"{Role.UNIT_OFFICER.label}, {unit}" and event.address == "10.1.2.3"
    assert broken_links() == []


@pytest.mark.parametrize(
    "hops, said, expected",
    [
        (0, "198.51.100.1", "10.0.0.1"),  # nothing of ours stands before us: the header is the sender's own
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "1.1.1.1, 198.51.100.1", "198.51.100.1"),
        (2, "1.1.1.1, 198.51.100.1, 10.0.0.9", "198.51.100.1"),
        (2, "198.51.100.1", "10.0.0.1"),  # came past the outer proxy
        (1, " , ", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_the_address_is_the_one_that_our_outermost_proxy_saw(settings, hops, said, expected):
    settings.PROXY_HOPS = hops
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=said)
    assert client_address(request) == expected


def test_a_refused_attempt_is_noted_with_its_sentence_and_writes_nothing_else(tan_chau, unit_browser):
    before = kinds()
    answer = unit_browser.post("/phong-trao/tan-chau-2023/phat-dong/")
    assert answer.status_code in (302, 404, 409)
    added = kinds()[len(before) :]
    assert added and all(kind.startswith("refused.") for kind in added)
    event = AuditEvent.objects.order_by("-number").first()
    assert event.changes == {"request": "POST /phong-trao/tan-chau-2023/phat-dong/"}
    assert event.campaign_ref == "tan-chau-2023" and broken_links() == []


def test_somebody_elses_row_asked_to_change_is_noted(tan_chau, unit_browser):
    unit_browser.post("/ho-so/987654/gui/")
    assert kinds()[-1] == "refused.not_found"


def test_looking_at_a_page_with_a_hidden_button_is_no_attempt(tan_chau):
    person = tan_chau.person_of(tan_chau.unit("30376"))
    before = kinds()
    assert not can_edit(criteria_set=CriteriaSet.objects.first(), by=person, at=OPENED)
    browser = tan_chau.browser(person, OPENED)
    for address in ("/", "/phong-trao/", REGISTER, "/don-vi/"):
        assert browser.get(address).status_code == 200
    assert kinds() == before


def test_a_download_is_noted_without_what_was_searched_for(tan_chau):
    browser = tan_chau.browser(tan_chau.officer, OPENED)
    browser.get(REGISTER, {"xuat": "excel", "q": "Lê Văn Kín"})
    event = AuditEvent.objects.order_by("-number").first()
    assert (event.kind, event.actor) == ("download.file", tan_chau.officer)
    assert (
        "Danh sách đăng ký thi đua.xlsx" in event.sentence and "Kín" not in f"{event.sentence}{event.changes}"
    )


def test_signing_in_and_out_and_a_wrong_password(tan_chau):
    browser = Client(REMOTE_ADDR="10.9.8.7")
    browser.post("/dang-nhap/", {"username": "can-bo", "password": "sai-mat-khau"})
    failed = AuditEvent.objects.order_by("-number").first()
    assert (failed.kind, failed.actor, failed.address) == ("refused.sign_in", None, "10.9.8.7")
    assert failed.object_id == str(tan_chau.officer.pk) and "can-bo" in failed.sentence
    browser.post("/dang-nhap/", {"username": "can-bo", "password": "ThiDuaSo-2023"})
    browser.post("/dang-xuat/")
    assert kinds()[-2:] == ["account.signed_in", "account.signed_out"]
    assert "sai-mat-khau" not in "".join(AuditEvent.objects.values_list("sentence", flat=True))


def test_a_name_that_nobody_has_is_not_kept(tan_chau):
    Client().post("/dang-nhap/", {"username": "MatKhauCuaToi1", "password": "can-bo"})
    event = AuditEvent.objects.order_by("-number").first()
    assert event.kind == "refused.sign_in" and "MatKhauCuaToi1" not in f"{event.sentence}{event.changes}"
