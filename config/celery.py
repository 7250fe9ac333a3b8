"""The Celery application: it carries job numbers to the worker, the jobs themselves are rows in the database."""

import os

from celery import Celery

from config import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
broker.register()

app = Celery("thiduaso")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
