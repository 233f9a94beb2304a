"""Keys: passwords, the recovery key, the computer's own secret, and the slots that bind them to the vault's key."""

from cantercare_desktop.vault.keys.cost import Argon2Cost, calibrate
from cantercare_desktop.vault.keys.device import DeviceSecrets, KeyFileSecrets
from cantercare_desktop.vault.keys.members import RECOVERY, Member, NameNotUsable, NewMember, Role
from cantercare_desktop.vault.keys.passwords import check_password_rules
from cantercare_desktop.vault.keys.recovery_key import RecoveryKey
from cantercare_desktop.vault.keys.system_keyring import KeyringSecrets

__all__ = [
    "RECOVERY",
    "Argon2Cost",
    "DeviceSecrets",
    "KeyFileSecrets",
    "KeyringSecrets",
    "Member",
    "NameNotUsable",
    "NewMember",
    "RecoveryKey",
    "Role",
    "calibrate",
    "check_password_rules",
]
