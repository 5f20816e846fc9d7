"""Logs that tell an operator what happened and nobody who it was: secrets and identifiers are cut out."""

import logging
import re

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
CUT = "[cut]"

_SECRETS = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|xoxe[\w.-]+|Bearer\s+\S+|https?://\S*?/(commands|actions|services|app)/T\S+",
    re.IGNORECASE,
)
# A NIF, a NIE or what is left of one, however it is spaced.
_IDENTIFIERS = re.compile(
    r"\b(?:\d[ .-]?){7,8}[A-Z]\b|\b[XYZKLM][ .-]?(?:\d[ .-]?){7,8}[A-Z]\b", re.IGNORECASE
)
_TALKATIVE = ("slack_bolt", "slack_sdk", "httpx", "httpcore", "dbos", "alembic", "sqlalchemy")


class Redacted(logging.Formatter):
    """Cuts secrets and identifiers out of the whole line, tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def redact(text: str) -> str:
    return _IDENTIFIERS.sub(CUT, _SECRETS.sub(CUT, text))


def configure(level: str) -> None:
    """One line an entry on standard error; libraries speak up only to warn: at DEBUG they tell everything."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacted(FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
