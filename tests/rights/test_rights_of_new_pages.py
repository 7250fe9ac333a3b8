"""Every address below a campaign, for those who have no business there: the page does not exist, nothing leaks."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from openpyxl import load_workbook

from accounts.clock import set_demo_clock
from accounts.models import AuditEvent, User
from campaigns.enums import Role
from campaigns.models import UnitGroupMember
from dossiers.demo.base import moment, write_person
from dossiers.demo.plans import OTHER_PLANS, seed_one
from tests.factories import World
from tests.rights_rows import Filled, two_campaigns

NOW = moment(2024, 1, 10)

# Address -> what stands in it besides the campaign: argument -> key of the row.
PAGES: dict[str, dict[str, str]] = {
    "campaigns:register": {},
    "campaigns:rounds": {},
    "campaigns:move_round": {"code": "round", "action": "=mo"},
    "campaigns:targets": {},
    "campaigns:target": {"pk": "target"},
    "campaigns:target_remove": {"pk": "target", "year": "year"},
    "campaigns:reports": {},
    "campaigns:report": {"pk": "duty", "unit_id": "unit", "year": "year"},
    "campaigns:report_remove": {"pk": "report"},
    "campaigns:own_plans": {},
    "campaigns:own_plan": {"unit_id": "unit", "year": "year"},
    "campaigns:own_plan_remove": {"pk": "own_plan"},
    "campaigns:figures": {},
    "campaigns:figures_import": {},
    "campaigns:figures_confirm": {},
    "awards:plan": {},
    "awards:deadline": {"code": "=dossier"},
    "awards:plan_toml": {},
    "awards:versions": {},
    "awards:version_difference": {"one": "=1", "other": "=1"},
    "awards:version": {"number": "=1"},
    "awards:version_toml": {"number": "=1"},
    "awards:plan_edit": {},
    "awards:plan_settle": {},
    "awards:plan_settle_again": {},
    "awards:plan_single": {"key": "=period"},
    "awards:plan_add_of_award": {"award": "award", "key": "=quotas"},
    "awards:plan_last_day": {},
    "awards:plan_add": {"key": "=basis"},
    "awards:plan_row": {"key": "=quotas", "pk": "quota"},
    "awards:plan_remove": {"key": "=quotas", "pk": "quota"},
    "awards:plan_move": {"key": "=quotas", "pk": "quota"},
    "awards:launch": {},
    "awards:budget": {},
    "awards:own": {},
    "awards:own_edit": {"pk": "own"},
    "awards:own_remove": {"pk": "own"},
    "scoring:sheet": {},
    "scoring:sheet_open": {},
    "scoring:sheet_row": {"criterion_id": "=1"},
    "scoring:sheet_send": {},
    "scoring:sheet_reopen": {},
    "scoring:evidence": {"criterion_id": "=1"},
    "scoring:evidence_delete": {"pk": "=1"},
    "scoring:evidence_file": {"pk": "=1"},
    "scoring:sheet_view": {"unit_id": "unit"},
    "scoring:ranking": {},
    "scoring:top_line": {"code": "group"},
    "scoring:source": {"unit_id": "unit"},
    "scoring:imports": {},
    **{
        f"scoring:import_{name}": {"pk": "index"}
        for name in ("step", "columns", "names", "confirm", "undo", "discard", "file")
    },
    "scoring:contest": {},
    "scoring:contest_person": {"pk": "contestant"},
    "scoring:contest_choose": {},
    "scoring:contest_withdraw": {"pk": "nomination"},
    "scoring:contest_imports": {},
    **{
        f"scoring:contest_{name}": {"pk": "contest"}
        for name in ("import", "columns", "import_units", "confirm", "undo", "discard", "file")
    },
    "scoring:condition_add": {"award": "award"},
    "scoring:condition_edit": {"pk": "condition"},
    "scoring:what_if": {},
    "scoring:what_if_apply": {},
    "dossiers:campaign": {},
    "dossiers:steps": {},
    "dossiers:reminder": {"kind": "=dang-ky"},
    "dossiers:my_dossier": {},
    "dossiers:direct_list": {},
    "dossiers:direct_add": {},
    "dossiers:direct_edit": {"pk": "direct"},
    "dossiers:direct_withdraw": {"pk": "direct"},
    "dossiers:own_awards": {},
    "dossiers:own_award_add": {},
    "dossiers:own_award_cancel": {"pk": "head"},
    "dossiers:proposals": {},
    "dossiers:judge": {},
    "dossiers:why": {"unit_id": "unit"},
    "dossiers:suspend": {"nomination_id": "nomination"},
    "dossiers:field_result": {"nomination_id": "nomination"},
    "dossiers:choose_tie": {"quota_id": "asked_quota"},
    "dossiers:drop_tie": {"choice_id": "choice"},
    "dossiers:attest": {"nomination_id": "nomination"},
    "dossiers:past_settle": {"nomination_id": "nomination", "past_id": "past"},
    "dossiers:round_numbers": {"code": "round"},
    "dossiers:council_setup": {},
    "dossiers:awarding": {},
    "dossiers:award_decide": {"nomination_id": "nomination", "action": "=khong-khen"},
}
# What only the standing body's officer opens: any other person of the same campaign is refused (404 or a sentence).
KEPT = {
    "campaigns:figures_import", "awards:plan_edit", "awards:plan_single", "awards:plan_add_of_award",
    "awards:plan_add", "awards:plan_last_day", "awards:plan_row", "awards:plan_remove", "awards:launch",
    "scoring:import_step",
    "scoring:imports", "scoring:condition_add", "scoring:condition_edit", "scoring:what_if",
    "dossiers:direct_list", "dossiers:direct_add", "dossiers:direct_edit", "dossiers:attest",
    "dossiers:council_setup",
}  # fmt: skip


def addresses(resolver=None, space: str = ""):
    """Every address of the program with its arguments."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one, one.namespace or space)
        elif isinstance(one, URLPattern):
            yield f"{space}:{one.name}", set(one.pattern.converters)


