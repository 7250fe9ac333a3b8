"""Contest workbooks as organisers send them, made by code, and a campaign that is decided by a contest."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import pytest
from django.test import Client

from accounts.models import User
from awards.models import Award
from campaigns.models import Campaign, Unit
from dossiers.demo.base import moment
from scoring.domain.contest_confirm import ContestReport, confirm_contest
from scoring.domain.contest_imports import set_contest_columns, upload_contest
from scoring.importers import contest_uploads as uploads
from scoring.models import ContestImport
from tests.excel_makers import workbook_bytes
from tests.factories import World

AT = moment(2023, 8, 7, 9)
HEADER = (
    "STT",
    "Tài khoản",
    "Họ và tên",
    "Giới tính",
    "Chức vụ",
    "Đơn vị",
    "Đối tượng",
    "Số câu đúng",
    "Thời gian làm bài",
    "Lượt thi",
    "Thời điểm nộp bài",
    "Thuộc huyện",
    "Công nhận",
)
TITLE = "KẾT QUẢ CUỘC THI TRẮC NGHIỆM TÌM HIỂU VỀ CHUYỂN ĐỔI SỐ NĂM 2023"
SHEET = "Kết quả"
FAMILIES = ("Hoàng", "Nông", "Dương", "Lý", "Triệu", "Nguyễn", "Vi", "Đàm", "Lương", "Hà")
MIDDLES = {"Nam": ("Văn", "Quốc", "Đức", "Minh"), "Nữ": ("Thị", "Thị Thu", "Thị Ngọc", "Bích")}
GIVEN = (
    "An",
    "Bình",
    "Chiến",
    "Dung",
    "Điệp",
    "Hạnh",
    "Khánh",
    "Lan",
    "Mai",
    "Ninh",
    "Oanh",
    "Phúc",
    "Quyên",
)
POSTS = ("Công chức Văn hóa - Xã hội", "Chuyên viên", "Văn phòng - Thống kê", "Viên chức", "Phó Chủ tịch")
PLACES = ("Ấp Vĩnh Lợi 1", "Ấp Phũm Soài", "Khóm Long Thị C")
HOME = "Thị xã Tân Châu"


def line(account: str, name: str, unit: str, score="", time="", number="", **more) -> tuple:
    """One row below the header; `more`: sex, post, group, moment, place, recognised."""
    given = {
        "sex": "Nam",
        "post": "Chuyên viên",
        "group": "Cán bộ",
        "moment": "",
        "place": HOME,
        "recognised": "Có",
    }
    one = {**given, **more}
    return (
        *("", account, name, one["sex"], one["post"], unit, one["group"], score, time, number),
        *(one["moment"], one["place"], one["recognised"]),
    )


FEW = (
    line("tc001", "Hoàng Văn An", "UBND xã Châu Phong", 18, "12:05", 1),
    line("tc001", "Hoàng Văn An", "UBND xã Châu Phong", 20, "09:40", 2),
    line("tc002", "Nông Thị Bình", "Xã Châu Phong", 20, "9 phút 40 giây", 1, sex="Nữ"),
    line("tc003", "Lý Thị Chi", "Phòng Nội vụ", 15, "00:14:00", 1, sex="Nữ", recognised="Không"),
    line("tc004", "Vi Văn Dũng", "UBND xã Tân An"),
    line(
        "dan01",
        "Trần Thị Én",
        "Ấp Vĩnh Lợi 1, xã Châu Phong",
        19,
        "11:11",
        1,
        sex="Nữ",
        post="",
        group="Người dân",
    ),
)


def contest_file(rows: tuple[tuple, ...] = FEW, header: tuple[str, ...] = HEADER) -> bytes:
    """A workbook with these rows below a merged title and the header."""
    return _made_file(rows, header)


@cache
def _made_file(rows: tuple[tuple, ...], header: tuple[str, ...]) -> bytes:
    """Made once, because the bytes of a workbook hold the time of its making."""
    numbered = [[at, *row[1:]] for at, row in enumerate(rows, start=1)]
    return workbook_bytes({SHEET: [[TITLE], list(header), *numbered]}, merged=["A1:M1"])


def many_lines(units: Sequence[str], people: int, *, seed: int = 2023) -> tuple[tuple, ...]:
    """Rows of so many people, up to four attempts each, about one in ten only registered, one in eight a resident."""
    dice = random.Random(seed)
    rows: list[tuple] = []
    for number in range(1, people + 1):
        sex = dice.choice(("Nam", "Nữ"))
        name = f"{dice.choice(FAMILIES)} {dice.choice(MIDDLES[sex])} {dice.choice(GIVEN)}"
        resident = dice.random() < 0.125
        place = f"{dice.choice(PLACES)}, {dice.choice(units)}" if resident else dice.choice(units)
        more = {
            "sex": sex,
            "post": "" if resident else dice.choice(POSTS),
            "group": "Người dân" if resident else "Cán bộ",
            "place": HOME if dice.random() < 0.95 else "Huyện Phú Tân",
            "recognised": dice.choice(("Có", "Có", "Có", "Không", "")),
        }
        tries = 0 if dice.random() < 0.1 else dice.randint(1, 4)
        if not tries:
            rows.append(line(f"tc{number:05d}", name, place, **more))
        for attempt in range(1, tries + 1):
            time = f"{dice.randint(4, 19):02d}:{dice.randint(0, 59):02d}"
            moment_text = (
                f"{dice.randint(1, 30):02d}/07/2023 {dice.randint(7, 21):02d}:{dice.randint(0, 59):02d}"
            )
            score = min(20, max(0, round(dice.gauss(15, 3))))
            rows.append(
                line(f"tc{number:05d}", name, place, score, time, attempt, moment=moment_text, **more)
            )
    return tuple(rows)


@dataclass
class Contest:
    """Ways to a contest campaign, launched and measured by its results."""

    world: World

    @property
    def campaign(self) -> Campaign:
        return self.world.campaign

    @property
    def officer(self) -> User:
        return self.world.officer

    @property
    def award(self) -> Award:
        return Award.objects.get(campaign=self.campaign)

    def unit(self, code: str = "30397") -> Unit:
        return self.world.unit(code)

    def desk(self) -> Client:
        return self.world.browser(self.officer, AT)

    def url(self, tail: str = "") -> str:
        return f"/phong-trao/{self.campaign.slug}/cuoc-thi/{tail}"

    def upload(
        self, data: bytes, *, name: str = "ket-qua-cuoc-thi.xlsx", by: User | None = None
    ) -> ContestImport:
        workbook = uploads.read_contest_file(filename=name, data=data, max_bytes=20_000_000)
        sheet_name, columns = uploads.guessed_contest(workbook)
        return upload_contest(
            campaign=self.campaign,
            filename=name,
            data=data,
            sheet_name=sheet_name,
            columns=columns,
            by=by or self.officer,
            at=AT,
        )

    def ready(
        self, data: bytes, *, maximum: str = "20", **options
    ) -> tuple[ContestImport, uploads.ContestPreview]:
        """An import with its maximum chosen, and its preview."""
        row = self.upload(data, **options)
        row = set_contest_columns(
            contest_import=row,
            sheet_name=row.sheet_name,
            columns=row.columns,
            maximum=Decimal(maximum),
            by=self.officer,
            at=AT,
        )
        return row, uploads.contest_preview(row, uploads.open_contest(row))

    def confirmed(self, *rows: tuple, maximum: str = "20") -> ContestReport:
        """The results of these rows (the few without any), written."""
        row, preview = self.ready(contest_file(rows or FEW), maximum=maximum)
        return confirm_contest(contest_import=row, prepared=preview.prepared, by=self.officer, at=AT)


@pytest.fixture
def contest(tan_chau) -> Contest:
    """A launched campaign in which contest results count and the standing body chooses."""
    Campaign.objects.update(
        measured_by="contest", nominated_by="standing", counted_attempt="best", has_self_score=False
    )
    tan_chau.campaign.refresh_from_db()
    return Contest(tan_chau)
