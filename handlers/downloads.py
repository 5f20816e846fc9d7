"""Fetching a file from Slack with the bot's token, and from nowhere else.

The token goes to Slack's file host alone (or the API's own host, for another SLACK_API_URL), over https, and
no redirect is followed: it would carry the token away.
"""

import time
from urllib.parse import urlsplit

import httpx

from bot.errors import BotError
from bot.language import words
from bot.roster import MAX_BYTES
from bot.roster.refusals import too_big
from bot.work import TryAgain

FILE_HOST = "files.slack.com"
DEADLINE_SECONDS = 20
MEGABYTES = MAX_BYTES // (1024 * 1024)


def gone() -> BotError:
    return BotError(words("The file is not there any more. Upload it again."))


def fetch(address: str, token: str, *, api_url: str, is_page: bool) -> bytes:
    """The bytes; `is_page` when the file itself is a web page.

    Raises BotError when it is gone, too big or too slow, TryAgain when Slack is away.
    """
    if not _is_slacks(address, api_url):
        raise BotError(words("The file is kept outside Slack. Download it and upload it here."))
    headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
    try:
        with (
            httpx.Client(follow_redirects=False, timeout=DEADLINE_SECONDS, trust_env=False) as client,
            client.stream("GET", address, headers=headers) as response,
        ):
            _require_a_file(response, is_page=is_page)
            return _content(response)
    except httpx.HTTPError as error:
        raise TryAgain("a download broke off") from error


def _is_slacks(address: str, api_url: str) -> bool:
    wanted, api = urlsplit(address), urlsplit(api_url)
    if (wanted.scheme, wanted.netloc) == ("https", FILE_HOST):
        return True
    return (wanted.scheme, wanted.netloc) == (api.scheme, api.netloc) and api.netloc != "slack.com"


def _require_a_file(response: httpx.Response, *, is_page: bool) -> None:
    """Slack answers with a page of its own, and 200, when something is wrong on its side."""
    if response.status_code >= 500 or response.status_code == 429:
        raise TryAgain(f"a download answered {response.status_code}")
    if response.status_code != 200:
        raise gone()
    if response.headers.get("content-type", "").startswith("text/html") and not is_page:
        raise TryAgain("a download answered with a web page")


def _content(response: httpx.Response) -> bytes:
    """Counts bytes and seconds while they come: what Slack said of the size is not believed."""
    until, content = time.monotonic() + DEADLINE_SECONDS, bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > MAX_BYTES:
            raise too_big(MEGABYTES)
        if time.monotonic() > until:
            raise TryAgain("a download was too slow")
    return bytes(content)
