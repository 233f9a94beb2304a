"""The operating system's keyring. The only place that knows the `keyring` library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cantercare_desktop.vault.keys.device import decoded, encoded
from cantercare_desktop.vault.problems import KeyringTrouble

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Cantercare Desktop"
#: Backends that keep a secret encrypted under the user's login. Everything else (null, fail, plain text) is refused.
ALLOWED = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
    }
)


class KeyringSecrets:
    """Device secrets in the keyring of the login. `backend` is handed in by tests; None asks the system."""

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        self._given = backend

    @property
    def kind(self) -> Literal["keyring", "key file"]:
        """The keyring."""
        return "keyring"

    def read(self, vault_id: str) -> bytes | None:
        """Return the secret, or None when the keyring has none. Raises `KeyringTrouble`."""
        try:
            coded = self._backend().get_password(SERVICE, vault_id)
        except Exception as error:
            raise _trouble(error) from error
        return None if coded is None else decoded(coded)

    def write(self, vault_id: str, secret: bytes) -> None:
        """Keep a secret and read it back. Raises `KeyringTrouble`."""
        backend = self._backend()
        try:
            backend.set_password(SERVICE, vault_id, encoded(secret))
            kept = backend.get_password(SERVICE, vault_id)
        except Exception as error:
            raise _trouble(error) from error
        if kept != encoded(secret):
            raise KeyringTrouble("lying", type(backend).__qualname__)

    def forget(self, vault_id: str) -> None:
        """Remove a secret. Raises `KeyringTrouble`."""
        try:
            self._backend().delete_password(SERVICE, vault_id)
        except Exception as error:
            if "PasswordDeleteError" not in _kinds(error):
                raise _trouble(error) from error

    def _backend(self) -> KeyringBackend:
        backend = self._given if self._given is not None else _system_backend()
        members: list[KeyringBackend] = list(getattr(backend, "backends", [backend]))
        for member in members:
            if _name(member) in ALLOWED:
                return member
        names = ", ".join(_name(member) for member in members)
        absent = all(_name(member) == "keyring.backends.fail.Keyring" for member in members)
        raise KeyringTrouble("absent" if absent else "not_allowed", names)


def _system_backend() -> KeyringBackend:
    # Importing the library takes a tenth of a second, which the sign-in page need not wait for.
    import keyring  # noqa: PLC0415

    try:
        return keyring.get_keyring()
    except Exception as error:
        raise _trouble(error) from error


def _name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _kinds(error: Exception) -> set[str]:
    return {kind.__name__ for kind in type(error).__mro__}


def _trouble(error: Exception) -> KeyringTrouble:
    """Return the trouble for whatever a backend raised; its own text may hold names, so only its type is kept."""
    if isinstance(error, KeyringTrouble):
        return error
    locked = _kinds(error) & {"KeyringLocked", "LockedException", "PromptDismissedException"}
    return KeyringTrouble("locked" if locked else "absent", f"{type(error).__module__}.{type(error).__qualname__}")
