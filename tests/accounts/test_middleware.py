"""Each request: its moment of arrival, and a page for every refusal."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import DataError, IntegrityError, OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from accounts.errors import DomainError, NotFound
from accounts.middleware import ArrivalMiddleware, DomainErrorMiddleware
from campaigns.models import Campaign
from dossiers.demo.base import moment

SENTENCE = "Chưa gửi được vì <b>thiếu</b> bảng điểm."


def refused(world, error=None, *, method="post", htmx=False, back="http://testserver/don-vi/"):
    """What the middleware answers when a view raises; and the request's own messages."""
    from django.contrib.messages import get_messages
    from django.contrib.messages.storage.session import SessionStorage

    request = getattr(RequestFactory(), method)("/x/", HTTP_REFERER=back)
    request.user, request.session, request.htmx = world.officer, SessionStore(), htmx
    request._messages = SessionStorage(request)
    request.arrived_at = moment(2023, 8, 2)
    answer = DomainErrorMiddleware(lambda _: HttpResponse()).process_exception(
        request, error or DomainError(SENTENCE)
    )
    return answer, [str(one) for one in get_messages(request)]


def test_a_refused_form_goes_back_with_the_sentence(tan_chau):
    answer, said = refused(tan_chau)
    assert (answer.status_code, answer["Location"]) == (302, "http://testserver/don-vi/")
    assert said == [SENTENCE]


@pytest.mark.parametrize("back", ["https://example.org/x/", ""])
def test_it_never_goes_to_another_host(tan_chau, back):
    answer, said = refused(tan_chau, back=back)
    page = answer.content.decode()
    assert answer.status_code == 409 and "&lt;b&gt;thiếu&lt;/b&gt;" in page and not said


def test_a_refused_page_is_a_page(tan_chau):
    answer, _ = refused(tan_chau, method="get")
    assert answer.status_code == 409 and "Chưa thực hiện được" in answer.content.decode()


def test_a_partial_update_gets_only_the_sentence(tan_chau):
    answer, _ = refused(tan_chau, htmx=True)
    page = answer.content.decode()
    assert (
        answer.status_code == 422
        and 'role="alert"' in page
        and "<html" not in page
        and "<b>thiếu" not in page
    )


def test_what_must_look_missing_is_404(tan_chau):
    answer, _ = refused(tan_chau, NotFound("Hồ sơ bí mật"))
    assert answer.status_code == 404 and "bí mật" not in answer.content.decode()


def test_a_fault_of_the_program_is_not_hidden(tan_chau):
    answer, _ = refused(tan_chau, ValueError("x"))
    assert answer is None


def test_the_moment_of_arrival_is_taken_before_anything_else_runs(tan_chau):
    tan_chau.browser(tan_chau.officer, at=moment(2023, 12, 9, 23, 59))
    seen = []
    ArrivalMiddleware(lambda request: seen.append(request.arrived_at))(RequestFactory().get("/"))
    assert abs((seen[0] - moment(2023, 12, 9, 23, 59)).total_seconds()) < 60


def test_pages_of_signed_out_people_may_be_kept_those_of_others_not(client, tan_chau):
    assert "private" in tan_chau.browser(tan_chau.officer).get("/huong-dan/")["Cache-Control"]
    assert client.get("/suc-khoe/").get("Cache-Control") != "no-store, private"


@pytest.mark.parametrize("error", ["deadlock detected\nDETAIL: ...", "database is locked"])
def test_two_writers_in_each_others_way_are_told_to_try_again(tan_chau, error):
    answer, _ = refused(tan_chau, OperationalError(error))
    assert answer.status_code == 503 and "Hãy thử lại sau ít giây" in answer.content.decode()


def test_a_text_longer_than_its_column_gets_a_sentence_and_a_lost_database_does_not(tan_chau):
    answer, _ = refused(tan_chau, DataError("value too long for type character varying(120)"))
    assert answer.status_code == 422 and "Hãy rút gọn" in answer.content.decode()
    assert refused(tan_chau, OperationalError("server closed the connection"))[0] is None


@pytest.mark.parametrize("error", [IntegrityError("foreign key"), Campaign.DoesNotExist("no row")])
def test_who_was_overtaken_by_another_is_told_so(tan_chau, error):
    answer, _ = refused(tan_chau, error)
    assert answer.status_code == 409 and "người khác vừa sửa hoặc xóa" in answer.content.decode()
    assert refused(tan_chau, error, method="get")[0] is None


@pytest.mark.parametrize(
    "path",
    [
        "/phong-trao/tan-chau-2023/tu-cham/{}/",
        "/phong-trao/tan-chau-2023/ket-qua/?don_vi={}",
        "/phong-trao/tan-chau-2023/de-xuat/?don-vi={}",
        "/ho-so/{}/",
        "/don-vi/?trang={}",
    ],
)
@pytest.mark.parametrize("number", ["9223372036854775808", "9" * 40, "9" * 3000, "²", "٣"])
def test_no_number_in_an_address_is_an_error_of_the_server(tan_chau, path, number):
    answer = tan_chau.browser(tan_chau.officer, at=moment(2023, 12, 11)).get(path.format(number))
    assert answer.status_code in (200, 404)


def test_the_character_zero_is_answered_with_a_sentence(tan_chau):
    browser = tan_chau.browser(tan_chau.officer, at=moment(2023, 12, 11))
    for answer in (
        browser.get("/ho-so/de-nghi/?nhom=%00"),
        browser.post("/ho-so/1/tra-lai/", {"reason": "Sửa lại\0 tờ trình."}),
    ):
        assert answer.status_code == 400 and "ký tự điều khiển" in answer.content.decode()


def test_a_form_that_cannot_be_read_gets_a_vietnamese_page(tan_chau):
    browser = tan_chau.browser(tan_chau.officer, at=moment(2023, 12, 11))
    huge = browser.post("/ho-so/1/tra-lai/", {"reason": "x" * 6_000_000})
    many = browser.post("/ho-so/1/tra-lai/", {f"a{n}": "" for n in range(1001)})
    assert huge.status_code == many.status_code == 400
    assert "Chưa có gì được ghi" in huge.content.decode() and "Chưa có gì được ghi" in many.content.decode()


def test_a_form_without_its_token_gets_a_vietnamese_page(tan_chau):
    answer = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "a", "password": "b"})
    assert answer.status_code == 403 and "tải lại trang" in answer.content.decode()
