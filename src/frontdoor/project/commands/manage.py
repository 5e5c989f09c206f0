"""`frontdoor manage ...`: Django's own commands, as `frontdoor manage check`."""

import argparse

from frontdoor.project.django_ready import name_settings

HELP = "Pass the rest of the line to Django's own commands, as in: frontdoor manage showmigrations"


def configure(parser: argparse.ArgumentParser) -> None:
    """Take everything that follows as it stands."""
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="Django's command and its options")


def run(arguments: argparse.Namespace) -> int:
    """Hand over to Django, which prints and exits as it does under manage.py."""
    name_settings()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["frontdoor manage", *arguments.rest])
    return 0
