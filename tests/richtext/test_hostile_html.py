"""Whatever somebody writes, nothing of it runs in a reader's page."""

from html.parser import HTMLParser

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.acts.refusals import Refused
from core.richtext import Link, render
from core.richtext.vocabulary import ALLOWED

CORPUS = [
    "<script>alert(1)</script>x",
    "<SCRIPT SRC=//evil/x.js></SCRIPT>x",
    "<scr<script>ipt>alert(1)</scr</script>ipt>x",
    "<script\x00>alert(1)</script>x",
    "<script x><p title='</script>'>alert(1)",
    "x<script>",
    "<img src=x onerror=alert(1)>x",
    "<img src='x'onerror='alert(1)'>x",
    "<p/onclick=alert(1)>x",
    "<p onclick\n=\nalert(1)>x",
    "<svg onload=alert(1)>x",
    "<svg><script>alert(1)</script>x",
    "<svg><style><img src=x onerror=alert(1)></style>x",
    "<svg><a xlink:href='javascript:alert(1)'><text y=20>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>x",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>x",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>x",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>x",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'>x",
    "<template><img src=x onerror=alert(1)></template>x",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript&colon;alert(1)'>x</a>",
    "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:alert(1)'>x</a>",
    "<a href='javascript:123'>x</a>",
    "<a href='JaVaScRiPt&#58;alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='//evil.example/'>x</a>",
    "<a href='/\\evil.example/'>x</a>",
    "<a href='https:evil.example'>x</a>",
    "<a href='https://a\" onmouseover=alert(1) x=\"'>x</a>",
    "<a href=\"https://a.example/'&quot;><img src=x onerror=alert(1)>\">x</a>",
    "<a href='https://a.example' target=_blank onclick=alert(1)>x</a>",
    "<p style='background:url(javascript:alert(1))'>x",
    "<p style='position:fixed;inset:0'>x",
    "<p id=csrf name=submit class='toast mention'>x",
    "<style>*{display:none}</style>x",
    "<link rel=stylesheet href=//evil/x.css>x",
    "<meta http-equiv=refresh content='0;url=//evil/'>x",
    "<base href=//evil/>x",
    "<iframe src='javascript:alert(1)'></iframe>x",
    "<iframe srcdoc='<script>alert(1)</script>'>x</iframe>y",
    "<object data=//evil/x.swf></object>x",
    "<embed src=//evil/x.swf>x",
    "<form action=//evil/><input name=password><button formaction=javascript:alert(1)>x</button></form>",
    "<input autofocus onfocus=alert(1)>x",
    "<details open ontoggle=alert(1)>x",
    "<video><source onerror=alert(1)>x</video>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)>x",
    "<isindex action=javascript:alert(1) type=image>x",
    "<!--><img src=x onerror=alert(1)>-->x",
    "<!--!><img src=x onerror=alert(1)>-->x",
    "<![CDATA[<img src=x onerror=alert(1)>]]>x",
    "<svg><![CDATA[><img src=x onerror=alert(1)>]]>x",
    "<?xml-stylesheet href='javascript:alert(1)'?>x",
    "<p title='a>b<script>alert(1)</script>'>x",
    "<x/><title/</title><img src=x onerror=alert(1)>x",
    "\"><img src=x onerror=alert(1)>x",
    "<span data-mention='person:1\" onclick=\"alert(1)'>x</span>",
    "<span data-mention='javascript:1'>x</span>",
    "<blink>&lt;script&gt;alert(1)&lt;/script&gt;x",
    "https://a.example/\"onmouseover=alert(1)",
    "https://a.example/?<script>alert(1)</script>",
    "https://a.example/&quot;onmouseover=alert(1)//",
    "\"onmouseover=alert(1)//\"@a.example",
    "javascript://a.example/%0aalert(1)",
    "\u202ehttps://a.example\u202c <b>x</b>",
    "﹤script﹥alert(1)﹤/script﹥ x",
    "<ſcript>alert(1)</ſcript>x",
    "<p\x0conclick=alert(1)>x",
    "<<script>alert(1)//<</script>x",
    "<a href=https://a.example/`onmouseover=alert(1)`>x</a>",
    "<plaintext><img src=x onerror=alert(1)>x",
    "<select><noembed></select><script x='a@b'a>y='a@b'//a@b%0a\\u0061lert(1)</script x>z",
    "<table background=javascript:alert(1)><tr><td style=x onclick=y>x",
]  # fmt: skip


