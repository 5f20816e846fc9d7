"""What is cut out of the logs."""

import io
import logging

import pytest

from bot import logs
from tests.scenarios.rosters import identifier

SECRETS = (
    "xoxb-123-abc",
    "xapp-1-A0-9",
    "xoxe.xoxp-1-abc",
    "Bearer abc.def",
    "https://hooks.slack.com/actions/T0001/2/abc",
    identifier(12345678),
    "X1234567L",
    "12.345.678-Z",
    "12345678 z",
)
HARMLESS = (
    "task import failed, reference 0123abcd",
    "2026-11-22 12:00:00",
    "C012AB3CD",
    "100000 rows in 0.71 s",
)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_or_an_identifier_is_cut_out(secret: str) -> None:
    assert logs.redact(f"before {secret} after") == f"before {logs.CUT} after"


@pytest.mark.parametrize("line", HARMLESS)
def test_what_an_operator_needs_stays(line: str) -> None:
    assert logs.redact(line) == line


def test_tracebacks_are_cut_too() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.Redacted(logs.FORMAT))
    logger = logging.Logger("colla")
    logger.addHandler(handler)
    try:
        raise ValueError("xoxb-123-abc")
    except ValueError:
        logger.exception("it failed for %s", identifier(12345678))
    assert "xoxb" not in written.getvalue()
    assert "12345678" not in written.getvalue()
    assert "it failed for [cut]" in written.getvalue()
