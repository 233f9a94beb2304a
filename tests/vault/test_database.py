from __future__ import annotations

import threading

from tests.support.vaults import PASSWORDS, NewVault, member_id

#: How long a closing that does not wait is given to come to its end; one that waits is kept for as long.
_LONG_ENOUGH_S = 0.3


def test_closing_waits_for_a_change_of_key_so_that_nobody_opens_the_files_halfway(house: NewVault) -> None:
    happened: list[str] = []

    def close() -> None:
        house.vault.close()
        happened.append("closed")

    closing = threading.Thread(target=close)

    def reached(step: str) -> None:
        if step == "decided":
            closing.start()
            closing.join(_LONG_ENOUGH_S)
        happened.append(step)

    house.vault.remove_member(member_id(house.folder, "Priya"), reached)
    closing.join()

    assert happened[-2:] == ["swapped", "closed"]
    house.folder.unlock(member_id(house.folder, "Tom"), PASSWORDS[2]).close()
