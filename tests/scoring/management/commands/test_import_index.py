import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.domain.audit import broken_links
from campaigns.domain.write_unit import write_unit
from campaigns.models import Campaign, UnitGroup, UnitGroupMember
from dossiers.demo.base import moment
from scoring.models import IndexImport, IndexResult, Ranking
from tests.excel_makers import dti_rows, far_cell_workbook, printed_national_table, workbook_bytes, zip_bomb


@pytest.fixture
def nation(tan_chau) -> Campaign:
    """A campaign whose only group holds the 63 provinces, kept by the same standing body."""
    campaign = tan_chau.campaign
    campaign = Campaign.objects.create(
        slug="cap-tinh-2022",
        title="Xếp hạng chuyển đổi số cấp tỉnh năm 2022",
        short_title="Cấp tỉnh 2022",
        year=2022,
        period_start="2022-01-01",
        period_end="2022-12-31",
        issuer=campaign.issuer,
        standing_unit=campaign.standing_unit,
        authority_title="Bộ trưởng",
        state="launched",
        version=1,
        launched_at=moment(2022, 1, 1),
        launched_by=tan_chau.officer,
        search_key="cap tinh",
    )
    group = UnitGroup.objects.create(
        campaign=campaign, code="tinh", name="Tỉnh, thành phố", kinds=["dia_phuong"], clause="mục I"
    )
    for at, row in enumerate(dti_rows()):
        unit = write_unit(code=f"tinh-{at}", name=row["unit"], kind="dia_phuong")
        UnitGroupMember.objects.create(group=group, campaign=campaign, unit=unit)
    return campaign


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "pdti-2022.xlsx"
    path.write_bytes(printed_national_table())
    return path


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def import_table(table, *more: str) -> dict:
    return json.loads(
        run(
            "import_index",
            str(table),
            "--campaign",
            "cap-tinh-2022",
            "--year",
            "2022",
            "--json",
            "--confirmed-by",
            "truong-phong",
            *more,
        )  # fmt: skip
    )


def test_the_63_provinces_get_their_printed_ranks(nation, table):
    found = import_table(table, "--scale", "one")
    assert (found["units"], found["missing"], found["changed"]) == (63, [], True)
    ranked = json.loads(run("rank_units", "--campaign", "cap-tinh-2022", "--year", "2022", "--json"))
    printed = {row["unit"]: int(row["rank"]) for row in dti_rows()}
    assert {row["unit"]: row["rank"] for row in ranked["rows"]} == printed
    assert [row["rank"] for row in ranked["rows"]][14:17] == [15, 15, 17]
    assert [row["tied"] for row in ranked["rows"]][14:17] == [True, True, False]
    values = {row["unit"]: float(row["total"]) for row in dti_rows()}
    assert {row["unit"]: float(row["value"]) for row in ranked["rows"]} == values
    assert broken_links() == []


def test_the_ranking_is_printed_for_people(nation, table):
    import_table(table, "--scale", "one")
    lines = run("rank_units", "--campaign", "cap-tinh-2022", "--year", "2022").splitlines()
    assert lines[0] == "Tỉnh, thành phố"
    assert lines[1].split() == ["1", "Đà", "Nẵng:", "0,8002"]
    assert sum("(đồng hạng)" in line for line in lines) >= 2


def test_the_same_file_twice_says_so(nation, table):
    first = import_table(table, "--scale", "one")
    again = import_table(table)
    assert (again["changed"], again["import"], again["ranking"]) == (False, first["import"], first["ranking"])
    text = run("import_index", str(table), "--campaign", "cap-tinh-2022", "--year", "2022")
    assert "không có gì thay đổi" in text
    assert IndexImport.objects.count() == 1 and IndexResult.objects.count() == 63


def test_a_dry_run_writes_nothing(nation, table):
    found = import_table(table, "--scale", "one", "--dry-run")
    assert (found["units"], found["dry_run"]) == (63, True)
    assert not IndexImport.objects.exists() and not Ranking.objects.exists()


def refused(path, *more: str) -> str:
    with pytest.raises(CommandError) as error:
        run("import_index", str(path), "--campaign", "cap-tinh-2022", "--year", "2022", *more)
    assert not IndexImport.objects.exists() and not IndexResult.objects.exists()
    return str(error.value)


def test_the_scale_is_asked_for(nation, table):
    assert "Chưa chọn thang điểm" in refused(table)
    assert "không đúng" in refused(table, "--scale", "thang-10")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not a workbook", "không phải bảng tính Excel"),
        (far_cell_workbook(), "XFD1048576"),
        (zip_bomb(), "tệp.xlsx"),
        (workbook_bytes({"Trống": []}), "không có dữ liệu"),
        (workbook_bytes({"S": [["Đơn vị", "Tổng điểm"], ["Đà Nẵng", 1.5]]}), "hàng 2"),
        (workbook_bytes({"S": [["Đơn vị", "Tổng điểm"], ["Đà Nẵng", 0.5], ["Đà Nẵng", 0.4]]}), "hàng 3"),
        (workbook_bytes({"S": [["Đơn vị", "Tổng điểm"], ["Tỉnh Atlantis", 0.5]]}), "«Tỉnh Atlantis»"),
        (workbook_bytes({"S": [["Đơn vị", "Tổng điểm"], ["Đà Nẵng", "0,5x"]]}), "B2"),
    ],
    ids=["no workbook", "far cell", "zip bomb", "empty", "above", "twice", "unknown", "no number"],
)
def test_bad_files_get_a_sentence_and_leave_nothing(nation, tmp_path, content, sentence):
    path = tmp_path / "tệp.xlsx"
    path.write_bytes(content)
    assert sentence in refused(path, "--scale", "one")


def test_unknown_names_of_things(nation, table, tmp_path):
    with pytest.raises(CommandError, match="Không có phong trào «khong-co»"):
        run("import_index", str(table), "--campaign", "khong-co", "--year", "2022", "--scale", "one")
    assert "Không đọc được tệp" in refused(tmp_path / "khong-co.xlsx", "--scale", "one")
    assert "Không có tài khoản «ai»" in refused(table, "--scale", "one", "--user", "ai")
    assert "cơ quan thường trực" in refused(table, "--scale", "one", "--user", "long-thanh")
    with pytest.raises(CommandError, match="Không có phong trào"):
        run("rank_units", "--campaign", "khong-co", "--year", "2022")
    with pytest.raises(CommandError, match="Chưa có kết quả năm 2022"):
        run("rank_units", "--campaign", "cap-tinh-2022", "--year", "2022")
