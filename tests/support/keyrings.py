"""Stand-ins for the operating system's keyring: honest ones, and ones that fail in the ways keyrings fail."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError


class _Stored(KeyringBackend):
    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[(service, username)] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[(service, username)]


class HonestKeyring(_Stored):
    """Keeps what it is given, under the name of an allowed kind."""


class PlainTextKeyring(_Stored):
    """Works, but is not of an allowed kind."""


class LyingKeyring(_Stored):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return


class GarblingKeyring(_Stored):
    """Gives back something that was never written by us."""

    def get_password(self, service: str, username: str) -> str | None:
        return "not what was written: %%%"


class LockedKeyring(_Stored):
    """Its owner has not unlocked it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("locked, says the keyring of Priya Nair")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("locked, says the keyring of Priya Nair")


class AbsentKeyring(_Stored):
    """There is no service to talk to."""

    def get_password(self, service: str, username: str) -> str | None:
        raise InitError("no session bus")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise InitError("no session bus")


def as_allowed(kind: type[KeyringBackend]) -> KeyringBackend:
    """Return a stand-in that goes by the name of the Secret Service backend."""
    named = type("Keyring", (kind,), {"__module__": "keyring.backends.SecretService", "priority": 1})
    backend: KeyringBackend = named()
    return backend


def chained(*members: KeyringBackend) -> ChainerBackend:
    """Return a chain of backends, as the library offers when it finds several."""
    named = type("Chain", (ChainerBackend,), {"backends": list(members), "priority": 1})
    chain: ChainerBackend = named()
    return chain
