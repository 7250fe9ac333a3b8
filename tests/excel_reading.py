"""Workbooks that a page gives out, read back."""

import io

import openpyxl


def sheet_of(answer):
    """The first sheet of the answer."""
    return openpyxl.load_workbook(io.BytesIO(answer.content)).active


def rows_of(answer):
    """The filled rows below the head."""
    return [row for row in sheet_of(answer).iter_rows(min_row=4, values_only=True) if row[1]]
