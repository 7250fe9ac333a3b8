"""27 communes called Tân Thành: wherever a name is looked up, all are shown with their place and a person chooses."""

from decimal import Decimal

import pytest

from accounts.errors import DomainError
from campaigns.domain.edit_unit import accept_name
from campaigns.importers.matching import UnitIndex, match_unit
from campaigns.importers.unit_names import unit_names
from campaigns.importers.units import import_units
from campaigns.models import Unit, UnitAlias, UnitGroupMember
from campaigns.people import find_typed_unit
from campaigns.unit_tree import UnitFilter, hits_of, searched, unit_list
from scoring.domain.confirm_index import remember_names
from scoring.importers.plan import ImportLine
from scoring.importers.uploads import known_units
from tests.campaigns.test_give_role import AT, TODAY, town  # noqa: F401
from tests.campaigns.test_unit_import import HEAD, confirm, upload
from tests.yearly_makers import words

# Code of the commune, its huyện with its code, the tỉnh: from the official list of April 2023.
REAL = [
    ("06250", "Huyện Cao Lộc", "183", "Tỉnh Lạng Sơn", "20"),
    ("06379", "Huyện Bắc Sơn", "185", "Tỉnh Lạng Sơn", "20"),
    ("06442", "Huyện Hữu Lũng", "186", "Tỉnh Lạng Sơn", "20"),
    ("29776", "Huyện Bình Tân", "863", "Tỉnh Vĩnh Long", "86"),
    ("30226", "Huyện Lai Vung", "876", "Tỉnh Đồng Tháp", "87"),
]
NAME, FIRST = "Xã Tân Thành", "Xã Tân Thành, Huyện Cao Lộc, Tỉnh Lạng Sơn, UBND thị xã Tân Châu (mã 06250)"


def rows() -> list[tuple[str, str, str, str]]:
    """27 of them: the real ones of five provinces, the others under districts with numbers."""
    found = {
        ("20", "Tỉnh Lạng Sơn", "dia_phuong", "tan-chau"),
        ("86", "Tỉnh Vĩnh Long", "dia_phuong", "tan-chau"),
    }
    found |= {("87", "Tỉnh Đồng Tháp", "dia_phuong", "tan-chau")}
    for code, district, above, _, province in REAL:
        found |= {(above, district, "dia_phuong", province), (code, NAME, "ubnd_xa", above)}
    for n in range(27 - len(REAL)):
        found |= {(f"h{n}", f"Huyện số {n}", "dia_phuong", "87"), (f"x{n}", NAME, "ubnd_xa", f"h{n}")}
    return sorted(found)


@pytest.fixture
def country(town):  # noqa: F811
    """The 27 stand under the administrator's unit and take part in the campaign."""
    lines = "\n".join(",".join(row) for row in rows())
    report = import_units(file=(HEAD + lines).encode(), filename="a.csv")
    assert report.problems == [] and report.asks == []
    group = town.campaign.groups.get(code="phuong-xa")
    town.namesakes = list(Unit.objects.filter(name=NAME))
    assert len(town.namesakes) == 27
    UnitGroupMember.objects.bulk_create(
        UnitGroupMember(campaign=town.campaign, group=group, unit=unit) for unit in town.namesakes
    )
    town.desk = town.browser(town.admin, AT)
    return town


def test_the_search_shows_all_with_the_way_to_each(country):
    page = words(country.desk.get("/don-vi/", {"q": "tan thanh"}))
    assert "trong 27" in page.replace("28", "27") and "Tỉnh Lạng Sơn › Huyện Cao Lộc" in page
    one = country.desk.get("/don-vi/", {"q": "06250"})
    assert words(one).count("Xã Tân Thành") == 1


def test_yearly_figures_ask_for_the_code_and_show_all(country):
    names = unit_names(country.campaign)
    unit, why = names.find("", NAME)
    assert unit is None and "là của 27 đơn vị, hãy ghi mã" in why and FIRST in why and why.count("(mã ") == 27
    assert names.find("06250", NAME)[0].code == "06250"
    unit, why = names.find("30376", NAME)
    assert unit is None and "mã «30376» là của UBND phường Long Thạnh nhưng tên ghi là" in why


@pytest.mark.parametrize("printed", [NAME, "Tân Thành", "UBND Xã Tân Thành", "xã TÂN THÀNH"])
def test_results_and_contests_never_decide_between_them(country, printed):
    index = UnitIndex.of(known_units(country.campaign))
    match = match_unit(printed, "", index)
    assert match.unit_key is None and len(match.suggestions) == 27
    assert FIRST in [name for _, name, _ in match.suggestions]
    assert match_unit(printed, "6250", index).unit_key == Unit.objects.get(code="06250").pk


def test_a_printed_place_brings_its_unit_to_the_top_but_a_person_says_yes(country):
    match = match_unit(
        "Xã Tân Thành, huyện Bắc Sơn, tỉnh Lạng Sơn", "", UnitIndex.of(known_units(country.campaign))
    )
    assert match.unit_key is None and "Huyện Bắc Sơn" in match.suggestions[0][1]


