"""Rows that the tests of this room start from."""

from dataclasses import dataclass
from functools import cache

import pytest
from django.test import Client

from accounts.models import User
from campaigns.domain.register_unit import register_unit
from campaigns.models import Criterion, Unit
from dossiers.demo.base import moment
from scoring.domain.index_imports import set_columns, upload_index
from scoring.domain.sheets import open_sheet
from scoring.enums import Scale
from scoring.importers import uploads
from scoring.models import IndexImport, ScoreSheet
from tests.excel_makers import workbook_bytes
from tests.factories import World
from tests.scoring.contest_makers import contest  # noqa: F401

SCORING = moment(2023, 11, 6, 10)
IMPORTING = moment(2023, 11, 20, 8)


@dataclass
class OwnSheet:
    """A draft sheet of UBND xã Châu Phong."""

    world: World
    sheet: ScoreSheet
    unit: Unit
    by: User

    def criterion(self, code: str) -> Criterion:
        return Criterion.objects.get(criteria_set=self.sheet.criteria_set_id, code=code)

    def browser(self) -> Client:
        return self.world.browser(self.by, SCORING)

    def url(self, tail: str = "") -> str:
        return f"/phong-trao/{self.world.campaign.slug}/tu-cham/{tail}"


@pytest.fixture
def own_sheet(tan_chau) -> OwnSheet:
    unit = tan_chau.unit("30397")
    by = tan_chau.person_of(unit)
    register_unit(campaign=tan_chau.campaign, unit=unit, by=by, at=moment(2023, 8, 2))
    sheet = open_sheet(campaign=tan_chau.campaign, unit=unit, by=by, at=SCORING)
    return OwnSheet(tan_chau, sheet, unit, by)


@cache
def result_file(title: str, rows: tuple[tuple, ...]) -> bytes:
    """A workbook with these results; made once, because the bytes of a workbook hold the time of its making."""
    table = [[title], ["TT", "Đơn vị", "Nhận thức số", "Tổng điểm", "Xếp hạng"], *map(list, rows)]
    return workbook_bytes({"Kết quả": table}, merged=["A1:E1"])


@dataclass
class Results:
    """Ways to an import of official results in the Tân Châu campaign."""

    world: World

    def file(self, *rows: tuple, title: str = "KẾT QUẢ DTI 2023") -> bytes:
        return result_file(title, rows)

    def upload(self, data: bytes, *, year: int = 2023, name: str = "ket-qua.xlsx", by=None) -> IndexImport:
        workbook = uploads.read_upload(filename=name, data=data, max_bytes=10_000_000)
        sheet_name, columns = uploads.guessed(workbook)
        return upload_index(
            campaign=self.world.campaign,
            year=year,
            filename=name,
            data=data,
            sheet_name=sheet_name,
            columns=columns,
            by=by or self.world.officer,
            at=IMPORTING,
        )

    def with_scale(self, row: IndexImport, scale: str = Scale.PERCENT, maximum=None) -> IndexImport:
        return set_columns(
            index_import=row,
            sheet_name=row.sheet_name,
            columns=row.columns,
            scale=scale,
            scale_maximum=maximum,
            by=self.world.officer,
            at=IMPORTING,
        )

    def ready(self, *rows: tuple, **options) -> tuple[IndexImport, "uploads.Preview"]:
        """An import with its scale chosen, and its preview."""
        row = self.with_scale(self.upload(self.file(*rows), **options))
        return row, uploads.preview_of(row, uploads.open_import(row))


@pytest.fixture
def results(tan_chau) -> Results:
    return Results(tan_chau)