class Everyone:
    """A resolver that believes whatever it is asked, with an address and a title meant to break out."""

    def resolve(self, found):
        return {item.key: Link('/x?a="><script>alert(1)</script>', '"><script>alert(1)</script>') for item in found}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


ALLOWED_ATTRIBUTES = {"href", "rel", "title", "class", "data-mention", "start", "colspan", "rowspan", "scope"}
CLASSES = {"mention", "identifier"}


def assert_harmless(html):
    """Two parsers agree that only our words are there."""
    reader = _Reader()
    reader.feed(html)
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    elements = [(e.tag, dict(e.attrib)) for e in tree.iter() if e is not tree]
    assert sorted(map(str, reader.seen)) == sorted(map(str, elements))
    for tag, attributes in elements:
        assert tag in ALLOWED
        assert set(attributes) <= ALLOWED_ATTRIBUTES
        assert set(attributes.get("class", "mention").split()) <= CLASSES
        if tag == "a" and "href" in attributes:
            assert attributes["href"].startswith(("https://", "http://", "mailto:", "/"))
            assert not attributes["href"].startswith(("//", "/\\"))
            assert attributes["rel"] == "noopener nofollow"


@pytest.mark.parametrize("form", ["html", "text"])
@pytest.mark.parametrize("hostile", CORPUS)
def test_what_is_hostile_does_nothing(hostile, form):
    for links in (None, Everyone()):
        try:
            html = render(hostile, format=form, links=links)
        except Refused:
            continue  # nothing readable was in it
        assert_harmless(html)


def test_a_reader_cannot_be_made_to_believe_a_class_or_a_mention():
    html = render(
        '<p class="mention">x</p><a class="mention" data-mention="person:1" href="/people/2">Lena</a>', format="html"
    )
    assert "class=" not in html


PIECES = st.sampled_from(
    [
        "<b>", "</b>", "<p>", "</p>", "<div>", "</div>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</td>",
        "</table>", "<a href='/x'>", "<a href=javascript:x>", "</a>", "<pre>", "\n", "</pre>", "<script>", "</script>",
        "<style>", "</style>", "<svg>", "</svg>", "<math>", "<!--", "-->", "<![CDATA[", "]]>", "<title>", "</title>",
        "<img onerror=x alt='", "'", '"', ">", "<", "&lt;", "&amp;", "&#106;", "&", "x", " ", "é", "https://a.example/",
        "a@b.example", "NCT02210780", "@Lena Martin", "<span data-mention='person:1'>", "</span>", "<code>", "</code>",
        "<h1>", "<blockquote>", "<th>", "<caption>", "<textarea>", "</textarea>", "<font x=1>", "<i a=2>", "=", "/",
        "\x00",
    ]
)  # fmt: skip
HTML = st.lists(PIECES, max_size=40).map("".join)


@given(HTML)
@settings(max_examples=400, deadline=None)
def test_any_pieces_of_html_are_harmless_and_rendering_again_changes_nothing(source):
    try:
        html = render(source, format="html")
    except Refused:
        return
    assert_harmless(html)
    assert render(html, format="html") == html


@given(HTML)
@settings(max_examples=100, deadline=None)
def test_no_resolver_can_break_out_either(source):
    try:
        html = render(source, format="html", links=Everyone())
    except Refused:
        return
    assert_harmless(html)


@given(st.text(alphabet=st.sampled_from("<>/\"'=&;!-ab \n\t"), max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_signs_are_harmless(source):
    for form in ("html", "text"):
        try:
            assert_harmless(render(source, format=form))
        except Refused:
            continue