def address(name: str, of: Filled, foreign: Filled | None = None) -> str:
    """The address with the campaign of `of` and the rows of `foreign`, where they are given."""
    rows = (foreign or of).keys
    values = {k: v[1:] if v.startswith("=") else rows[v] for k, v in PAGES[name].items()}
    return reverse(name, kwargs={"slug": of.keys["slug"], **values})


@pytest.fixture
def both(tan_chau: World) -> tuple[Filled, Filled]:
    """The campaign of Tân Châu and a launched one of another province."""
    other = seed_one(OTHER_PLANS[1])
    set_demo_clock(at=NOW)
    member = UnitGroupMember.objects.filter(campaign=other).order_by("pk").first().unit
    write_person("dv-ngoai", "Cán bộ ngoài", member, Role.UNIT_OFFICER, "Công chức")
    write_person("ho-ngoai", "Ủy viên ngoài", other.issuer, Role.COUNCIL_MEMBER, "Ủy viên")
    write_person("nguoi-la", "Người không có vai trò", other.issuer, Role.UNIT_HEAD, "Khác")
    boss = User.objects.get(username=OTHER_PLANS[1].officer)
    return two_campaigns(tan_chau, other, boss, member)


def signed_in(name: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username=name))
    return client


def text_of(answer) -> str:
    """The page, or every cell of the workbook."""
    if "spreadsheet" not in answer.get("Content-Type", ""):
        return answer.content.decode()
    book = load_workbook(BytesIO(answer.content))
    return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def written() -> tuple:
    """What any of the pages could have changed: every verb leaves an event; refusals and downloads change nothing."""
    notes = Q(kind__startswith="refused.") | Q(kind__startswith="download.")
    return AuditEvent.objects.exclude(notes).count(), UnitGroupMember.objects.count()


