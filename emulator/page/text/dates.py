"""Slack's date tokens, as in <!date^1700000000^{date_short} {time}|fallback>."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

TOKEN = re.compile(r"\{(\w+)\}")


def draw(timestamp: str, form: str, zone: ZoneInfo, *, now: datetime | None = None) -> str:
    """The moment in the reader's own time zone; an unknown token stays as it was written."""
    moment = datetime.fromtimestamp(int(timestamp), tz=zone)
    today = (now or datetime.now(tz=UTC)).astimezone(zone)
    return TOKEN.sub(lambda found: _token(found[1], moment, today) or found[0], form)


def _token(name: str, moment: datetime, now: datetime) -> str:
    if name.endswith("_pretty"):
        near = _near(moment, now)
        return near or _token(name.removesuffix("_pretty"), moment, now)
    day = moment.day
    forms = {
        "date_num": f"{moment:%Y-%m-%d}",
        "date_slash": f"{moment:%d/%m/%Y}",
        "date": f"{moment:%B} {day}, {moment.year}",
        "date_short": f"{moment:%b} {day}, {moment.year}",
        "date_long": f"{moment:%A}, {moment:%B} {day}, {moment.year}",
        "day_divider": f"{moment:%A}, {moment:%B} {day}",
        "time": f"{moment:%H:%M}",
        "time_secs": f"{moment:%H:%M:%S}",
        "ago": ago(moment, now),
    }
    return forms.get(name, "")


def _near(moment: datetime, now: datetime) -> str:
    days = (moment.date() - now.date()).days
    return {0: "today", -1: "yesterday", 1: "tomorrow"}.get(days, "")


def ago(moment: datetime, now: datetime) -> str:
    gap = now - moment
    ahead = gap < timedelta()
    seconds = abs(gap.total_seconds())
    for size, word in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            said = f"{count} {word}{'s' if count > 1 else ''}"
            return f"in {said}" if ahead else f"{said} ago"
    return "just now"
