from datetime import UTC, date, datetime

import pytest

from accounts.dates import (
    DateError,
    DaysLeft,
    blank_date_on_paper,
    date_on_paper,
    date_short,
    date_time_short,
    days_left,
    end_of_day,
    is_within,
    minutes_seconds,
    parse_date,
    weekday,
)


@pytest.mark.parametrize(
    ("d", "text"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2024, 2, 29), "ngày 29 tháng 02 năm 2024"),
        (date(2023, 3, 9), "ngày 09 tháng 3 năm 2023"),
        (date(2023, 12, 10), "ngày 10 tháng 12 năm 2023"),
    ],
)
def test_date_on_paper(d, text):
    assert date_on_paper(d) == text


def test_a_blank_day_leaves_room_that_html_does_not_swallow():
    assert blank_date_on_paper(12, 2023) == "ngày" + "\u00a0" * 6 + "tháng 12 năm 2023"
    assert blank_date_on_paper(1, 2024).endswith("tháng 01 năm 2024")


def test_short_forms_are_in_the_time_of_viet_nam():
    at = datetime(2023, 12, 9, 17, 5, tzinfo=UTC)
    assert date_short(date(2023, 12, 9)) == "09/12/2023"
    assert date_short(at) == "10/12/2023"
    assert date_time_short(at) == "10/12/2023, 00:05"
    assert weekday(date(2023, 12, 4)) == "Thứ Hai"
    assert weekday(date(2023, 12, 9)) == "Thứ Bảy"
    assert weekday(at) == "Chủ nhật"


def test_a_time_without_a_zone_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="zone"):
        date_time_short(datetime(2023, 12, 9, 17, 5))  # noqa: DTZ001


@pytest.mark.parametrize(
    "raw",
    ["09/12/2023", "9/12/2023", " 2023-12-09 ", date(2023, 12, 9), datetime(2023, 12, 8, 17, tzinfo=UTC)],
)
def test_dates_that_are_read(raw):
    assert parse_date(raw) == date(2023, 12, 9)


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ("", "chưa nhập ngày"),
        (None, "chưa nhập ngày"),
        ("mai", "không phải là ngày"),
        ("09-12-2023", "không phải là ngày"),
        ("09/12/23", "không phải là ngày"),
        ("31/02/2023", "không có ngày"),
        ("2023-13-01", "không có ngày"),
        ("00/12/2023", "không có ngày"),
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence(raw, part):
    with pytest.raises(DateError) as refusal:
        parse_date(raw, label="Ngày họp")
    assert part in refusal.value.message
    assert refusal.value.message.startswith("Ngày họp: ")


LAST_DAY = date(2023, 12, 9)


def test_a_day_ends_at_midnight_in_viet_nam():
    assert end_of_day(LAST_DAY) == datetime(2023, 12, 9, 16, 59, 59, 999999, tzinfo=UTC)
    assert is_within(end_of_day(LAST_DAY), LAST_DAY)
    assert not is_within(datetime(2023, 12, 9, 17, 0, tzinfo=UTC), LAST_DAY)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2023, 12, 4, 1, tzinfo=UTC), DaysLeft(5, 135, False, "còn 5 ngày")),
        (datetime(2023, 12, 8, 16, 30, tzinfo=UTC), DaysLeft(1, 24, False, "còn 1 ngày")),
        (datetime(2023, 12, 9, 13, 30, tzinfo=UTC), DaysLeft(0, 3, False, "còn 3 giờ")),
        (datetime(2023, 12, 9, 16, 35, tzinfo=UTC), DaysLeft(0, 0, False, "còn 24 phút")),
        (datetime(2023, 12, 9, 16, 59, 59, tzinfo=UTC), DaysLeft(0, 0, False, "còn 1 phút")),
        (datetime(2023, 12, 11, 2, tzinfo=UTC), DaysLeft(-2, -33, True, "quá hạn 2 ngày")),
    ],
)
def test_days_left(now, expected):
    assert days_left(LAST_DAY, now) == expected


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "00:00"), (580, "09:40"), (3723, "1:02:03"), (4530, "1:15:30")]
)
def test_durations_as_contest_tables_print_them(seconds, text):
    assert minutes_seconds(seconds) == text
