"""Downloads are attachments with a Vietnamese name that every browser understands."""

from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from django.http import Http404

from accounts.files import attachment_disposition, excel_response, stored_file_response
from scoring.models import Evidence


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


@pytest.fixture
def kept():
    """A file that lies in the folder of the private files."""
    name = default_storage.save("kiem-chung/1/bản một.pdf", ContentFile(b"%PDF-1.7 x"))
    yield FieldFile(None, Evidence._meta.get_field("file"), name)
    default_storage.delete(name)


def test_a_kept_file_goes_out_by_ourselves_or_by_the_proxy(kept, settings):
    ours = stored_file_response(kept, "Tài liệu.pdf", content_type="application/pdf")
    assert b"".join(ours.streaming_content) == b"%PDF-1.7 x" and "X-Accel-Redirect" not in ours
    settings.PRIVATE_FILES_BY = "nginx"
    proxy = stored_file_response(kept, "Tài liệu.pdf", content_type="application/pdf")
    assert proxy.content == b"" and unquote(proxy["X-Accel-Redirect"]) == f"/private/{kept.name}"
    assert proxy["X-Accel-Redirect"].isascii()
    for answer in (ours, proxy):
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment;")
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("by", ["django", "nginx"])
def test_a_kept_file_that_is_gone_is_404(kept, settings, by):
    settings.PRIVATE_FILES_BY = by
    default_storage.delete(kept.name)
    with pytest.raises(Http404):
        stored_file_response(kept, "a.pdf", content_type="application/pdf")
    with pytest.raises(Http404):
        stored_file_response(FieldFile(None, kept.field, ""), "a.pdf", content_type="application/pdf")


def test_only_our_own_papers_are_shown_in_the_browser(kept):
    answer = stored_file_response(kept, "a.pdf", content_type="application/pdf", shown=True)
    assert answer["Content-Disposition"].startswith("inline;")
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
