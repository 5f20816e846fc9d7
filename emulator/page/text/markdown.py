"""The markdown block drawn as safe HTML: no raw HTML, no pictures of other hosts."""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from . import emoji


def draw(text: str) -> Markup:
    return Markup(_parser().render(text))  # noqa: S704 - the parser escapes, raw HTML is off


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    parser.disable("image")
    parser.add_render_rule("link_open", _link_open)
    parser.add_render_rule("text", _text)
    return parser


def _link_open(
    self: RendererHTML, tokens: list[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    tokens[place].attrSet("target", "_blank")
    tokens[place].attrSet("rel", "noopener noreferrer")
    return self.renderToken(tokens, place, options, env)


def _text(self: RendererHTML, tokens: list[Token], place: int, options: OptionsDict, env: EnvType) -> str:
    tokens[place].content = emoji.replace(tokens[place].content)
    return self.text(tokens, place, options, env)
