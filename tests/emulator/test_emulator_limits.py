"""Block Kit's limits: each is kept at its edge and refused one past it, in Slack's own words."""

# ruff: noqa: E501  # a row of these tables is one line: what is kept and what is refused, side by side

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from emulator import blocks
from emulator.errors import SlackError

Json = dict[str, Any]


def plain(length: int | str = 3) -> Json:
    return {"type": "plain_text", "text": "x" * length if isinstance(length, int) else length}


def mrkdwn(length: int) -> Json:
    return {"type": "mrkdwn", "text": "x" * length}


def option(text: int = 3, value: int = 3, **more: Any) -> Json:
    return {"text": plain(text), "value": "v" * value, **more}


def options(count: int) -> list[Json]:
    return [{"text": plain(3), "value": str(number)} for number in range(count)]


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(3), **more}


def actions(*elements: Json) -> list[Json]:
    return [{"type": "actions", "elements": list(elements)}]


def button(**more: Any) -> Json:
    return {"type": "button", "action_id": "b", "text": plain(), **more}


def buttons(count: int) -> list[Json]:
    return [button(action_id=str(number)) for number in range(count)]


def select(**more: Any) -> list[Json]:
    return actions({"type": "static_select", "action_id": "s", **more})


def confirm(**more: Any) -> list[Json]:
    dialog = {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain(), **more}
    return actions(button(confirm=dialog))


def field(element: Json, **more: Any) -> list[Json]:
    return [
        {"type": "input", "block_id": "f", "label": plain(), "element": {"action_id": "e", **element}, **more}
    ]


def rows(count: int, columns: int = 1) -> list[Any]:
    return [[{"type": "raw_text", "text": "x"}] * columns] * count


