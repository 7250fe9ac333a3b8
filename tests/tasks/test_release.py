"""A worker's child that ends leaves no folder of fonts behind."""

import os
import subprocess
import sys

from tests.conftest import ROOT

CHILD = """
import os, django
django.setup()
from celery.signals import worker_process_shutdown
from dossiers import tasks
from dossiers.rendering.fonts import fonts_folder
from dossiers.rendering.pdf import toolkit
toolkit(fonts_folder())
assert [name for name in os.listdir(os.environ["TMPDIR"]) if name.startswith("weasyprint")]
worker_process_shutdown.send(sender=None, pid=os.getpid(), exitcode=0)
# As billiard ends its children: nothing of Python's own tidying up runs.
os._exit(0)
"""


def test_a_child_that_ends_takes_its_fonts_along(tmp_path):
    environment = {**os.environ, "TMPDIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    done = subprocess.run([sys.executable, "-c", CHILD], cwd=ROOT, env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert not list(tmp_path.glob("weasyprint*"))
