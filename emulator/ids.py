"""Identifiers in the shapes that Slack gives them."""

import secrets
import string
import uuid

_ALPHABET = string.ascii_uppercase + string.digits


def new_id(prefix: str) -> str:
    """`new_id("C")` is a letter and ten of A-Z0-9, as in C0ABCDEF123."""
    return prefix + "0" + "".join(secrets.choice(_ALPHABET) for _ in range(9))


def new_uuid() -> str:
    return str(uuid.uuid4())


def new_secret(length: int = 24) -> str:
    return secrets.token_hex(length)[:length]
