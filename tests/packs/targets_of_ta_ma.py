"""Mục III.2.2 of the plan: every number, one row each."""

from campaigns.models import Target
from tests.packs.rows import line

NUMBERS = [
    # 2025, giai đoạn I
    ("fibre, central settlements", "cap-quang-trung-tam-2025", "ge", 50, "%", "1.a"),
    ("fibre, households", "cap-quang-ho-2025", "gt", 40, "%", "1.a"),
    ("smartphones", "dien-thoai-2025", "gt", 40, "%", "1.a"),
    ("e-documents", "van-ban-2025", "eq", 100, "%", "1.b"),
    ("procedures level 4", "thu-tuc-2025", "eq", 100, "%", "1.b"),
    ("commune files online", "ho-so-2025", "ge", 60, "%", "1.b"),
    ("meetings can be online", "hop-2025", "eq", 100, "%", "1.b"),
    ("two-level meetings online", "hop-hai-cap-2025", "gt", 50, "%", "1.b"),
    ("reports on the system", "bao-cao-2025", "eq", 100, "%", "1.b"),
    ("systems monitored", "an-toan-2025", "eq", 100, "%", "1.b"),
    ("officials trained", "tap-huan-2025", "eq", 100, "%", "1.b"),
    ("02 specialists", "chuyen-sau-2025", "ge", 2, "công chức", "1.b"),
    ("digital share of each sector", "kinh-te-so-2025", "ge", 10, "%", "1.c"),
    ("labour productivity", "nang-suat-2025", "gt", 6, "%/năm", "1.c"),
    ("e-payment accounts", "thanh-toan-2025", "gt", 50, "%", "1.d"),
    ("essential services", "dich-vu-2025", "gt", 70, "%", "1.d"),
    # 2030, giai đoạn II
    ("fibre, households", "cap-quang-ho-2030", "gt", 70, "%", "2.a"),
    ("smartphones", "dien-thoai-2030", "gt", 70, "%", "2.a"),
    ("level-4 services on many channels", "dich-vu-cong-2030", "ge", 80, "%", "2.b"),
    ("new data-based services", "dich-vu-moi-2030", "ge", 30, "%", "2.b"),
    ("files online", "ho-so-2030", "ge", 70, "%", "2.b"),
    ("meetings online anywhere", "hop-2030", "ge", 70, "%", "2.b"),
    ("two-level meetings online", "hop-hai-cap-2030", "gt", 70, "%", "2.b"),
    ("systems monitored", "an-toan-2030", "eq", 100, "%", "2.b"),
    ("digital share of each sector", "kinh-te-so-2030", "ge", 15, "%", "2.c"),
    ("labour productivity", "nang-suat-2030", "gt", 7, "%/năm", "2.c"),
    ("no household poor in information", "ho-ngheo-2030", "eq", 0, "hộ", "2.c"),
    ("e-payment accounts", "thanh-toan-2030", "gt", 80, "%", "2.d"),
    ("basic digital services", "dich-vu-2030", "eq", 100, "%", "2.d"),
]
TARGETS = [
    line(
        f"{what} ({code[-4:]})",
        Target,
        f"mục III.2.2.{place}",
        {"code": code},
        comparison=comparison,
        value=value,
        measure=measure,
        year=int(code[-4:]),
        phase=f"giai-doan-{place[0]}",
    )
    for what, code, comparison, value, measure, place in NUMBERS
]
