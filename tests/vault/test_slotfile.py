from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cantercare_desktop.vault.slotfile import NotASlotFile, read_slot_file
from tests.support.vaults import NewVault, key_of

Content = dict[str, Any]


@pytest.fixture
def raw(house: NewVault) -> bytes:
    return (house.vault.path / "vault.json").read_bytes()


def _set(*path: str | int, to: object) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        place: Any = content
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return change


EDITS = {
    "another version": _set("version", to=2),
    "a role she does not have": _set("members", 1, "card", "role", to="trustee"),
    "a role that does not exist": _set("members", 1, "card", "role", to="owner"),
    "a weaker password": _set("members", 0, "slot", "header", "argon2id", "memory_kib", to=8),
    "too much memory": _set("members", 0, "slot", "header", "argon2id", "memory_kib", to=2**21),
    "endless passes": _set("members", 0, "slot", "header", "argon2id", "time", to=10**9),
    "a number as text": _set("generation", to="1"),
    "a truth as number": _set("generation", to=True),
    "a number below nothing": _set("generation", to=-1),
    "not hexadecimal": _set("recovery", "header", "salt", to="z" * 32),
    "a short value": _set("recovery", "header", "salt", to="00"),
    "another file": _set("database", "file", to="../other.db"),
    "another vault's slot": _set("members", 0, "slot", "header", "vault_id", to="0" * 32),
    "a member slot as recovery": _set("recovery", "header", "kind", to="member"),
    "a date that does not exist": _set("members", 0, "card", "pass_until", to="2027-02-30"),
    "a name without end": _set("members", 0, "card", "name", to="x" * 5000),
    "half a letter": _set("members", 0, "card", "name", to="\ud800"),
    "something more": _set("note", to="hello"),
    "a list for a table": _set("head", to=[]),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_an_edited_file_is_not_taken(raw: bytes, edit: Callable[[Content], None]) -> None:
    content = json.loads(raw)
    edit(content)
    with pytest.raises(NotASlotFile):
        read_slot_file(json.dumps(content).encode())


def test_a_slot_that_asks_for_too_much_is_named_as_such(raw: bytes) -> None:
    content = json.loads(raw)
    EDITS["too much memory"](content)
    with pytest.raises(NotASlotFile, match="Argon2 cost outside its limits"):
        read_slot_file(json.dumps(content).encode())


def test_the_same_content_laid_out_in_another_way_is_no_edit(raw: bytes) -> None:
    other = json.dumps(json.loads(raw), sort_keys=True, separators=(",", ":")).encode()
    assert read_slot_file(other) == read_slot_file(raw)


def test_only_a_holder_of_the_key_can_mark_it(house: NewVault, raw: bytes) -> None:
    key = key_of(house.vault.path, house.recovery_key)
    file = read_slot_file(raw)
    assert file.is_marked_by(key, raw)
    assert not file.is_marked_by(bytes(32), raw)
    assert not file.is_marked_by(key, file.to_bytes(bytes(32)))


@pytest.mark.parametrize(
    "content", [b"", b"null", b"[]", b"{}", b"[" * 100_000, b"\xff\xfe", b"{" + b" " * 5_000_000 + b"}"]
)
def test_anything_else_is_not_taken(content: bytes) -> None:
    with pytest.raises(NotASlotFile):
        read_slot_file(content)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_one_changed_byte_is_never_taken_for_another_content(whole: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255))
    changed = whole[:place] + bytes([byte]) + whole[place + 1 :]
    try:
        found = read_slot_file(changed)
    except NotASlotFile:
        return
    # White space, the mark itself (which only the key can judge), and hexadecimal digits in capitals.
    assert found == read_slot_file(whole)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    from tests.support.vaults import new_vault

    path: Path = tmp_path_factory.mktemp("whole") / "house"
    new_vault(path).vault.close()
    return (path / "vault.json").read_bytes()
