from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "frontdoor.ledger"
    label = "ledger"