TEXT = {"type": "plain_text_input"}
EDGES: list[tuple[str, Any, Any, str]] = [
    ("blocks in a message", [{"type": "divider"}] * 50, [{"type": "divider"}] * 51, "/blocks"),
    ("section text", [section(text=mrkdwn(3000))], [section(text=mrkdwn(3001))], "/blocks/0/text/text"),
    ("section fields", [section(fields=[plain()] * 10)], [section(fields=[plain()] * 11)], "/blocks/0/fields"),
    ("field text", [section(fields=[plain(2000)])], [section(fields=[plain(2001)])], "/blocks/0/fields/0/text"),
    ("header", [{"type": "header", "text": plain(150)}], [{"type": "header", "text": plain(151)}], "/blocks/0/text/text"),
    ("block_id", [section(block_id="b" * 255)], [section(block_id="b" * 256)], "/blocks/0/block_id"),
    ("action_id", actions(button(action_id="a" * 255)), actions(button(action_id="a" * 256)), "/blocks/0/elements/0/action_id"),
    ("button text", actions(button(text=plain(75))), actions(button(text=plain(76))), "/blocks/0/elements/0/text/text"),
    ("button value", actions(button(value="v" * 2000)), actions(button(value="v" * 2001)), "/blocks/0/elements/0/value"),
    ("actions", actions(*buttons(25)), actions(*buttons(26)), "/blocks/0/elements"),
    ("no actions", actions(button()), actions(), "/blocks/0/elements"),
    ("context", [{"type": "context", "elements": [plain()] * 10}], [{"type": "context", "elements": [plain()] * 11}], "/blocks/0/elements"),
    ("option text", select(options=[option(75)]), select(options=[option(76)]), "/blocks/0/elements/0/options/0/text/text"),
    ("option value", select(options=[option(3, 150)]), select(options=[option(3, 151)]), "/blocks/0/elements/0/options/0/value"),
    ("option description", select(options=[option(description=plain(75))]), select(options=[option(description=plain(76))]), "/blocks/0/elements/0/options/0/description/text"),
    ("options", select(options=options(100)), select(options=options(101)), "/blocks/0/elements/0/options"),
    ("groups", select(option_groups=[{"label": plain(75), "options": options(1)}] * 100), select(option_groups=[{"label": plain(), "options": options(1)}] * 101), "/blocks/0/elements/0/option_groups"),
    ("placeholder", select(options=options(1), placeholder=plain(150)), select(options=options(1), placeholder=plain(151)), "/blocks/0/elements/0/placeholder/text"),
    ("… menu", actions({"type": "overflow", "action_id": "o", "options": options(5)}), actions({"type": "overflow", "action_id": "o", "options": options(6)}), "/blocks/0/elements/0/options"),
    ("… menu of none", actions({"type": "overflow", "action_id": "o", "options": options(1)}), actions({"type": "overflow", "action_id": "o", "options": []}), "/blocks/0/elements/0/options"),
    ("checkboxes", actions({"type": "checkboxes", "action_id": "c", "options": options(10)}), actions({"type": "checkboxes", "action_id": "c", "options": options(11)}), "/blocks/0/elements/0/options"),
    ("radio buttons", actions({"type": "radio_buttons", "action_id": "r", "options": options(10)}), actions({"type": "radio_buttons", "action_id": "r", "options": options(11)}), "/blocks/0/elements/0/options"),
    ("confirm title", confirm(title=plain(100)), confirm(title=plain(101)), "/blocks/0/elements/0/confirm/title/text"),
    ("confirm text", confirm(text=plain(300)), confirm(text=plain(301)), "/blocks/0/elements/0/confirm/text/text"),
    ("confirm button", confirm(confirm=plain(30)), confirm(confirm=plain(31)), "/blocks/0/elements/0/confirm/confirm/text"),
    ("deny button", confirm(deny=plain(30)), confirm(deny=plain(31)), "/blocks/0/elements/0/confirm/deny/text"),
    ("table rows", [{"type": "table", "rows": rows(100)}], [{"type": "table", "rows": rows(101)}], "/blocks/0/rows"),
    ("table columns", [{"type": "table", "rows": rows(1, 20)}], [{"type": "table", "rows": rows(1, 21)}], "/blocks/0/rows/0"),
    ("tables", [{"type": "table", "rows": rows(1)}], [{"type": "table", "rows": rows(1)}] * 2, "/blocks/1"),
    ("data_table rows", [{"type": "data_table", "rows": rows(101)}], [{"type": "data_table", "rows": rows(102)}], "/blocks/0/rows"),
    ("markdown", [{"type": "markdown", "text": "x" * 12_000}], [{"type": "markdown", "text": "x" * 12_001}], "/blocks/0/text"),
    ("label", field(TEXT, label=plain(2000)), field(TEXT, label=plain(2001)), "/blocks/0/label/text"),
    ("hint", field(TEXT, hint=plain(2000)), field(TEXT, hint=plain(2001)), "/blocks/0/hint/text"),
    ("text input", field({**TEXT, "max_length": 3000}), field({**TEXT, "max_length": 3001}), "/blocks/0/element/max_length"),
    ("alerts", [section()], [{"type": "alert", "text": plain()}], "/blocks/0/type"),
    ("file inputs", field(TEXT), field({"type": "file_input"}), "/blocks/0/element/type"),
    ("same block_id", [section(block_id="a"), section(block_id="b")], [section(block_id="a")] * 2, "/blocks/1/block_id"),
    ("same action_id", actions(*buttons(2)), actions(button(), button()), "/blocks/0/elements/1/action_id"),
    ("unknown blocks", [section()], [{"type": "nonsense"}], "/blocks/0/type"),
    ("unknown properties", [section()], [section(colour="red")], "/blocks/0"),
    ("no text", [section()], [{"type": "section"}], "/blocks/0"),
    ("plain text only", [{"type": "header", "text": plain()}], [{"type": "header", "text": mrkdwn(3)}], "/blocks/0/text/type"),
    ("inputs in actions", actions(button()), actions({"type": "plain_text_input", "action_id": "t"}), "/blocks/0/elements/0/type"),
    ("initial option", select(options=options(2), initial_option=options(1)[0]), select(options=options(1), initial_option=options(2)[1]), "/blocks/0/elements/0/initial_option"),
]  # fmt: skip  # a table: what, what is kept, what is refused, where the pointer points


