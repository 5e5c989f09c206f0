from django.apps import AppConfig


class JourneyConfig(AppConfig):
    name = "frontdoor.journey"
    label = "journey"
