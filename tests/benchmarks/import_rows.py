"""The campaign with thousands of units that the import benchmark writes to."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from accounts.models import User
from campaigns.models import Campaign, Membership, Unit, UnitGroup, UnitGroupMember
from scoring.management.commands.import_index import import_file

SLUG = "do-toc-do"
AT = datetime(2023, 1, 1, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
OPTIONS = {"user": "do-toc-do", "scale": "one", "sheet": None, "confirmed_by": "nguoi-thu-hai"}


def write_campaign(*, units: int) -> Campaign:
    """A launched campaign whose one group holds the units of the large table."""
    standing = Unit.objects.create(code="do", name="Cơ quan thường trực", kind="khac", sort_key="1")
    officer = User.objects.create(username=SLUG, full_name="Người đo")
    Membership.objects.create(user=officer, unit=standing, role="standing_officer", valid_from="2000-01-01")
    second = User.objects.create(username="nguoi-thu-hai", full_name="Người thứ hai")
    Membership.objects.create(user=second, unit=standing, role="standing_officer", valid_from="2000-01-01")
    campaign = Campaign.objects.create(
        slug=SLUG,
        title="Đo tốc độ nhập",
        short_title="Đo tốc độ",
        year=2023,
        period_start="2023-01-01",
        period_end="2023-12-31",
        issuer=standing,
        standing_unit=standing,
        authority_title="Chủ tịch",
        state="launched",
        version=1,
        launched_at=AT,
        launched_by=officer,
        search_key="do",
    )
    group = UnitGroup.objects.create(campaign=campaign, code="xa", name="Xã", clause="1")
    made = Unit.objects.bulk_create(
        Unit(code=f"{at + 1:05d}", name=f"Xã số {at + 1}", kind="ubnd_xa", sort_key=f"{at:06d}")
        for at in range(units)
    )
    UnitGroupMember.objects.bulk_create(
        UnitGroupMember(group=group, campaign=campaign, unit=unit) for unit in made
    )
    return campaign


def import_whole(path: Path, *, year: int) -> dict:
    """The import exactly as the command does it."""
    return import_file(path, SLUG, year, dry_run=False, options=OPTIONS)
