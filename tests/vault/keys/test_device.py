from __future__ import annotations

import os
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from cantercare_desktop.vault.keys import KeyFileSecrets, KeyringSecrets
from cantercare_desktop.vault.problems import KeyringTrouble
from tests.support import keyrings

VAULT = "0f" * 16


def test_a_key_file_keeps_a_secret_for_its_owner_alone(tmp_path: Path) -> None:
    secrets = KeyFileSecrets(tmp_path / "keys" / "device.key")
    assert secrets.read(VAULT) is None
    secrets.write(VAULT, b"s" * 32)
    secrets.write(VAULT + "/head", b"h" * 40)
    assert KeyFileSecrets(secrets.path).read(VAULT) == b"s" * 32
    if os.name != "nt":
        assert secrets.path.stat().st_mode & 0o777 == 0o600
    secrets.forget(VAULT)
    assert secrets.read(VAULT) is None
    assert secrets.read(VAULT + "/head") == b"h" * 40


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"a": 1}', b"\xff\xfe", b'{"%s": "not base64!"}' % VAULT.encode()]
)
def test_a_damaged_key_file_is_told_as_changed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "device.key").write_bytes(content)
    with pytest.raises(KeyringTrouble) as caught:
        KeyFileSecrets(tmp_path / "device.key").read(VAULT)
    assert caught.value.kind == "changed"


def test_an_honest_keyring_keeps_a_secret() -> None:
    secrets = KeyringSecrets(keyrings.as_allowed(keyrings.HonestKeyring))
    assert secrets.read(VAULT) is None
    secrets.write(VAULT, b"\0\xff" * 16)
    assert secrets.read(VAULT) == b"\0\xff" * 16
    secrets.forget(VAULT)
    secrets.forget(VAULT)
    assert secrets.read(VAULT) is None


def test_a_keyring_that_keeps_nothing_is_found_out() -> None:
    with pytest.raises(KeyringTrouble) as caught:
        KeyringSecrets(keyrings.as_allowed(keyrings.LyingKeyring)).write(VAULT, b"s" * 32)
    assert caught.value.kind == "lying"


@pytest.mark.parametrize(
    ("backend", "kind"),
    [
        (keyrings.as_allowed(keyrings.LockedKeyring), "locked"),
        (keyrings.as_allowed(keyrings.AbsentKeyring), "absent"),
        (keyrings.as_allowed(keyrings.GarblingKeyring), "changed"),
        (keyrings.PlainTextKeyring(), "not_allowed"),
        (keyrings.chained(keyrings.PlainTextKeyring()), "not_allowed"),
    ],
)
def test_each_way_a_keyring_fails_has_its_name(backend: KeyringBackend, kind: str) -> None:
    with pytest.raises(KeyringTrouble) as caught:
        KeyringSecrets(backend).read(VAULT)
    assert caught.value.kind == kind
    assert "Priya" not in caught.value.details


def test_inside_a_chain_only_an_allowed_keyring_is_used() -> None:
    honest, plain = keyrings.as_allowed(keyrings.HonestKeyring), keyrings.PlainTextKeyring()
    KeyringSecrets(keyrings.chained(plain, honest)).write(VAULT, b"s" * 32)
    assert plain.kept == {}
    assert KeyringSecrets(honest).read(VAULT) == b"s" * 32


@pytest.mark.parametrize(
    ("name", "kind"),
    [("keyring.backends.null.Keyring", "not_allowed"), ("keyring.backends.fail.Keyring", "absent")],
)
def test_the_backends_that_keep_nothing_are_never_used(name: str, kind: str) -> None:
    import importlib

    module, _, attribute = name.rpartition(".")
    backend = getattr(importlib.import_module(module), attribute)()
    with pytest.raises(KeyringTrouble) as caught:
        KeyringSecrets(backend).write(VAULT, b"s" * 32)
    assert caught.value.kind == kind