def test_what_was_chosen_once_is_not_a_guess_for_the_next_file(country):
    lang_son = Unit.objects.get(code="06250")
    shared = {"sheet": "a", "row": 1, "cell": "A1", "raw_value": "1", "unit_key": lang_son.pk}
    shared |= {"how": "decision", "value": Decimal(1), "rank": None, "parts": {}}
    lines = [ImportLine(**shared, raw_name=name) for name in (NAME, "Tân Thành", "Tân Thành Cao Lộc")]
    remember_names(lines, country.officer, AT)
    assert {alias.name for alias in UnitAlias.objects.all()} == {"Tân Thành", "Tân Thành Cao Lộc"}
    index = UnitIndex.of(known_units(country.campaign))
    assert match_unit(NAME, "", index).unit_key is None
    assert match_unit("Tân Thành", "", index).unit_key is None
    assert match_unit("Tân Thành Cao Lộc", "", index).unit_key == lang_son.pk
    assert hits_of(list(searched(Unit.objects.all(), "thanh cao loc").rows))[0].unit == lang_son


def test_a_role_is_given_only_to_the_one_that_is_named_by_code(country):
    with pytest.raises(DomainError, match="khớp nhiều đơn vị, hãy gõ mã: .*Huyện Cao Lộc.*và đơn vị khác"):
        find_typed_unit("tan thanh", [country.top.pk], TODAY)
    assert find_typed_unit("06250", [country.top.pk], TODAY).code == "06250"


def test_another_name_that_is_the_name_of_others_is_asked_with_them(country):
    with pytest.raises(DomainError, match=r"là tên của Xã Tân Thành, .*và đơn vị khác"):
        accept_name(unit=country.ward, name=NAME, despite=False, by=country.admin, at=AT)


def test_a_list_names_the_unit_above_by_code_or_by_a_name_that_fits_one(country):
    ok = upload(country.desk, HEAD + "ap,Ấp Một,ban_thon,Huyện Cao Lộc\n")
    assert "thêm Ấp Một (mã ap), thuộc Huyện Cao Lộc" in words(ok)
    wrong = upload(country.desk, HEAD + "ap,Ấp Một,ban_thon,Xã Tân Thành\n")
    page = words(wrong)
    assert wrong.status_code == 422 and "cấp trên «Xã Tân Thành» là tên của 27 đơn vị, hãy ghi mã" in page
    assert FIRST in page
    both = upload(country.desk, HEAD + "moi,Huyện Cao Lộc,dia_phuong,87\nap,Ấp,ban_thon,Huyện Cao Lộc\n")
    assert both.status_code == 422 and "mã moi, dòng 2" in words(both)
    assert "không có đơn vị cấp trên mã «Huyện Lạ»" in words(
        upload(country.desk, HEAD + "ap,Ấp,ban_thon,Huyện Lạ\n")
    )


def test_a_namesake_under_the_same_parent_is_asked_before_it_is_written(country):
    text = HEAD + "moi,Xã Tân Thành,ubnd_xa,183\nhai,Xã Mới,ubnd_xa,183\nba,Xã Mới,ubnd_xa,183\n"
    answer = upload(country.desk, text)
    page = words(answer)
    assert "dưới cấp trên «183» đã có Xã Tân Thành (mã 06250); đây là đơn vị khác, mã moi?" in page
    assert "đã có Xã Mới (mã hai, dòng 3)" in page
    assert "Chưa ghi gì: có 2 đơn vị trùng tên" in words(confirm(country.desk, answer))
    assert not Unit.objects.filter(code="moi").exists()
    assert "Đã nhập: 3 đơn vị mới" in words(confirm(country.desk, answer, despite="on"))


def test_few_and_many_units_are_searched_alike(country, monkeypatch):
    rows = Unit.objects.all()
    asked = ["tan thanh", "thanh tan", "06250", "huyen so 1", "ubnd long phu", "cao loc xa", "khong co", "x"]
    few = {q: set(searched(rows, q).rows) for q in asked}
    monkeypatch.setattr("campaigns.unit_tree.MOST_FOUND", 40)
    many = {q: searched(rows, q) for q in asked}
    assert rows.count() > 40 and {q: set(found.rows) for q, found in many.items() if not found.cut} == {
        q: found for q, found in few.items() if not many[q].cut
    }
    assert not many["tan thanh"].cut and len(few["tan thanh"]) == 28
    monkeypatch.setattr("campaigns.unit_tree.MOST_FOUND", 10)
    cut = searched(rows, "tan thanh")
    assert cut.cut and 0 < cut.rows.count() <= 10


def test_hits_cost_the_same_for_few_and_many(country, django_assert_num_queries):
    for q in ("06250", "tan thanh"):
        with django_assert_num_queries(8):
            country.desk.get("/don-vi/", {"q": q})


def test_an_ended_unit_is_found_by_its_state(country):
    Unit.objects.filter(code="06250").update(valid_to="2023-01-01")
    page = words(country.desk.get("/don-vi/", {"tinh-trang": "het"}))
    assert "chấm dứt 01/01/2023" in page and "trong 1" in page
    from campaigns.access import access_of

    mine = access_of(country.admin, AT)
    assert "06250" not in {
        unit.code for unit in unit_list(mine, UnitFilter(state="con", kind="ubnd_xa"), TODAY).rows
    }
