"""Downloads are attachments with a Vietnamese name that every browser understands."""

from accounts.files import attachment_disposition, excel_response


def test_a_vietnamese_name_comes_in_both_forms():
    assert attachment_disposition("Đề nghị 2023.xlsx") == (
        "attachment; filename=\"de nghi 2023.xlsx\"; filename*=UTF-8''%C4%90%E1%BB%81%20ngh%E1%BB%8B%202023.xlsx"
    )


def test_a_name_cannot_break_out_of_the_header():
    assert attachment_disposition('a"\r\nSet-Cookie: x=1/../b.pdf') == (
        "attachment; filename=\"a set cookie x 1 b.pdf\"; filename*=UTF-8''a%20Set-Cookie%20%20x%3D1%20..%20b.pdf"
    )


def test_a_workbook_is_never_sniffed_or_shown():
    response = excel_response("Danh sách", b"PK")
    assert response.content == b"PK"
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response["Content-Disposition"].startswith('attachment; filename="danh sach.xlsx"')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
