"""What is typed on the post page, in plain values, and back: so that a lock loses nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.signing import Declined, NotHers, Shown, Signed, strokes_from, strokes_text
from cantercare_desktop.registers.post.screen.fast_row import FastRow
from cantercare_desktop.registers.post.screen.form_place import FormPlace
from cantercare_desktop.registers.post.screen.taking import Waiting
from cantercare_desktop.registers.post.values import CollectorId, PostItemId

_NAMES: dict[type[object], str] = {Declined: "declined", NotHers: "not_hers", Signed: "signed"}


def draft_of(
    fast: FastRow, ticked: Sequence[PostItemId], forms: FormPlace, pending: Waiting | None
) -> dict[str, object] | None:
    """Return everything typed and not saved; `None` when there is nothing."""
    kept: dict[str, object] = {}
    typed = fast.draft()
    if typed is not None:
        kept["fast"] = typed
    if ticked:
        kept["ticked"] = [int(item) for item in ticked]
    aside = forms.all_typed()
    if aside:
        kept["forms"] = aside
    if forms.form is not None:
        kept["open"] = forms.form.key
    if pending is not None:
        answer, items, collector = pending
        name = _NAMES[type(answer)]
        kept[name] = _shown(answer.shown) | {"items_of": [int(item) for item in items], "collector": collector}
        if isinstance(answer, NotHers):
            kept["refused"] = [ref.row for ref in answer.refs]
        if isinstance(answer, Signed):
            kept["drawn"] = {"way": answer.way, "aspect": answer.aspect, "strokes": strokes_text(answer.strokes)}
    return kept or None


def part(draft: Mapping[str, object], name: str) -> Mapping[str, object]:
    """Return one part of a draft; an empty one when it is missing or is not what it should be."""
    found = draft.get(name)
    return found if isinstance(found, Mapping) else {}


def numbers(draft: Mapping[str, object], name: str) -> list[int]:
    """Return a list of numbers out of a draft."""
    found = draft.get(name)
    return [each for each in found if isinstance(each, int)] if isinstance(found, list) else []


def answer_in(draft: Mapping[str, object]) -> Waiting | None:
    """Return an answer of a resident that still waits for the office, if the draft has one."""
    for name in _NAMES.values():
        kept = part(draft, name)
        shown = _shown_from(kept)
        items = tuple(PostItemId(each) for each in numbers(kept, "items_of"))
        if shown is None or not items:
            continue
        collector = kept.get("collector")
        whose = CollectorId(collector) if isinstance(collector, int) else None
        if name == "signed":
            signed = _signed_from(shown, part(draft, "drawn"))
            return None if signed is None else (signed, items, whose)
        if name == "declined":
            return Declined(shown), items, whose
        refused = numbers(draft, "refused") or [int(item) for item in items]
        return NotHers(shown, tuple(Ref("post_items", row) for row in refused)), items, whose
    return None


def _shown(shown: Shown) -> dict[str, object]:
    return {
        "person": int(shown.person),
        "language": shown.language,
        "statement": shown.statement,
        "items": list(shown.items),
        "known_how": shown.known_how,
        "read_aloud": shown.read_aloud,
        "started": shown.started.isoformat(),
        "ended": shown.ended.isoformat(),
    }


def _signed_from(shown: Shown, drawn: Mapping[str, object]) -> Signed | None:
    try:
        way: Literal["drawn", "mark"] = "mark" if drawn["way"] == "mark" else "drawn"
        return Signed(shown, way, strokes_from(str(drawn["strokes"])), float(str(drawn["aspect"])))
    except (KeyError, ValueError, TypeError):
        return None


def _shown_from(kept: Mapping[str, object]) -> Shown | None:
    try:
        items = kept["items"]
        person = kept["person"]
        if not isinstance(items, list) or not isinstance(person, int):
            return None
        return Shown(
            person=PersonId(person),
            language=str(kept["language"]),
            statement=str(kept["statement"]),
            items=tuple(str(each) for each in items),
            known_how=str(kept["known_how"]),
            read_aloud=bool(kept["read_aloud"]),
            started=datetime.fromisoformat(str(kept["started"])),
            ended=datetime.fromisoformat(str(kept["ended"])),
        )
    except (KeyError, ValueError):
        return None