def sent(client: Client, url: str) -> list:
    """The answers to a look and to an empty form."""
    return [
        client.get(url),
        client.get(f"{url}?xuat=excel&q=a&dot=x"),
        client.post(url, {"key": str(uuid4())}),
    ]


def test_the_table_holds_every_address_below_a_campaign():
    below = {name for name, arguments in addresses() if "slug" in arguments}
    assert below == set(PAGES)
    for name, arguments in addresses():
        if name in PAGES:
            assert arguments == {"slug", *PAGES[name]}


def test_whoever_is_signed_out_is_led_to_the_sign_in(both):
    mine, before = both[0], written()
    for name in PAGES:
        for answer in sent(Client(), address(name, mine)):
            assert answer.status_code == 302 and answer.url.startswith("/dang-nhap/"), name
    assert written() == before


def test_for_people_of_another_campaign_no_page_exists(both):
    mine, before = both[0], written()
    for who in (OTHER_PLANS[1].officer, "dv-ngoai", "ho-ngoai", "nguoi-la"):
        client = signed_in(who)
        for name in PAGES:
            for answer in sent(client, address(name, mine)):
                assert answer.status_code in (404, 405), (who, name, answer.status_code)
                assert mine.word not in answer.content.decode(), (who, name)
    assert written() == before


def test_rows_of_another_campaign_are_not_reached_through_ones_own(both):
    mine, theirs = both
    before, client = written(), signed_in("can-bo")
    for name, values in PAGES.items():
        own_rows = {key for key in values.values() if not key.startswith("=")} - {"year", "round", "group"}
        # The source of a unit's result leads to the list of the own campaign, where a strange unit is not.
        if not own_rows or name == "scoring:source":
            continue
        for answer in sent(client, address(name, mine, theirs)):
            assert answer.status_code in (404, 405), (name, answer.status_code)
            assert theirs.word not in answer.content.decode(), name
    assert written() == before


def test_units_and_council_members_neither_open_nor_change_what_the_standing_body_keeps(both):
    mine, before = both[0], written()
    for who in ("long-phu", "uy-vien-3"):
        client = signed_in(who)
        for name in sorted(KEPT):
            for answer in sent(client, address(name, mine)):
                assert answer.status_code in (404, 405, 409), (who, name, answer.status_code)
                assert mine.word not in answer.content.decode(), (who, name)
        for name in set(PAGES) - {"scoring:sheet_open", "dossiers:my_dossier"}:
            answer = client.post(address(name, mine), {"key": str(uuid4()), "reason": "x", "document": "x"})
            assert answer.status_code < 500, name
    assert written() == before


def test_another_unit_reads_nothing_of_a_units_own(both):
    mine, client = both[0], signed_in("long-phu")
    own = ("campaigns:report", "campaigns:own_plan", "campaigns:figures", "campaigns:reports")
    own += ("campaigns:own_plans", "awards:own", "awards:own_edit", "dossiers:own_awards", "dossiers:why")
    for name in own:
        for answer in sent(client, address(name, mine))[:2]:
            text = answer.content.decode()
            # The award's own name belongs to the plan, which every unit reads.
            for said in (f"12/{mine.word}", f"Riêng {mine.word}", f"Cô {mine.word}", f"Bà {mine.word}"):
                assert said not in text, (name, said)


def test_lists_and_searches_hold_nothing_of_another_campaign(both):
    mine, client = both[0], signed_in(OTHER_PLANS[1].officer)
    for name in ("campaigns:list", "campaigns:units", "campaigns:criteria", "dossiers:home", "dossiers:list",
                 "dossiers:nominations", "dossiers:council", "awards:setup"):  # fmt: skip
        for query in ("", "?q=bimatmot", "?q=tan+chau", "?xuat=excel"):
            answer = client.get(reverse(name) + query)
            assert answer.status_code in (200, 302), (name, query)
            text = text_of(answer)
            assert mine.word not in text and mine.campaign.slug not in text, (name, query)
