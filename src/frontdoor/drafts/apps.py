from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "frontdoor.drafts"
    label = "drafts"
