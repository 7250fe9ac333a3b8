from importlib import import_module

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "Phong trào thi đua"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("campaigns.checks")
