"""What is done with post. One call of a deed is one transaction with one ledger entry."""

from __future__ import annotations

from cantercare_desktop.registers.post.service.arriving import Arriving
from cantercare_desktop.registers.post.service.counting import Counting
from cantercare_desktop.registers.post.service.handing_over import HandingOver
from cantercare_desktop.registers.post.service.last_thing import LastThing
from cantercare_desktop.registers.post.service.opening import Opening
from cantercare_desktop.registers.post.service.other_deeds import OtherDeeds
from cantercare_desktop.registers.post.service.printing import Printing


class PostService(Arriving, Counting, HandingOver, OtherDeeds, Opening, LastThing, Printing):
    """Everything the office does with post, built with `PostService(office, languages)`.

    Deeds return `Saved`; they raise `RefusedError` when a rule says no and the vault's `Problem` when saving fails,
    and then nothing was written. Reads raise `RefusedError` for a role that may not see post.
    """
