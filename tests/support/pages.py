"""Decrypt a SQLCipher database page by page, free pages included, without SQLCipher.

The layout (SQLCipher 4, raw key): 4096-byte pages, each ending in 80 bytes of which the first 16 are the IV; AES-256 in
CBC; the first 16 bytes of page 1 are the salt.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVE = 80


def decrypted(path: Path, key: bytes) -> bytes:
    """Return every page of a database in the clear, joined."""
    raw = path.read_bytes()
    pages = []
    for start in range(0, len(raw), PAGE):
        page = raw[start : start + PAGE]
        head = 16 if start == 0 else 0
        body, initial = page[head : PAGE - RESERVE], page[PAGE - RESERVE : PAGE - RESERVE + 16]
        decryptor = Cipher(algorithms.AES256(key), modes.CBC(initial)).decryptor()
        pages.append(decryptor.update(body) + decryptor.finalize())
    return b"".join(pages)
