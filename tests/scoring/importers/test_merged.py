from scoring.importers.merged import column_number, merged_below


def test_only_what_lies_below_the_first_row_is_swallowed():
    assert merged_below(["C3:C5", "A1:F1"]) == {(4, 2): "C3:C5", (5, 2): "C3:C5"}


def test_areas_beyond_any_table_are_passed_by():
    assert merged_below(["A1:A1048576", "A1:XFD3", "", "B2"]) == {}


def test_letters_count_from_nought():
    assert [column_number(letters) for letters in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16383]
