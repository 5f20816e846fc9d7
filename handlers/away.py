"""What the SDK raises when Slack is away: its own errors, the socket's, and those of half an answer."""

import json
from http.client import HTTPException

from slack_sdk.errors import SlackClientError

SLACK_IS_AWAY = (SlackClientError, OSError, HTTPException, json.JSONDecodeError)
