import hashlib
import io
import zipfile

import pytest

from accounts.errors import DomainError
from dossiers.domain.send_dossier import send_dossier
from dossiers.domain.zip_dossier import zip_dossier
from tests.dossier_makers import IN_TIME, filled, ready


def test_the_zip_holds_what_the_receipt_lists_and_is_the_same_each_time(tan_chau):
    desk = ready(tan_chau)
    before = zip_dossier(dossier=desk.dossier)
    sent = send_dossier(dossier=desk.dossier, by=desk.person, at=IN_TIME)
    assert zip_dossier(dossier=sent) == before
    archive = zipfile.ZipFile(io.BytesIO(before))
    found = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    assert found == {line["name"]: line["sha256"] for line in sent.receipt["files"]}
    assert archive.testzip() is None


def test_without_papers_there_is_no_zip(tan_chau):
    with pytest.raises(DomainError, match="Tạo giấy tờ"):
        zip_dossier(dossier=filled(tan_chau).dossier)
