"""A plan without registering, without a self-scored sheet, without a council, or without dossiers of units."""

from datetime import date

import pytest

from accounts.dates import days_left
from accounts.models import AuditEvent
from awards.models import Award, Condition, Council
from campaigns.access import access_of
from campaigns.models import Campaign, Deadline, Round
from dossiers.demo.base import moment
from dossiers.domain.propose import propose
from dossiers.overview import place_among, steps_of
from dossiers.progress import progress_of
from dossiers.task import due_by
from dossiers.todo import tasks_for
from dossiers.unit_todo import whats_next
from tests.council_makers import accepted
from tests.dossier_makers import IN_TIME, TOO_LATE, register
from tests.plan_pages import words

HOME = "/phong-trao/tan-chau-2023/"
SUMMER = moment(2023, 8, 2)


@pytest.fixture
def plain(tan_chau):
    """Nobody registers, scores itself or votes."""
    Condition.objects.filter(rule="registered").delete()
    Council.objects.filter(level="deciding").delete()
    Campaign.objects.update(has_self_score=False)
    tan_chau.campaign.refresh_from_db()
    return tan_chau


def look(world, user, at):
    access = access_of(user, at)
    progress = progress_of(world.campaign, access, at)
    return progress, [step.name for step in steps_of(progress, access)]


def titles(world, user, at):
    return [one.title for one in tasks_for(access_of(user, at), at, propose=propose)]


def test_steps_that_the_plan_does_not_have_are_not_shown(plain):
    person = plain.person_of(plain.unit("30397"))
    for user in (plain.officer, person):
        progress, names = look(plain, user, SUMMER)
        assert names == ["Phát động", "Kết quả, xếp hạng", "Đề nghị", "Quyết định", "Báo cáo"]
        number, total, name = place_among(progress)
        assert (names[number - 1], total) == (name, 5)
        page = words(plain.browser(user, SUMMER).get(HOME))
        assert "đăng ký" not in page.lower().replace(">đăng ký</a>", "") and "bảng điểm" not in page


def test_a_plan_that_ranks_by_nothing_has_no_step_of_results(plain):
    Campaign.objects.update(measured_by="person")
    plain.campaign.refresh_from_db()
    _, names = look(plain, plain.officer, SUMMER)
    assert names == ["Phát động", "Đề nghị", "Quyết định", "Báo cáo"]
    assert "kế hoạch không xếp hạng theo chỉ số" in words(plain.browser(plain.officer, SUMMER).get(HOME))


def test_nobody_is_asked_to_register(plain):
    unit = plain.unit("30397")
    person = plain.person_of(unit)
    assert not any("Đăng ký" in one for one in titles(plain, person, SUMMER))
    page = words(plain.browser(person, SUMMER).get(f"{HOME}dang-ky/"))
    assert "Đơn vị không phải đăng ký" in page and '<form method="post" novalidate' not in page
    office = words(plain.browser(plain.officer, SUMMER).get(f"{HOME}dang-ky/"))
    assert "Kế hoạch không yêu cầu đăng ký" in office and "0/1" not in office and "Chưa đăng ký" not in office
    assert "đã đăng ký" not in words(plain.browser(plain.officer, SUMMER).get("/phong-trao/"))
    assert "Chưa đăng ký" not in words(plain.browser(person, SUMMER).get("/phong-trao/"))


def test_without_a_council_the_officer_chooses_once_no_dossier_comes_any_more(plain):
    accepted(plain, "30397")
    assert not any("Hội đồng" in one or "Đánh dấu" in one for one in titles(plain, plain.officer, IN_TIME))
    assert "Đánh dấu tập thể, cá nhân được khen thưởng" in titles(plain, plain.officer, TOO_LATE)
    progress, names = look(plain, plain.officer, TOO_LATE)
    assert place_among(progress)[2] == "Quyết định"


def own_power(world):
    Award.objects.update(own_power=True)
    return world


def test_a_round_in_which_heads_commend_asks_no_unit_for_a_dossier(plain):
    own_power(plain)
    unit = plain.unit("30397")
    person = plain.person_of(unit)
    assert not any("hồ sơ" in one for one in titles(plain, person, IN_TIME))
    progress, _ = look(plain, person, IN_TIME)
    assert progress.without_dossier == [] and "thủ trưởng đơn vị tự khen thưởng" in whats_next(progress)
    page = words(plain.browser(person, IN_TIME).get(HOME))
    assert "Đợt này đơn vị không gửi hồ sơ: thủ trưởng đơn vị tự khen thưởng theo thẩm quyền." in page
    office = plain.browser(plain.officer, IN_TIME)
    assert "0/27" not in words(office.get(HOME)) and "hồ sơ đã gửi" not in words(office.get("/"))
    listed = words(office.get("/ho-so/"))
    assert "Đợt này không nhận hồ sơ của đơn vị" in listed and "Chưa gửi hồ sơ" not in listed


def test_deadlines_of_other_rounds_stand_under_those_of_the_shown_one(plain):
    first = Round.objects.get()
    other = Round.objects.create(
        campaign=plain.campaign, position=9, code="tong-ket", kind="tong_ket", name="Tổng kết", first_year=2023,
        last_year=2023, clause="mục II",
    )  # fmt: skip
    browser = plain.browser(plain.officer, SUMMER)
    Deadline.objects.update(round=other)
    page = words(browser.get(HOME))
    assert "Kế hoạch không nêu hạn nào cho đợt này." in page and "Kế hoạch không nêu hạn nào.<" not in page
    assert "Hạn của các đợt khác" in page and "Thứ Bảy, 09/12/2023" in page and "Tổng kết, gửi hồ sơ" in page
    Deadline.objects.update(round=first)
    assert "Hạn của các đợt khác" not in words(browser.get(HOME))
    Deadline.objects.all().delete()
    assert "Kế hoạch không nêu hạn nào." in words(browser.get(HOME))


def test_without_a_deadline_nothing_is_counted_down(tan_chau):
    unit, person = register(tan_chau, "30397")
    Deadline.objects.all().delete()
    found = {one.title: one for one in tasks_for(access_of(person, SUMMER), SUMMER, propose=propose)}
    assert {one.due.small for one in found.values()} == {"kế hoạch không nêu hạn"} and len(found) == 2
    office = tasks_for(access_of(tan_chau.officer, SUMMER), SUMMER, propose=propose)
    (sheets,) = [one for one in office if "bảng điểm" in one.title]
    assert (sheets.due.big, sheets.due.until, sheets.urgent) == ("…", "", False)
    assert due_by(date(2030, 12, 31), days_left(date(2030, 12, 31), SUMMER)).until == "hết thứ Ba 31/12/2030"
    assert due_by(date(2023, 12, 10), days_left(date(2023, 12, 10), SUMMER)).until == "hết chủ nhật 10/12"


def test_conditions_for_outsiders_are_not_shown_to_a_unit(tan_chau):
    unit, person = register(tan_chau, "30397")
    Condition.objects.filter(rule="attested").update(origin="outside", text="Chỉ cho người ngoài địa bàn")
    browser = tan_chau.browser(person, SUMMER)
    assert "Chỉ cho người ngoài" not in words(browser.get(f"{HOME}ho-so/"))
    Condition.objects.filter(rule="attested").update(origin="unit")
    assert "Chỉ cho người ngoài" in words(browser.get(f"{HOME}ho-so/"))


def test_nothing_was_written_by_looking(plain):
    before = AuditEvent.objects.count()
    plain.browser(plain.officer, SUMMER).get(HOME)
    assert AuditEvent.objects.count() == before
