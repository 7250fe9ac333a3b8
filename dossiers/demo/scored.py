"""Stage «scored»: 26 of 27 units registered, sheets sent, official results imported, units ranked."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.conf import settings

from accounts.clock import set_demo_clock
from accounts.models import User
from accounts.numbers import format_decimal
from accounts.text import name_key
from accounts.uploads import accept_upload
from campaigns.criteria import answered_criteria
from campaigns.domain.register_unit import register_unit
from campaigns.models import Campaign, Criterion, Registration, Unit
from campaigns.queries import members_of
from dossiers.demo import base
from dossiers.demo.results import COMMUNES, DEPARTMENTS, MISSPELT, result_workbook
from scoring.domain.confirm_index import confirm_index
from scoring.domain.evidence import add_evidence
from scoring.domain.index_imports import decide_names, set_columns, upload_index
from scoring.domain.propose_index import propose_index
from scoring.domain.sheets import open_sheet, save_item, send_sheet
from scoring.enums import Scale, SheetState
from scoring.importers import uploads
from scoring.models import ScoreSheet
from scoring.queries import current_ranking
from scoring.sheets import Typed

NOT_REGISTERED = "tan-chau-tt"
STILL_SCORING = "tan-chau-ttvh"
WITH_FILE = "31/TB-UBND"
CLOCK = base.moment(2023, 11, 20, 9)
QUARTER = Decimal("0.25")


def seed_scored() -> Campaign:
    """Registrations, self-scored sheets and the official results of 2022 and 2023, through the people's own verbs."""
    campaign = base.seed_launched()
    members = [row.unit for row in members_of(campaign)]
    register_units(campaign, members)
    for place, unit in enumerate(members):
        if unit.code != NOT_REGISTERED:
            score_sheet(campaign, unit, base.moment(2023, 11, 1 + place % 14, 9))
    units = {unit.code: unit for unit in members}
    for year in (2022, 2023):
        if current_ranking(campaign, year) is None:
            import_results(campaign, units, year)
    if settings.DEMO:
        set_demo_clock(at=CLOCK)
    return campaign


def person_of(unit: Unit) -> User:
    """The unit's demo account."""
    return User.objects.get(username=base.username_of(unit))


def register_units(campaign: Campaign, members: list[Unit]) -> None:
    """Everybody but Thanh tra registers in August."""
    done = set(Registration.objects.filter(campaign=campaign).values_list("unit", flat=True))
    for place, unit in enumerate(members):
        if unit.pk not in done and unit.code != NOT_REGISTERED:
            register_unit(
                campaign=campaign,
                unit=unit,
                by=person_of(unit),
                at=base.moment(2023, 8, 1 + place, 10),
                contact_name=f"Công chức phụ trách chuyển đổi số {unit}",
                commitment="Hoàn thành các chỉ tiêu chuyển đổi số năm 2023 của đơn vị.",
            )


def score_sheet(campaign: Campaign, unit: Unit, at: datetime) -> None:
    """Fills the unit's sheet near its official result and sends it; one unit is left scoring."""
    by = person_of(unit)
    sheet = open_sheet(campaign=campaign, unit=unit, by=by, at=at)
    if sheet.state == SheetState.SENT or sheet.items.exists():
        return
    criteria = list(answered_criteria(sheet.criteria_set_id))
    scored = criteria[:14] if unit.code == STILL_SCORING else criteria
    share = Decimal({**COMMUNES, **DEPARTMENTS}[unit.code][0]) / 100
    for place, criterion in enumerate(scored):
        save_item(
            sheet=sheet,
            criterion=criterion,
            typed=Typed(format_decimal(points_for(criterion, share, place + unit.pk))),
            version=0,
            by=by,
            at=at + timedelta(minutes=3 * place),
        )
    add_documents(sheet, criteria, by, at + timedelta(hours=2))
    if unit.code != STILL_SCORING:
        send_sheet(sheet=sheet, by=by, at=at + timedelta(hours=3))


def points_for(criterion: Criterion, share: Decimal, turn: int) -> Decimal:
    """A self score in quarters of a point around the share, never above the maximum."""
    maximum = criterion.maximum or Decimal(0)
    wanted = maximum * (share + Decimal(turn % 5 - 1) / 50)
    return min(maximum, (wanted / QUARTER).to_integral_value() * QUARTER)


def documents_of(unit: Unit) -> list[tuple[int, str, date, str]]:
    """(place of the criterion, number, day, subject): two for each unit, two more for Châu Phong."""
    found = [
        (
            0,
            f"12/TB-{unit.symbol}",
            date(2023, 2, 15),
            "Thông báo kết luận họp Ban Chỉ đạo chuyển đổi số quý I",
        ),
        (3, f"05/KH-{unit.symbol}", date(2023, 1, 30), "Kế hoạch chuyển đổi số năm 2023 của đơn vị"),
    ]
    if unit.code == "30397":
        found += [
            (2, "55/KH-UBND", date(2022, 12, 20), "Kế hoạch chuyên mục chuyển đổi số trên đài truyền thanh"),
            (0, WITH_FILE, date(2023, 5, 10), "Thông báo kết luận họp Ban Chỉ đạo chuyển đổi số quý II"),
        ]
    return found


def add_documents(sheet: ScoreSheet, criteria: list[Criterion], by: User, at: datetime) -> None:
    """The unit's documents on their lines; one of them with its file."""
    for place, number, day, subject in documents_of(sheet.unit):
        add_evidence(
            sheet=sheet,
            criterion=criteria[place],
            number=number,
            issued_on=day,
            subject=subject,
            pages="tr. 2" if number.startswith("12/") else "",
            upload=sample_file() if number == WITH_FILE else None,
            by=by,
            at=at,
        )


def sample_file():
    """A small PDF without pages' worth of content, to show that files can be attached."""
    body = [
        b"%PDF-1.4",
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj",
    ]
    data = b"\n".join([*body, b"trailer<</Root 1 0 R>>", b"%%EOF", b""])
    return accept_upload(name="31-TB-UBND (minh họa).pdf", data=data, max_bytes=len(data))


def import_results(campaign: Campaign, units: dict[str, Unit], year: int) -> None:
    """The officer's way: upload, scale, one unknown name decided, proposed; the head of the office confirms."""
    by = User.objects.get(username="can-bo")
    at = base.moment(2023, 11, 17, 15) if year == 2023 else base.moment(2023, 8, 15, 15)
    data = result_workbook(units, year=year)
    workbook = uploads.read_upload(filename=f"ket-qua-dti-{year}.xlsx", data=data, max_bytes=len(data))
    sheet_name, columns = uploads.guessed(workbook)
    row = upload_index(
        campaign=campaign,
        year=year,
        filename=workbook.filename,
        data=data,
        sheet_name=sheet_name,
        columns=columns,
        by=by,
        at=at,
    )
    row = set_columns(
        index_import=row,
        sheet_name=sheet_name,
        columns=columns,
        scale=Scale.PERCENT,
        scale_maximum=None,
        by=by,
        at=at,
    )
    answers = {name_key(name): units[code].pk for code, name in MISSPELT.items()}
    row = decide_names(index_import=row, decisions=answers, by=by, at=at)
    prepared = uploads.preview_of(row, workbook).prepared
    confirmed_at = base.moment(2023, 11, 20, 8, 30) if year == 2023 else at
    row = propose_index(index_import=row, prepared=prepared, by=by, at=at).index_import
    head = User.objects.get(username="truong-phong")
    confirm_index(index_import=row, prepared=prepared, by=head, at=confirmed_at)
