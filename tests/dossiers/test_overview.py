"""The nine steps and what stands in them."""

import pytest

from awards.models import Meeting
from campaigns.access import access_of
from dossiers.demo.base import moment
from dossiers.overview import NAMES, current_step, steps_of
from dossiers.progress import progress_of
from tests.council_makers import accepted
from tests.council_makers import opened as opened_meeting
from tests.dossier_makers import IN_TIME, OPENED, TOO_LATE, opened, register, send_sheet
from tests.proposal_makers import ranked

ADDRESS = "/phong-trao/tan-chau-2023/"


def look(world, user, at):
    """Progress and steps as a person sees them."""
    access = access_of(user, at)
    progress = progress_of(world.campaign, access, at)
    return progress, steps_of(progress, access)


def test_a_draft_stands_at_the_first_step(tan_chau_draft):
    progress, steps = look(tan_chau_draft, tan_chau_draft.officer, moment(2023, 7, 28))
    assert [step.name for step in steps] == list(NAMES)
    assert [step.state for step in steps] == ["now"] + [""] * 8


def test_the_campaign_walks_through_its_steps(tan_chau):
    officer = tan_chau.officer
    assert current_step(look(tan_chau, officer, moment(2023, 8, 1))[0]) == 2
    unit, person = register(tan_chau, "30397")
    send_sheet(tan_chau, unit, person)
    assert current_step(look(tan_chau, officer, OPENED)[0]) == 3
    ranked(tan_chau)
    assert current_step(look(tan_chau, officer, OPENED)[0]) == 6
    accepted(tan_chau, "30397")
    assert current_step(look(tan_chau, officer, IN_TIME)[0]) == 6
    assert current_step(look(tan_chau, officer, TOO_LATE)[0]) == 7
    opened_meeting(tan_chau)
    assert current_step(look(tan_chau, officer, TOO_LATE)[0]) == 7
    Meeting.objects.update(state="closed", closed_at=TOO_LATE)
    assert current_step(look(tan_chau, officer, TOO_LATE)[0]) == 8


def test_numbers_and_names_of_each_step(tan_chau):
    unit, person = register(tan_chau, "30397")
    register(tan_chau, "30388")
    send_sheet(tan_chau, unit, person)
    ranked(tan_chau)
    _, steps = look(tan_chau, tan_chau.officer, IN_TIME)
    assert [step.note for step in steps] == ["28/07", "2/27", "1/2", "", "20/11", "0/2", "", "0/12", ""]
    assert [step.state for step in steps] == ["done", "open", "open", "done", "done", "now", "", "", ""]
    assert steps[2].missing == "UBND xã Tân An" and steps[1].missing.endswith("và 20 đơn vị khác")
    assert "còn 5 ngày" in steps[5].lines[1]
    _, later = look(tan_chau, tan_chau.officer, TOO_LATE)
    assert later[1].state == later[2].state == "done"


def test_a_unit_sees_itself_and_nobody_else(tan_chau):
    unit, person = register(tan_chau, "30397")
    register(tan_chau, "30388")
    ranked(tan_chau)
    progress, steps = look(tan_chau, person, IN_TIME)
    assert [row.unit for row in progress.units] == [unit]
    assert steps[1].note == "02/08" and not any(step.missing for step in steps)
    page = tan_chau.browser(person, at=IN_TIME).get(ADDRESS).content.decode()
    assert "Tân An" not in page and "Long Phú" not in page and "96,40" not in page and "/27" not in page
    assert "Đã đăng ký ngày 02/08/2023" in page and "chưa có kết quả nên chưa xếp hạng" in page


def test_a_unit_reads_its_own_rank(tan_chau):
    _, person = register(tan_chau, "30388")
    ranked(tan_chau)
    _, steps = look(tan_chau, person, IN_TIME)
    assert "Đơn vị xếp hạng 5 trong nhóm «UBND các phường, xã»." in steps[4].lines


def test_the_office_reads_everything_on_one_page(tan_chau):
    register(tan_chau, "30397")
    page = tan_chau.browser(tan_chau.officer, at=IN_TIME).get(ADDRESS).content.decode()
    for said in ("1/27", "Còn thiếu:", "Thứ Bảy, 09/12/2023", "mục IV.4", "Soạn nhắc việc"):
        assert said in page


def test_members_of_the_council_get_no_doors_of_the_office(tan_chau):
    _, steps = look(tan_chau, tan_chau.member(1), IN_TIME)
    assert [step.number for step in steps if step.url] == [1, 7]


def test_the_line_of_steps_alone(tan_chau):
    page = tan_chau.browser(tan_chau.officer).get(f"{ADDRESS}cac-buoc/").content.decode()
    assert page.startswith('<ol class="steps">') and page.count("<li") == 9


@pytest.mark.parametrize("path", ["", "cac-buoc/", "nhac-viec/ho-so/"])
def test_a_unit_outside_the_plan_finds_nothing(tan_chau, path):
    unit = tan_chau.unit("30397")
    tan_chau.campaign.members.filter(unit=unit).delete()
    assert tan_chau.browser(tan_chau.person_of(unit)).get(f"{ADDRESS}{path}").status_code == 404


def test_the_page_costs_the_same_for_one_and_three(tan_chau, django_assert_num_queries):
    browser = tan_chau.browser(tan_chau.officer, at=moment(2023, 8, 2))
    register(tan_chau, "30397")
    with django_assert_num_queries(24):
        browser.get(ADDRESS)
    register(tan_chau, "30388")
    opened(tan_chau, "30376")
    with django_assert_num_queries(24):
        browser.get(ADDRESS)


def test_after_the_last_day_the_missing_ones_are_those_that_did_not(tan_chau):
    register(tan_chau, "30397")
    browser = tan_chau.browser(tan_chau.officer, at=TOO_LATE)
    ranked(tan_chau)
    page = browser.get(ADDRESS).content.decode()
    assert "Đã hết hạn nhận (thứ Bảy 09/12/2023)." in page and "Không thực hiện: Phòng Giáo dục" in page


def test_a_unit_is_not_told_who_is_on_the_list_before_the_decision(tan_chau):
    _, person = register(tan_chau, "30397")
    assert look(tan_chau, person, IN_TIME)[1][7].lines == [
        "Kết quả khen thưởng công bố sau khi có quyết định."
    ]
    accepted(tan_chau, "30397")
    opened_meeting(tan_chau)
    Meeting.objects.update(state="closed", closed_at=TOO_LATE)
    assert "đang lập danh sách" in look(tan_chau, person, TOO_LATE)[1][7].lines[0]
