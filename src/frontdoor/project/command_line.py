"""The one command, `frontdoor`. Each noun is a module, loaded only when it is asked for.

A command module has ``HELP`` (one line), ``configure(parser)`` and ``run(arguments) -> int`` (the exit status), and
may raise ``Refusal`` to end with one sentence. It imports Django inside ``run``, if at all: Django's start-up costs
over a second.
"""

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Sequence
from types import ModuleType

from frontdoor.project.refusal import Refusal
from frontdoor.project.trouble import sentence

# The line stands here as well as in the module, so that `frontdoor --help` loads nothing.
COMMANDS: dict[str, str] = {
    "run": "start everything on this machine: database, web server and job worker",
    "reset": "throw this machine's demonstration data away and start afresh",
    "doctor": "check the installation and say what to do about each fault",
    "clocks": "when something is due, and why",
    "ledger": "check that history has not been altered",
    "city": "make the fictional city",
    "returns": "check and make statutory returns",
    "feeds": "load status, police notifications and other files",
    "people": "find the rows of registers that are the same person",
    "docs": "print the reference pages from the code",
    "account": "make the first account of an authority",
    "migrate": "bring the database's tables up to date",
    "serve": "run the web server alone",
    "work": "run the job worker alone",
    "manage": "pass the rest to Django's own commands",
}
EXAMPLES = """\
examples:
  frontdoor run                                    start the demonstration, then open the address it prints
  frontdoor doctor                                 is this installation sound?
  frontdoor clocks due --help                      how to ask for a due moment

Each command says more with --help, as in: frontdoor clocks --help
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 refused or found faulty, 2 asked wrongly."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser(given)
    chosen = parser.parse_args(given)
    if chosen.command is None:
        parser.print_help()
        return 2
    try:
        status: int = chosen.module.run(chosen)
    except Refusal as refusal:
        print(f"frontdoor: {refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (`| head`) has seen enough. Closing stderr keeps Python from complaining at exit.
        sys.stderr.close()
        return 0
    except Exception as wrong:
        said = sentence(wrong)
        if said is None:
            raise
        print(f"frontdoor: {said}", file=sys.stderr)
        return 1
    return status


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="frontdoor",
        description="Front Door: a children's safeguarding front door for a local partnership in England.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    nouns = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    wanted = next((word for word in given if not word.startswith("-")), None)
    for noun, line in COMMANDS.items():
        if noun != wanted:
            if _exists(noun):
                nouns.add_parser(noun, help=line)
            continue
        module = _load(noun)
        own = nouns.add_parser(noun, help=line, description=module.HELP)
        own.set_defaults(module=module)
        module.configure(own)
    return parser


def _exists(noun: str) -> bool:
    # A command on its way into the program is not offered before its module is there.
    return importlib.util.find_spec(f"frontdoor.project.commands.{noun}") is not None


def _load(noun: str) -> ModuleType:
    return importlib.import_module(f"frontdoor.project.commands.{noun}")