@pytest.mark.parametrize(
    ("kept", "refused", "pointer"), [edge[1:] for edge in EDGES], ids=[e[0] for e in EDGES]
)
def test_a_messages_limit(kept: Any, refused: Any, pointer: str) -> None:
    assert blocks.message(kept)
    with pytest.raises(SlackError) as told:
        blocks.message(refused)
    assert told.value.error == "invalid_blocks"
    assert any(f"[json-pointer:{pointer}]" in words for words in told.value.beside["errors"])


def modal(**more: Any) -> Json:
    return {"type": "modal", "title": plain(), "blocks": [section()], **more}


VIEW_EDGES: list[tuple[str, Any, Any, str]] = [
    ("title", modal(title=plain(24)), modal(title=plain(25)), "/view/title/text"),
    ("submit", modal(submit=plain(24)), modal(submit=plain(25)), "/view/submit/text"),
    ("close", modal(close=plain(24)), modal(close=plain(25)), "/view/close/text"),
    ("private_metadata", modal(private_metadata="x" * 3000), modal(private_metadata="x" * 3001), "/view/private_metadata"),
    ("callback_id", modal(callback_id="x" * 255), modal(callback_id="x" * 256), "/view/callback_id"),
    ("blocks in a view", modal(blocks=[section()] * 100), modal(blocks=[section()] * 101), "/view/blocks"),
    ("submit with inputs", modal(blocks=field(TEXT), submit=plain()), modal(blocks=field(TEXT)), "/view"),
    ("data_table", modal(), modal(blocks=[{"type": "data_table", "rows": rows(1)}]), "/view/blocks/0/type"),
    ("markdown", modal(), modal(blocks=[{"type": "markdown", "text": "x"}]), "/view/blocks/0/type"),
    ("files", modal(blocks=field({"type": "file_input", "max_files": 10}), submit=plain()), modal(blocks=field({"type": "file_input", "max_files": 11}), submit=plain()), "/view/blocks/0/element/max_files"),
    ("same block_id", modal(), modal(blocks=[section(block_id="a")] * 2), "/view/blocks/1/block_id"),
]  # fmt: skip  # a table


@pytest.mark.parametrize(
    ("kept", "refused", "pointer"), [e[1:] for e in VIEW_EDGES], ids=[e[0] for e in VIEW_EDGES]
)
def test_a_views_limit(kept: Any, refused: Any, pointer: str) -> None:
    assert blocks.view(kept, kind="modal")
    with pytest.raises(SlackError) as told:
        blocks.view(refused, kind="modal")
    assert told.value.error == "invalid_arguments"
    assert any(
        f"[json-pointer:{pointer}]" in words for words in told.value.beside["response_metadata"]["messages"]
    )


def test_a_refused_message_is_answered_in_slacks_shape(client: WebClient, channels: dict[str, str]) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=channels["general"], text="x", blocks=[section(text=mrkdwn(3001))])
    assert refused.value.response.data == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": ["must be less than 3001 characters [json-pointer:/blocks/0/text/text]"],
        "response_metadata": {
            "messages": ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]
        },
    }


def test_all_blocks_together_may_be_too_long(client: WebClient, channels: dict[str, str]) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(
            channel=channels["general"], text="x", blocks=[section(text=mrkdwn(2900))] * 5
        )
    assert refused.value.response["error"] == "msg_blocks_too_long"


def test_a_home_has_its_limits_too(client: WebClient, people: dict[str, str]) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.views_publish(user_id=people["nuria"], view={"type": "home", "blocks": [section()] * 101})
    assert refused.value.response["error"] == "invalid_arguments"
    with pytest.raises(SlackApiError) as refused:
        client.views_publish(user_id=people["nuria"], view=modal())
    assert "json-pointer:/view/type" in refused.value.response["response_metadata"]["messages"][0]
    with pytest.raises(SlackApiError) as refused:
        many = [section(text=mrkdwn(3000)) for _ in range(90)]
        client.views_publish(user_id=people["nuria"], view={"type": "home", "blocks": many})
    assert refused.value.response["error"] == "view_too_large"


def test_options_of_a_type_ahead_have_their_limits() -> None:
    blocks.options({"options": options(100)})
    blocks.options({"options": []})
    with pytest.raises(SlackError):
        blocks.options({"options": options(101)})
    with pytest.raises(SlackError):
        blocks.options({})
