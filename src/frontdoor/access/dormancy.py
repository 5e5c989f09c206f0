"""Accounts that nobody uses: staff's stop, agencies' sleep until their own second factor wakes them.

A dormant account let in the attacker who cost Hackney two years. Agencies sign in seldom (a school once a term), so
theirs are not thrown away: see `access.sign_in`.
"""

from __future__ import annotations

from datetime import date, timedelta

from frontdoor.access.models import Account

UNUSED = timedelta(days=90)


def is_dormant(account: Account, today: date) -> bool:
    """Whether 90 days have gone since the account was used, or made if it never was."""
    last = account.last_used_on or account.made_on
    return account.asleep or (last is not None and today - last >= UNUSED)


def stop(account: Account) -> None:
    """A member of staff's account stops; an account manager starts it again."""
    account.is_active = False
    account.save(update_fields=["is_active"])


def put_to_sleep(account: Account) -> None:
    """An agency's account sleeps."""
    account.asleep = True
    account.save(update_fields=["asleep"])


def used(account: Account, today: date) -> None:
    """The account is in use; a sleeping one has been woken by its second factor."""
    if account.last_used_on != today or account.asleep:
        account.last_used_on, account.asleep = today, False
        account.save(update_fields=["last_used_on", "asleep"])
