from accounts.excel.cells import Row, Sheet
from scoring.importers.legacy import in_unicode, legacy_of


def sheet(*cells):
    return Sheet("KQ", False, [Row(3, list(cells))])


def test_the_font_of_most_cells_is_named_with_its_first_cell():
    found = legacy_of(sheet(1, "Xã Tân An", "Ñôn vò", "X· T©n An", "Tæng ®iÓm"))
    assert (found.kind, found.place, found.text) == ("tcvn3", "D3", "Xã Tân An")
    assert "bảng mã cũ TCVN3 (ABC), ví dụ ô D3 «X· T©n An» là «Xã Tân An»" in found.sentence


def test_unicode_sheets_have_none():
    assert legacy_of(sheet("Xã Tân An", "café", 1.5, None, "5 m²")) is None


def test_only_legacy_cells_are_converted_and_only_when_a_font_was_chosen():
    mixed = sheet("Xã Tân An", "X· T©n An", 7)
    assert in_unicode(mixed, "none") is mixed and in_unicode(mixed, "") is mixed
    assert in_unicode(mixed, "tcvn3").rows[0].cells == ["Xã Tân An", "Xã Tân An", 7]
