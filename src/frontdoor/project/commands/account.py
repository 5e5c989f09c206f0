"""`frontdoor account first`: the one account that nobody can make at a page, because nobody can sign in yet."""

from __future__ import annotations

import argparse
import json

from frontdoor.project.at_hand import django_at_hand
from frontdoor.project.refusal import Refusal

HELP = "Make the first account of an authority: information governance, who makes all the others at a page."


def configure(parser: argparse.ArgumentParser) -> None:
    """For whom."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    first = actions.add_parser("first", help="make the account of whoever makes the others", description=HELP)
    first.add_argument("--authority", required=True, help="a DfE code such as 874")
    first.add_argument("--email", required=True, help="the address to sign in with")
    first.add_argument("--name", required=True, help="the person's name, as others will read it")
    first.add_argument("--format", choices=("text", "json"), default="text")


def run(arguments: argparse.Namespace) -> int:
    """Make it and print a link for its password; refuse where somebody can make accounts already."""
    with django_at_hand():
        return _first(arguments)


def _first(arguments: argparse.Namespace) -> int:
    from django.conf import settings
    from django.contrib.auth.tokens import default_token_generator
    from django.db import transaction
    from django.urls import reverse

    from frontdoor.access.actions.accounts import Joiner, UnableToMakeAccount, make_account
    from frontdoor.access.doors import now
    from frontdoor.access.models import Account
    from frontdoor.ledger import scope
    from frontdoor.ledger.scope import Actor
    from frontdoor.rules.partnership import UnableToReadPartnership, for_authority
    from frontdoor.rules.roles import ROLES, Permission

    role = "information_governance"
    managers = [code for code, one in ROLES.items() if Permission.MANAGE_ACCOUNTS in one.may]
    try:
        for_authority(arguments.authority)
    except UnableToReadPartnership as wrong:
        raise Refusal(str(wrong)) from wrong
    by, at = Actor(authority=arguments.authority, role=role, name="Installation"), now()
    joiner = Joiner(email=arguments.email, name=arguments.name, role=role, agency="council")
    with transaction.atomic(), scope.acting(by, at):
        if Account.objects.filter(authority=arguments.authority, role__in=managers, is_active=True).exists():
            raise Refusal("Somebody can make accounts here already: they make this one at the page Accounts.")
        try:
            account = make_account(joiner=joiner, by=by, recorded_at=at)
        except UnableToMakeAccount as refusal:
            raise Refusal(str(refusal)) from refusal
    path = reverse("new_password", args=[account.id, default_token_generator.make_token(account)])
    link = f"{settings.SITE.rstrip('/')}{path}"
    if arguments.format == "json":
        print(json.dumps({"email": account.email, "link": link}))
    else:
        print(f"{account.email} sets a password here, once, within a day:\n{link}")
    return 0
