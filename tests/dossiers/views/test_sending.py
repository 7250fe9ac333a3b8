import uuid

from dossiers.enums import DossierState
from dossiers.models import DossierStep
from tests.dossier_makers import IN_TIME, LAST_MOMENT, TOO_LATE, filled, ready


def at(desk, path="nop/"):
    return f"/ho-so/{desk.dossier.pk}/{path}"


def state(desk):
    desk.dossier.refresh_from_db()
    return desk.dossier.state


def test_the_page_repeats_what_is_sent_and_sends_it_once(tan_chau):
    desk = ready(tan_chau)
    browser = tan_chau.browser(desk.person, IN_TIME)
    page = browser.get(at(desk)).content.decode()
    assert "Gửi hồ sơ: 1 tập thể, 1 cá nhân, 5 tài liệu" in page and "còn 5 ngày" in page
    key = str(uuid.uuid4())
    first = browser.post(at(desk), {"key": key})
    again = browser.post(at(desk), {"key": key})
    assert first.url == again.url == at(desk, "bien-nhan/")
    assert DossierStep.objects.count() == 1
    receipt = browser.get(first.url).content.decode()
    assert "Biên nhận hồ sơ TC2023-0001" in receipt and "10:00:0" in receipt
    assert receipt.count(".pdf</span>") == 5
    assert all(line["sha256"] in receipt for line in desk.dossier.__class__.objects.get().receipt["files"])


def test_a_click_in_another_tab_leads_to_the_receipt_too(tan_chau):
    desk = ready(tan_chau)
    browser = tan_chau.browser(desk.person, IN_TIME)
    for _ in range(2):
        answer = browser.post(at(desk), {"key": str(uuid.uuid4())}, follow=True)
    assert "TC2023-0001" in answer.content.decode() and DossierStep.objects.count() == 1


def test_too_late_is_a_sentence_and_a_draft(tan_chau):
    desk = ready(tan_chau)
    answer = tan_chau.browser(desk.person, TOO_LATE).post(at(desk), {"key": str(uuid.uuid4())})
    assert answer.status_code == 409 and "ngày cuối cùng nhận là 09/12/2023" in answer.content.decode()
    assert state(desk) == DossierState.DRAFT
    browser = tan_chau.browser(desk.person, LAST_MOMENT.replace(second=0))
    assert browser.post(at(desk), {"key": str(uuid.uuid4())}).status_code == 302
    assert state(desk) == DossierState.SENT


def test_what_is_missing_is_listed_and_there_is_no_button(tan_chau):
    desk = filled(tan_chau)
    browser = tan_chau.browser(desk.person, IN_TIME)
    page = browser.get(at(desk)).content.decode()
    assert "Chưa gửi được, còn 5 việc" in page and 'name="key"' not in page
    assert browser.post(at(desk), {"key": str(uuid.uuid4())}).status_code == 409
    assert state(desk) == DossierState.DRAFT


def test_without_a_key_nothing_is_sent(tan_chau):
    desk = ready(tan_chau)
    answer = tan_chau.browser(desk.person, IN_TIME).post(at(desk), {})
    assert answer.status_code == 409 and "tải lại trang" in answer.content.decode()
    assert state(desk) == DossierState.DRAFT
