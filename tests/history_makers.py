"""Old awards and lists of them for many tests: the thị xã keeps them, its communes were given them."""

import re
from datetime import date
from html import unescape
from typing import Any

from awards.domain.nominate import write_values
from awards.domain.write_history import add_past_award
from awards.history import PastEntry
from awards.models import AwardQuota, AwardRecord, Nomination, PastAward
from campaigns.enums import RoundState
from campaigns.models import Unit
from dossiers.demo.base import moment
from tests.excel_makers import workbook_bytes

AT = moment(2023, 8, 3)
HEAD = [
    "STT", "Năm", "Đối tượng", "Ông/Bà", "Tên tập thể, cá nhân", "Chức vụ", "Đơn vị", "Hình thức khen thưởng",
    "Thành tích", "Số quyết định", "Ngày quyết định", "Cơ quan ban hành", "Tiền thưởng",
]  # fmt: skip
PAPER = ["163/QĐ-UBND", "05/01/2023", "Chủ tịch UBND thị xã Tân Châu"]
CAMPAIGN = "Phong trào thi đua chuyển đổi số năm 2022"


def entry(**values: Any) -> PastEntry:
    """Trần Thị Lan's Giấy khen of 2022."""
    named = {
        "number": PAPER[0], "signed_on": date(2023, 1, 5), "issuer_name": PAPER[2], "subject": "ca_nhan",
        "name": "Trần Thị Lan", "honorific": "ba", "position_title": "Công chức", "achievement": CAMPAIGN,
        "award_name": "Giấy khen của Chủ tịch UBND thị xã", "first_year": 2022, "last_year": 2022,
    }  # fmt: skip
    return PastEntry(**{**named, **values})


def past(world, *, unit: Unit | None = None, **values: Any) -> PastAward:
    """One old award on record, typed by the officer."""
    printed = values.pop("unit_name", unit.name if unit else "")
    return add_past_award(
        office=world.campaign.issuer, entry=entry(unit=unit, unit_name=printed, **values), sure=True,
        by=world.officer, at=AT,
    )  # fmt: skip


def given(
    world, code: str, name: str = "", *, closed: bool = True, campaign=None, **values: Any
) -> AwardRecord:
    """A place given in the program, of a round that is closed; `campaign` is another one than the world's."""
    campaign = campaign or world.campaign
    unit, round = world.unit(code), campaign.rounds.first()
    subject = values.pop("subject", "ca_nhan" if name else "tap_the")
    quota = AwardQuota.objects.filter(award__campaign=campaign, subject=subject).first()
    quota = quota or AwardQuota.objects.filter(award__campaign=campaign).first()
    if closed and round.state != RoundState.CLOSED:
        round.state, round.opened_at, round.closed_at = RoundState.CLOSED, round.opened_at or AT, AT
        round.save()
    one = Nomination(
        campaign=campaign, round=round, unit=unit, award=quota.award, subject=subject, state="awarded",
        created_by=world.officer, created_at=AT,
    )  # fmt: skip
    person = {"honorific": "ba", "position_title": "Công chức"} if subject == "ca_nhan" else {}
    write_values(one, {"name": name or unit.name, **person})
    return AwardRecord.objects.create(
        campaign=campaign, round=round, nomination=one, quota=quota, marked_at=AT, marked_by=world.officer,
        place=AwardRecord.objects.filter(quota=quota).count() + 1, **values,
    )  # fmt: skip


def person_row(
    number: int, name: str, unit: str, *, year: Any = 2022, paper: list[Any] | None = None
) -> list[Any]:
    """A person's row of a list."""
    award = "Giấy khen của Chủ tịch UBND thị xã"
    return [
        number, year, "Cá nhân", "Bà", name, "Công chức", unit, award, CAMPAIGN, *(paper or PAPER), 447000,
    ]  # fmt: skip


def listed(*rows: list[Any], head: list[str] | None = None, title: bool = True) -> bytes:
    """A workbook as offices send it: a merged title, the header, the rows."""
    top = [["DANH SÁCH KHEN THƯỞNG NĂM 2022"], []] if title else []
    return workbook_bytes({"Danh sách": [*top, head or HEAD, *rows]}, merged=["A1:M1"] if title else ())


def words(answer) -> str:
    """What a person reads on the page, without its tags."""
    main = answer.content.decode().split("<main", 1)[-1]
    return " ".join(unescape(re.sub("<[^>]+>", " ", main)).split())
