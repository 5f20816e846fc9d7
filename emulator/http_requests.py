"""HTTP mode: requests to the app's own addresses, signed, with the answer as the ack."""

import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import httpx

from emulator.envelopes import Envelope, Outcome

if TYPE_CHECKING:
    from emulator.workspace import Workspace


async def post(workspace: "Workspace", envelope: Envelope) -> Outcome:
    """Send one envelope; 2xx is an ack, and its body what the app answers."""
    if not envelope.url:
        return Outcome(is_acked=False, reason="no request URL in the manifest")
    body, content_type = _body(envelope)
    headers = {"Content-Type": content_type, **_signature(workspace, body), **_retry(envelope)}
    try:
        async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
            answer = await client.post(envelope.url, content=body, headers=headers)
    except httpx.HTTPError as error:
        return Outcome(is_acked=False, reason=f"connection_failed {type(error).__name__}")
    if not answer.is_success:
        may_retry = answer.headers.get("x-slack-no-retry") != "1"
        return Outcome(is_acked=False, reason=f"http_error {answer.status_code}", may_retry=may_retry)
    return Outcome(is_acked=True, payload=_payload(answer))


async def verify(workspace: "Workspace", url: str) -> bool:
    """Slack's challenge when an event address is set: the app must send it back."""
    challenge = {
        "type": "url_verification",
        "challenge": "3eZbrw1aBm2rZgRN",
        "token": workspace.app.verification_token,
    }
    body = json.dumps(challenge).encode()
    headers = {"Content-Type": "application/json", **_signature(workspace, body)}
    try:
        async with httpx.AsyncClient(timeout=3, trust_env=False) as client:
            answer = await client.post(url, content=body, headers=headers)
    except httpx.HTTPError:
        return False
    return answer.is_success and challenge["challenge"] in answer.text


def _body(envelope: Envelope) -> tuple[bytes, str]:
    if envelope.kind == "events_api":
        return json.dumps(envelope.payload).encode(), "application/json"
    form = (
        envelope.payload if envelope.kind == "slash_commands" else {"payload": json.dumps(envelope.payload)}
    )
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def _signature(workspace: "Workspace", body: bytes) -> dict[str, str]:
    # real time, not the workspace's: the app checks it against its own clock
    stamp = str(int(time.time()))
    signed = hmac.new(workspace.app.signing_secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256)
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signed.hexdigest()}"}


def _retry(envelope: Envelope) -> dict[str, str]:
    if not envelope.retry:
        return {}
    reason = "http_timeout" if envelope.retry_reason == "timeout" else envelope.retry_reason
    return {"X-Slack-Retry-Num": str(envelope.retry), "X-Slack-Retry-Reason": reason}


def _payload(answer: httpx.Response) -> Any:
    if not answer.content:
        return None
    try:
        return answer.json()
    except ValueError:
        return {"text": answer.text}
