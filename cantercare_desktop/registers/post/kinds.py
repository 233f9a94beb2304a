"""The words an item, its steps and a count are sorted by. Records keep them; rules, values and screens speak them."""

from __future__ import annotations

from typing import Literal

Kind = Literal["letter", "large_letter", "parcel", "signed_for", "card"]
State = Literal[
    "waiting", "opened", "handed_over", "returned", "forwarded", "refused", "not_hers", "missing", "logged_in_error"
]
CameBy = Literal["box", "door", "fetched"]
StepKind = Literal[
    "logged", "moved", "told", "handed_over", "came_back", "returned", "forwarded", "refused", "not_hers", "opened",
    "missing", "found", "corrected", "given_to_another", "logged_in_error",
]  # fmt: skip
#: Why a count and the log differ. A choice, never free text: a count is about the box and about nobody.
Difference = Literal["", "counted_wrongly", "office_post", "not_for_this_house", "junk_mail"]
