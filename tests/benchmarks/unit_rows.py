"""A province (or a whole country) of units with its people and campaigns, written in bulk with all that is kept."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from accounts.models import User
from campaigns.enums import Role, UnitKind
from campaigns.models import Campaign, Membership, Registration, Unit, UnitGroup, UnitGroupMember, UnitWord
from campaigns.unit_keys import name_keys, path_below, words_of

AT = datetime(2023, 8, 10, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
FIRST = 1_000_000
ROOT = FIRST
BATCH = 5000
CAMPAIGNS = 5
PEOPLE = {"quan-tri": Role.SYSTEM_ADMIN, "can-bo": Role.STANDING_OFFICER, "giam-sat": Role.AUDITOR}
MIDDLE, BELOW = 60, 16
# Of 1,000 units more than a page are called so.
NAMES = ("Tân Châu", "Tân Thành", "Long Phú", "Phú Lộc", "Vĩnh Hòa", "Châu Phong", "Lê Chánh", "Tân Châu") * 2


def above(number: int) -> int:
    """The number of the unit above: 60 huyện under the root, 16 units under each other one."""
    return 0 if number <= MIDDLE else 1 + (number - MIDDLE - 1) // BELOW


def write_units(start: int, end: int) -> None:
    """Units number `start` to `end` of the country; number 0 is the root, then the huyện, then what lies under."""
    Unit.objects.bulk_create([one(number) for number in range(start, end)], batch_size=BATCH)
    words = (
        UnitWord(unit_id=FIRST + number, text=text)
        for number in range(start, end)
        for text in words_of([name_of(number), f"m{number}"])
    )
    UnitWord.objects.bulk_create(words, batch_size=BATCH)


def name_of(number: int) -> str:
    """The root, a huyện with a number, or a commune with one of the names and a number."""
    if number == 0:
        return "Ủy ban nhân dân tỉnh"
    if number <= MIDDLE:
        return f"Huyện số {number}"
    return f"Ủy ban nhân dân xã {NAMES[number % 16] if number % 32 < 16 else 'số'} {number}"


def one(number: int) -> Unit:
    """The unit of that number with every key in place."""
    name, chain = name_of(number), [number]
    while chain[0]:
        chain.insert(0, above(chain[0]))
    path = ""
    for key in chain:
        path = path_below(path, FIRST + key)
    kind = UnitKind.UBND if number == 0 else UnitKind.UBND_HUYEN if number <= MIDDLE else UnitKind.UBND_XA
    return Unit(
        pk=FIRST + number, code=f"m{number}", name=name, kind=kind, path=path,
        parent_id=FIRST + chain[-2] if number else None, valid_to=date(2020, 1, 1) if number % 500 == 499 else None,
        **name_keys(code=f"m{number}", name=name),
    )  # fmt: skip


def write_people(start: int, end: int) -> None:
    """For each unit one person with three roles: at the unit and at two others."""
    users = User.objects.bulk_create(
        [User(username=f"u{n}", full_name=f"Người {n}", sort_key=str(n)) for n in range(start, end)],
        batch_size=BATCH,
    )
    Membership.objects.bulk_create(
        [
            Membership(user=user, unit_id=FIRST + (start + at * step) % end, role=role, valid_from=date(2020, 1, 1))
            for at, user in enumerate(users)
            for step, role in ((1, Role.UNIT_OFFICER), (7, Role.UNIT_HEAD), (11, Role.APPRAISER))
        ],
        batch_size=BATCH,
    )  # fmt: skip


def write_officers() -> dict[str, User]:
    """Those who look at the pages: at the root, at an office below it, at a commune."""
    office = FIRST + 1
    places = {"quan-tri": ROOT, "giam-sat": ROOT, "can-bo": office}
    found = {}
    for name, place in places.items():
        found[name] = User.objects.create(username=name, full_name=name)
        Membership.objects.create(
            user=found[name], unit_id=place, role=PEOPLE[name], valid_from=date(2020, 1, 1)
        )
    found["xa"] = User.objects.get(username="u900")
    return found


def write_campaigns(officer: User) -> list[Campaign]:
    """Launched campaigns of the root, each with one group."""
    made = []
    for n in range(CAMPAIGNS):
        campaign = Campaign.objects.create(
            slug=f"phong-trao-{n}", title=f"Phong trào {n}", short_title=f"Phong trào {n}", year=2023,
            period_start="2023-01-01", period_end="2023-12-31", issuer_id=ROOT, standing_unit_id=FIRST + 1,
            authority_title="Chủ tịch", state="launched", version=1, launched_at=AT, launched_by=officer,
            search_key=f"phong trao {n}",
        )  # fmt: skip
        UnitGroup.objects.create(campaign=campaign, code="xa", name="Xã", clause="1")
        made.append(campaign)
    return made


def take_part(campaigns: list[Campaign], start: int, end: int, officer: User) -> None:
    """Every unit takes part in every campaign and has registered."""
    for campaign in campaigns:
        group = campaign.groups.get()
        keys = range(FIRST + start, FIRST + end)
        UnitGroupMember.objects.bulk_create(
            [UnitGroupMember(campaign=campaign, group=group, unit_id=pk) for pk in keys], batch_size=BATCH
        )
        Registration.objects.bulk_create(
            [Registration(campaign=campaign, unit_id=pk, registered_at=AT, registered_by=officer) for pk in keys],
            batch_size=BATCH,
        )  # fmt: skip
