"""Where a link into the post register leads: an item and its deed, a receipt, the box, or one person's post."""

from __future__ import annotations

from cantercare_desktop.office.register import Link
from cantercare_desktop.registers.post.values import BoxCountId, HandOverId, PostItemFull, PostItemId

_ENDED = frozenset({"refused", "not_hers", "missing"})


def item_of(link: Link) -> PostItemId | None:
    """Return the item a link points at."""
    return PostItemId(link.ref.row) if link.ref is not None and link.ref.kind == "post_items" else None


def hand_over_of(link: Link) -> HandOverId | None:
    """Return the hand-over a link points at."""
    return HandOverId(link.ref.row) if link.ref is not None and link.ref.kind == "post_hand_overs" else None


def count_of(link: Link) -> BoxCountId | None:
    """Return the count of the box a link points at."""
    return BoxCountId(link.ref.row) if link.ref is not None and link.ref.kind == "post_box_counts" else None


def view_of(full: PostItemFull) -> str:
    """Return the list in which an item can be found."""
    if full.item.state == "waiting" or (full.item.state == "opened" and full.may("hand_over").allowed):
        return "waiting"
    return "exceptions" if full.item.state in _ENDED else "all"
