"""Text that goes into a table which a spreadsheet may open."""

from __future__ import annotations

_WORKED_OUT = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(cell: str) -> str:
    """The cell as text that no spreadsheet works out: an apostrophe stands before what would begin a formula."""
    if cell[:1].isalnum():
        return cell
    return f"'{cell}" if cell.lstrip(" ").startswith(_WORKED_OUT) or cell.startswith(_WORKED_OUT) else cell
