"""What people and apps write, as HTML: formatted as Slack does, and never able to run."""

from zoneinfo import ZoneInfo

import pytest

from emulator.page.text import markdown, mrkdwn, rich_text
from emulator.page.text.names import Names

NAMES = Names(people={"U1": "Núria"}, channels={"C1": "general"}, zone=ZoneInfo("Europe/Madrid"), me="U1")
WRITTEN = [
    ("*bold* _italic_ ~gone~", "<strong>bold</strong> <em>italic</em> <s>gone</s>"),
    ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
    ("`*code*`", "<code>*code*</code>"),
    ("a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c"),
    ("&gt; said\nthen", "<blockquote>said</blockquote>then"),
    ("• one\n• two", "<ul><li>one</li><li>two</li></ul>"),
    (":tada: :no_such_name:", "🎉 :no_such_name:"),
    ("<!here>", '<span class="mention broadcast">@here</span>'),
    ("<@U1>", '<span class="mention person is-me">@Núria</span>'),
    ("<@U9|pere>", '<span class="mention person">@pere</span>'),
    ("<#C1>", '<a class="mention channel" href="C1">#general</a>'),
    ("<!date^1700000000^{date_short} {time}|then>", '<time title="then">Nov 14, 2023 23:13</time>'),
    ("<!date^no^{date}|then>", "then"),
]


@pytest.mark.parametrize(("written", "drawn"), WRITTEN)
def test_mrkdwn_is_drawn_as_slack_draws_it(written: str, drawn: str) -> None:
    assert mrkdwn.draw(written, NAMES) == drawn


def test_a_link_opens_elsewhere_and_keeps_its_words() -> None:
    drawn = mrkdwn.draw("<https://example.org/a_b_c|the *page*>", NAMES)
    assert drawn.startswith('<a href="https://example.org/a_b_c" target="_blank" rel="noopener')
    assert drawn.endswith(">the *page*</a>")


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<javascript:alert(1)|press>",
        "`<img onerror=x>`",
        "```<b>```",
        '<https://a"b|c>',
    ],
)
def test_nothing_written_can_run(written: str) -> None:
    drawn = mrkdwn.draw(written, NAMES)
    assert all(part not in drawn for part in ("<script", "javascript:", "<img", "<b>", 'a"b'))


def test_markdown_has_no_raw_html_and_no_pictures() -> None:
    drawn = markdown.draw("**a** <b>x</b> ![p](https://example.org/p.png) :tada:")
    assert "<strong>a</strong> &lt;b&gt;" in drawn
    assert "<img" not in drawn
    assert "🎉" in drawn


def test_rich_text_is_drawn_with_its_styles_and_lists() -> None:
    section = {
        "type": "rich_text_section",
        "elements": [{"type": "text", "text": "a<b", "style": {"bold": True}}],
    }
    block = {"elements": [{"type": "rich_text_list", "style": "ordered", "elements": [section]}]}
    drawn = rich_text.draw(block, NAMES)
    assert '<ol class="indent-0" start="1"><li>' in drawn
    assert "<strong>a&lt;b</strong>" in drawn


def test_a_part_of_rich_text_that_nobody_knows_is_named() -> None:
    block = {"elements": [{"type": "rich_text_section", "elements": [{"type": "hologram"}]}]}
    assert "[hologram]" in rich_text.draw(block, NAMES)
