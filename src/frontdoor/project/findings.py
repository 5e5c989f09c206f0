"""What `frontdoor doctor` finds: one line a thing looked at, and what to do about it if it is not right."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing looked at stands."""

    SOUND = "sound"
    WATCH = "watch"  # works, and may not for long, or not as it should in production
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``to_do`` is empty if and only if it is sound."""

    subject: str
    state: State
    said: str
    to_do: str = ""

    def as_data(self) -> dict[str, str]:
        """For --format json."""
        return {key: str(value) for key, value in asdict(self).items()}


def judge(subject: str, sound: bool, said: str, *, to_do: str, otherwise: State = State.FAULT) -> Finding:
    """A finding that is sound, or else has something to be done about it."""
    return Finding(subject, State.SOUND, said) if sound else Finding(subject, otherwise, said, to_do)
