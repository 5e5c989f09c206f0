"""What the look adds to a Jinja environment: its words for time and people, its tests, and GOV.UK's macros."""

from typing import Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from frontdoor.screens.look import charts, formatting

RATINGS: Final = {"red": "Red", "amber": "Amber", "green": "Green", "blue": "Blue"}


def dress(environment: Environment) -> Environment:
    """Add to an environment, which has a loader of its own, all that these templates call; return the same one."""
    environment.filters.update(formatting.FILTERS)
    environment.globals.update(formatting.GLOBALS)
    environment.globals["RATINGS"] = RATINGS
    environment.globals["control_chart_drawing"] = charts.control_chart
    environment.globals["time_scale"] = charts.TIME_SCALE
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    own = [environment.loader] if environment.loader else []
    environment.loader = ChoiceLoader([*own, govuk])
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    return environment
