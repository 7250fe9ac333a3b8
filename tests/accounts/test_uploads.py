import hashlib

import pytest

from accounts.uploads import UploadRefused, accept_upload
from tests.excel_makers import packed, workbook_bytes

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
WORD = packed({"[Content_Types].xml": "x", "word/document.xml": "x"})


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", b"%PDF-1.7\n", "pdf"),
        ("Ảnh chụp.JPEG", b"\xff\xd8\xff\xe0", "jpg"),
        ("a.png", PNG, "png"),
        ("a.docx", WORD, "docx"),
        ("a.xlsx", workbook_bytes({"S": [["a"]]}), "xlsx"),
    ],
)
def test_ending_and_content_agree(name, data, kind):
    upload = accept_upload(name=name, data=data, max_bytes=10_000_000)
    assert (upload.kind, upload.sha256) == (kind, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.exe", b"MZ", "không thuộc loại được nhận"),
        ("a.html", b"<script>", "không thuộc loại được nhận"),
        ("a", b"%PDF-1.7", "không thuộc loại được nhận"),
        ("a.pdf", b"<html>", "không phải loại .pdf"),
        ("a.pdf", b"", "trống"),
        ("a.png", b"%PDF-1.7", "không phải loại .png"),
        ("a.docx", workbook_bytes({"S": [["a"]]}), "không phải loại .docx"),
        ("a.xlsx", b"PK\x03\x04 broken", "không phải loại .xlsx"),
        (
            "a.docx",
            packed({"[Content_Types].xml": "x", "word/document.xml": "x", "word/vbaProject.bin": "x"}),
            "không phải loại .docx",
        ),
        ("a.pdf", b"%PDF-" + b"x" * 2_000_000, "lớn hơn 1 MB"),
    ],
)
def test_everything_else_is_refused(name, data, sentence):
    with pytest.raises(UploadRefused) as refused:
        accept_upload(name=name, data=data, max_bytes=1024 * 1024)
    assert sentence in refused.value.message
    assert refused.value.field == "file"


def test_a_path_in_the_name_is_dropped():
    assert accept_upload(name="C:\\x\\..\\a.pdf", data=b"%PDF-1.7", max_bytes=100).name == "a.pdf"
