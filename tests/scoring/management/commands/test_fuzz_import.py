import io

from django.core.management import call_command


def test_it_reports_in_numbers():
    out = io.StringIO()
    call_command("fuzz_import", minutes=0.02, seed=5, stdout=out)
    assert "bị từ chối bằng một câu" in out.getvalue() and "(mức 512 MB)" in out.getvalue()
