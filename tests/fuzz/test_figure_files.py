"""Files of figures with odd cells, heads and bytes: a preview or sentences, and all rows or none."""

import csv
import io
import re
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import AuditEvent
from campaigns.models import UnitFigure
from tests.excel_makers import workbook_bytes
from tests.fuzz.values import odd_texts, quick
from tests.yearly_makers import IN_2024, lengthen

ADDRESS = "/phong-trao/tan-chau-2023/so-lieu/"
HEAD = ("Mã đơn vị", "Đơn vị", "Số nhiệm vụ", "Đúng hạn", "Nguồn số liệu")
GOOD = (("30397", "", 40, 38, "Báo cáo 1"), ("30376", "", "50", "50", "Báo cáo 1"))
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

plain = odd_texts.map(lambda text: CONTROL.sub("", text))
cells = plain | st.sampled_from(
    (
        "30397",
        "30376",
        "30400",
        0,
        1,
        40,
        38,
        -3,
        1.5,
        1e300,
        2**53,
        True,
        None,
        date(2023, 5, 1),
        "=1/0",
        "#REF!",
    )
)
rows = st.lists(st.sampled_from(GOOD) | st.lists(cells, max_size=7).map(tuple), max_size=5)
heads = st.just(HEAD) | st.just(HEAD) | st.permutations(HEAD) | st.lists(plain, max_size=6)


@pytest.fixture
def browser(tan_chau):
    lengthen(tan_chau.campaign)
    return tan_chau.browser(tan_chau.officer, at=IN_2024)


def as_csv(table) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue().encode()


def taken(browser, name: str, data: bytes) -> bool:
    """Sends a file, and confirms its preview; whether rows were written, all of them or none."""
    with transaction.atomic():
        file = SimpleUploadedFile(name, data)
        answer = browser.post(f"{ADDRESS}nhap/?nam=2023", {"file": file, "document": "Báo cáo 3"})
        assert answer.status_code in (200, 422) and not UnitFigure.objects.exists()
        if answer.status_code == 422:
            assert answer.context["form"].errors
            return False
        plan = answer.context["plan"]
        form = {"key": str(uuid.uuid4()), "carried": answer.context["carried"]}
        done = browser.post(f"{ADDRESS}nhap/ghi/", form)
        assert done.status_code in (302, 422)
        wrote = UnitFigure.objects.exists()
        assert wrote == AuditEvent.objects.filter(kind="figures.imported").exists()
        assert not (wrote and plan.problems) and wrote <= (done.status_code == 302)
        transaction.set_rollback(True)
    return wrote


def test_odd_tables(browser):
    found = []

    @settings(quick, max_examples=120)
    @given(heads, rows)
    def run(head, table):
        found.append(taken(browser, "so-lieu.csv", as_csv([head, *table])))

    run()
    assert any(found) and not all(found)


def test_odd_workbooks(browser):
    """Each is read in a process of its own, so these are fewer."""

    @settings(quick, max_examples=20)
    @given(heads, rows)
    def run(head, table):
        taken(browser, "so-lieu.xlsx", workbook_bytes({"Số liệu": [head, *table]}))

    run()


def test_damaged_files(browser):
    book, table = workbook_bytes({"Số liệu": [HEAD, *GOOD]}), as_csv([HEAD, *GOOD])

    @settings(quick, max_examples=120)
    @given(
        st.sampled_from(("xlsx", "csv", "xls", "txt")),
        st.integers(0, 4000),
        st.binary(min_size=1, max_size=30),
    )
    def run(kind, at, piece):
        data = table if kind == "csv" else book
        at %= len(data)
        taken(browser, f"so-lieu.{kind}", data[:at] + piece + data[at + len(piece) :])

    run()
