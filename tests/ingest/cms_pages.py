"""Twenty pages in the styles of publishing systems: markup as their themes write it, words of our own.

``{p0}`` … ``{p3}`` are paragraphs of the article, which must come out whole; ``KEPT`` are further words that must, and
``LEFT`` words that must not.
"""

# ruff: noqa: E501 - markup stands as themes write it

from __future__ import annotations

from typing import NamedTuple

TITLE = "Weir at Orsa closed after divers find crack"
PARAGRAPHS = (
    "The council of Orsa closed the weir on Tuesday after divers found a crack of two metres in its wall.",
    "Boats were sent through the old lock, and the mayor, Ines Corvo, said that repairs would take at least a month.",
    "The weir was built in 1974 by a company from the coast. It holds back the water of two rivers, the Ard and the Sker.",
    "Fishermen who met in the town hall on Wednesday asked for money from the county, which had cut its budget in May.",
)
NAV = '<nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport news and results</a></li></ul></nav>'
FOOTER = '<footer class="site-footer"><p>© 2024 The Orsa Daily. All rights reserved by the owners of this paper.</p></footer>'
RELATED = (
    '<aside class="related-posts"><h3>Related</h3><ul><li><a href="/a">Ferry runs aground in the fog off Kestria</a></li>'
    '<li><a href="/b">Harbour wins a prize for its lamps</a></li></ul></aside>'
)
NEWSLETTER = (
    '<div class="newsletter-signup"><p>Sign up for our newsletter and get the news of Orsa every morning.</p>'
    '<form><label>Your email <input></label><button>Subscribe now</button></form></div>'
)
ELSEWHERE = ("Sport news and results", "All rights reserved", "Ferry runs aground", "Sign up for our newsletter", "Your email")


class Page(NamedTuple):
    """A page, words besides its paragraphs that must come out, and words that must not."""

    html: str
    kept: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = PARAGRAPHS


def _page(body: str, *kept: str, left: tuple[str, ...] = (), head: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> Page:
    for n, words in enumerate(PARAGRAPHS):
        body = body.replace(f"{{p{n}}}", words)
    html = f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{TITLE} | The Orsa Daily</title>{head}</head>"
    return Page(f"{html}<body>{body}</body></html>", kept, (*ELSEWHERE, *left), paragraphs)


ALL = "<p>{p0}</p><p>{p1}</p><p>{p2}</p><p>{p3}</p>"
PAGES = {
    "WordPress, classic theme": _page(
        f'{NAV}<div id="content"><div id="post-7" class="post type-post hentry"><h1 class="entry-title">{TITLE}</h1>'
        '<div class="entry-meta"><span class="byline">By Karl Orne</span></div><div class="entry-content">'
        "<p><strong>{p0}</strong></p><p>{p1}</p>"
        '<figure class="wp-caption"><img src=x><figcaption>The weir seen from the bridge in spring.</figcaption></figure>'
        f'<p>{{p2}}</p><p>{{p3}}</p></div></div>{RELATED}</div>{NEWSLETTER}{FOOTER}',
    ),
    "WordPress, block theme": _page(
        f'<header class="wp-block-template-part">{NAV}</header><main class="wp-block-group"><h1 class="wp-block-post-title">'
        f'{TITLE}</h1><div class="wp-block-post-content"><p class="has-drop-cap">{{p0}}</p><p>{{p1}}</p>'
        '<h2 class="wp-block-heading">What is known</h2><ul class="wp-block-list"><li>{p2}</li><li>{p3}</li></ul></div>'
        f'<div class="wp-block-query related">{RELATED}</div></main>{FOOTER}',
        "What is known",
    ),
    "Drupal": _page(
        f'{NAV}<main role=main><article class="node node--type-article node--view-mode-full"><h1><span class="field--name-title">'
        f'{TITLE}</span></h1><div class="node__content"><div class="clearfix text-formatted field field--name-body">{ALL}</div>'
        f'</div></article></main>{RELATED}{FOOTER}',
    ),
    "Arc": _page(
        f'<div id="fusion-app">{NAV}<main class="b-right-rail__main"><h1 class="b-headline">{TITLE}</h1>'
        '<article class="b-article-body"><p class="c-paragraph">{p0}</p><div class="b-ads-block"><p>Advertisement</p></div>'
        '<p class="c-paragraph">{p1}</p><p class="c-paragraph">{p2}</p><p class="c-paragraph">{p3}</p></article></main>'
        f'{NEWSLETTER}{FOOTER}</div>',
        left=("Advertisement",),
    ),
    "Ghost": _page(
        f'<div class="gh-viewport">{NAV}<main class="gh-main"><article class="gh-article post"><header class="gh-article-header">'
        f'<h1>{TITLE}</h1></header><section class="gh-content gh-canvas"><p>{{p0}}</p><div class="kg-card kg-callout-card">'
        '<div class="kg-callout-text">{p1}</div></div><p>{p2}</p><blockquote class="kg-blockquote-alt">{p3}</blockquote>'
        f'</section></article></main>{NEWSLETTER}{FOOTER}</div>',
    ),
    "Superdesk Publisher": _page(
        f'{NAV}<section class="container"><article class="article"><h1 class="article__title">{TITLE}</h1>'
        '<div class="article__body"><p>{p0}<br></p><p>{p1}</p><!-- EMBED START Image {id: "editor_0"} --><figure><img src=x>'
        '<figcaption>A diver at the weir, on a day in May.</figcaption></figure><!-- EMBED END Image --><p>{p2}</p><p>{p3}</p>'
        f'</div></article></section>{RELATED}{FOOTER}',
    ),
    "Next.js": _page(
        f'<div id="__next"><div class="css-1x2y">{NAV}</div><div class="css-9k"><h1 class="css-h">{TITLE}</h1>'
        '<div class="css-b"><div class="css-t">{p0}</div><div class="css-t">{p1}</div><div class="css-t">{p2}</div>'
        f'<div class="css-t">{{p3}}</div></div></div>{FOOTER}</div><script id="__NEXT_DATA__" type="application/json">{{}}</script>',
    ),
    "a page that only a script fills": _page(
        '<div id="root"></div><noscript>You need to enable JavaScript to run this app on your machine.</noscript>',
        head=f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}","articleBody":"'
        + "\\n\\n".join(PARAGRAPHS) + '"}</script>',
        left=("enable JavaScript",),
    ),
    "AMP": _page(
        f'<header><amp-sidebar id=s>{NAV}</amp-sidebar></header><article><h1>{TITLE}</h1><amp-img src=x></amp-img>'
        f'<div class="amp-content">{ALL}<amp-social-share type=email></amp-social-share></div></article>{FOOTER}',
    ),
    "line breaks for paragraphs": _page(
        f'<table><tr><td>{NAV}</td><td><h1>{TITLE}</h1><div class=text>{{p0}}<br><br>{{p1}}<br><br>{{p2}}<br /><br />{{p3}}</div>'
        f'</td></tr></table>{FOOTER}',
    ),
    "words beside blocks": _page(
        f'{NAV}<div class=story><h1>{TITLE}</h1>{{p0}}<p>{{p1}}</p>{{p2}}<ul><li>{{p3}}</li></ul></div>{FOOTER}',
    ),
    "phrasing elements": _page(
        f"{NAV}<article><h1>{TITLE}</h1><p>The council of <data value=7>Orsa</data> closed the weir on <time"
        " datetime=2024-03-05>Tuesday</time> after <button popovertarget=d>divers</button> found a <abbr title=x>crack</abbr>"
        " of <output>two metres</output> in its <mark>wall</mark>.</p><p>Boats were sent through the <label>old"
        " lock</label>, and the <dfn>mayor</dfn>, <b>Ines</b> <i>Corvo</i>, said that <x-term>repairs</x-term> would take at"
        " <u>least</u> a <kbd>month</kbd>.</p><p>{p2}</p><p>{p3}</p></article>" + FOOTER,
    ),
    "corrected": _page(
        f"{NAV}<article><h1>{TITLE}</h1><p>The council of Orsa closed the weir on <del>Monday</del><ins>Tuesday</ins> after"
        " <s>fishermen</s> divers found a crack of two metres in its wall.</p><p>{p1}</p><p>{p2}</p><p>{p3}</p></article>",
        left=("Monday", "fishermen divers"),
    ),
    "the article in an aside": _page(
        f'{NAV}<aside class="story">{ALL}</aside>{FOOTER}',
    ),
    "names that mislead": _page(
        f'{NAV}<div class="related-story sidebar"><h1>{TITLE}</h1><div class="promo-text">{ALL}</div></div>{FOOTER}',
    ),
    "a chronology in a table": _page(
        f"{NAV}<article><h1>{TITLE}</h1><p>{{p0}}</p><table class=timeline><thead><tr><th>Date</th><th>Event</th></tr></thead>"
        "<tbody><tr><td>3 May 2019</td><td>The lock was repaired.</td></tr><tr><td>7 July 2021</td><td><p>A barge sank.</p>"
        "<p>Two of its crew were saved.</p></td></tr></tbody></table><p>{p1}</p><p>{p2}</p><p>{p3}</p></article>" + FOOTER,
        "3 May 2019: The lock was repaired.", "7 July 2021:", "A barge sank.", "Two of its crew were saved.",
    ),
    "a list of definitions": _page(
        f"{NAV}<article><h1>{TITLE}</h1><p>{{p0}}</p><p>{{p1}}</p><dl><dt>3 May 2019</dt><dd>The lock was repaired.</dd>"
        "<dt><time datetime=2021-07-07>7 July 2021</time></dt><dd>A barge sank.</dd></dl><p>{p2}</p><p>{p3}</p></article>",
        "3 May 2019: The lock was repaired.", "7 July 2021: A barge sank.",
    ),
    "a live blog": _page(
        f'{NAV}<main><h1>{TITLE}</h1><div class="liveblog"><article class="post" id="block-2"><header><a href="#2"><time'
        ' datetime="2024-03-06T09:15:00Z">9.15am</time></a></header><h2>Fishermen meet</h2><p>{p3}</p></article>'
        '<article class="post" id="block-1"><header><time datetime="2024-03-05T22:10:00Z">10.10pm</time></header><p>{p0}</p>'
        f'<p>{{p1}}</p></article></div><p>{{p2}}</p></main>{FOOTER}',
        "9.15am", "10.10pm", "Fishermen meet",
    ),
    "a chronology under headings": _page(
        f"{NAV}<article><h1>{TITLE}</h1><p>{{p0}}</p><h3>3 May 2019</h3><p>{{p1}}</p><h3>July 2021</h3><p>{{p2}}</p><p>{{p3}}</p>"
        f"</article>{RELATED}",
        "3 May 2019:", "July 2021:",
    ),
    "parts with names in one word": _page(
        f'{NAV}<main><article class="post-7 has-sidebar"><h1>{TITLE}</h1><div class="articleBody">{ALL}'
        '<div class="sharedaddy sd-sharing-enabled"><h3>Share this with your friends:</h3><p>Press here to send it to them.</p></div>'
        '<div class="jp-relatedposts"><p>The dam of Kestria broke in a storm of the year 2001 and drowned twelve people.</p></div>'
        '<div class="post__relatedPosts"><p>The mill of Sker burned down in a night of the year 2002, and nobody knew why.</p></div>'
        f'</div></article></main>{FOOTER}',
        left=("Share this", "dam of Kestria", "mill of Sker"),
    ),
    "line breaks inside of paragraphs": _page(
        f"{NAV}<article><h1>{TITLE}</h1><p>The council of Orsa closed the weir<br>on Tuesday after divers found a crack<br>of two"
        " metres in its wall.</p><p>{p1}</p><p>Fishermen sang:<br>The water is low,<br>The water is cold.</p><p>{p2}</p>"
        f"<p>{{p3}}</p></article>{FOOTER}",
        "The water is low,", "The water is cold.",
    ),
    "comments inside of words": _page(
        f"{NAV}<article><h1>{TITLE}</h1><p>{{p0}}</p><p>Boats were sent th<!-- ad -->rough the old lock, and the mayor, Ines Corvo, said"
        f" that rep<wbr>airs would take at least a month.</p><p>{{p2}}</p><p>{{p3}}</p></article>{FOOTER}",
    ),
    "hidden words": _page(
        f"{NAV}<article><h1>{TITLE}</h1><p>{{p0}}</p><p hidden>The dam of Kestria broke on 3 May 2001.</p><p>{{p1}}</p><p>{{p2}}</p>"
        f"<p hidden=until-found>{{p3}}</p></article>{FOOTER}",
        left=("dam of Kestria",),
    ),
    "all hidden until a script has run": _page(
        f"{NAV}<main hidden><h1>{TITLE}</h1>{ALL}</main>{FOOTER}",
    ),
    "a shadow root": _page(
        f'{NAV}<h1>{TITLE}</h1><news-body><template shadowrootmode="open">{ALL}</template></news-body>'
        "<template><p>The dam of Kestria broke on 3 May 2001.</p></template>" + FOOTER,
        left=("dam of Kestria",),
    ),
    "short and without full stops": Page(
        f"<!doctype html><title>{TITLE}</title>{NAV}<main><h1>{TITLE}</h1><p>The weir was closed on 3 May 2019</p></main>{FOOTER}",
        left=ELSEWHERE, paragraphs=("The weir was closed on 3 May 2019",),
    ),
}  # fmt: skip

# Words that markup dates, the word of the event, its date.
MARKUP = [
    ("<p>The lock was opened by the king on <time datetime='2019-05-03'>3 May</time>, after years.</p>", "opened", "2019-05-03"),
    ("<p>The council voted on <time datetime='2024-02-26'>Monday</time> to close it.</p>", "voted", "2024-02-26"),
    ("<p>The lock was opened <time datetime='2019-05-03T10:00:00Z'>yesterday</time> by the king.</p>", "opened", "2019-05-03"),
    ("<p>The lock was opened on <time datetime='2019-05-03'>the king's birthday</time> by a girl.</p>", "opened", "2019-05-03"),
    ("<p>The lock was opened at <time datetime='2019-05-03T10:30'>10.30am</time> by the king.</p>", "opened", "2019-05-03T10:30:00"),
    ("<p>The lock was opened <time datetime='2024-02-20'>two weeks ago</time> by the king.</p>", "opened", "2024-02-20"),
    ("<p>The lock was opened <time datetime='2024-02-27'>last week</time> by the king.</p>", "opened", "2024-02-27"),
    ("<p>The lock was opened <time datetime='2021-02-27'>three years ago</time> by the king.</p>", "opened", "2021-02-27"),
    ("<p>The lock was opened in <time datetime='2019-05'>May</time> by the king.</p>", "opened", "2019-05"),
    ("<p>The lock was opened on <time datetime='2019-05'>3 May</time> by the king.</p>", "opened", "2019-05-03"),
    ("<p>The lock was opened <time datetime='2024-02'>last month</time> by the king.</p>", "opened", "2024-02"),
    ("<p>The lock was opened in <time datetime='2019-06'>May</time> by the king.</p>", "opened", "2023-05"),
    ("<p>The lock was opened on <relative-time datetime='2019-05-03'>3 May 2019</relative-time> by the king.</p>", "opened", "2019-05-03"),
    ("<p>The lock was opened on <time datetime='2024-03-06'>3 May 2019</time> by the king.</p>", "opened", "2019-05-03"),
    ("<p>The lock was opened on <time datetime='2024-03-06'>3 May</time> by the king.</p>", "opened", "2023-05-03"),
    ("<p>The lock was opened on <time datetime='2016-12-31T23:59:60Z'>New Year's Eve</time>, at last.</p>", "opened", "2016-12-31"),
]  # fmt: skip

# Forms of one chronology: the lock was opened on 3 May 2019, a barge sank on 7 July 2021.
CHRONOLOGIES = {
    "table": "<table><tr><td>3 May 2019</td><td>The lock was opened.</td></tr><tr><td>7 July 2021</td><td>A barge sank.</td></tr></table>",
    "date last": "<table><tr><td>The lock was opened.</td><td>3 May 2019</td></tr><tr><td>A barge sank.</td><td>7 July 2021</td></tr></table>",
    "header and place": "<table><tr><th>When</th><th>What</th><th>Where</th></tr><tr><td>3 May 2019</td><td>The lock was opened.</td>"
    "<td>Orsa</td></tr><tr><td>7 July 2021</td><td>A barge sank.</td><td>Kestria</td></tr></table>",
    "header cells": "<table><tr><th>3 May 2019</th><td>The lock was opened.</td></tr><tr><th>7 July 2021</th><td>A barge sank.</td></tr></table>",
    "nested": "<table><tr><td><table><tr><td>3 May 2019</td><td>The lock was opened.</td></tr></table></td></tr>"
    "<tr><td><table><tr><td>7 July 2021</td><td>A barge sank.</td></tr></table></td></tr></table>",
    "paragraphs in cells": "<table><tr><td><p>3 May 2019</p></td><td><p>The lock was opened.</p><p>It was blue.</p></td></tr>"
    "<tr><td><p>7 July 2021</p></td><td><p>A barge sank.</p></td></tr></table>",
    "lines in cells": "<table><tr><td>3 May 2019</td><td>It rained.<br>The lock was opened.<br>Boats passed.</td></tr>"
    "<tr><td>7 July 2021</td><td>A barge sank.<br>It was old.</td></tr></table>",
    "dates in lines": "<table><tr><td>3 May<br>2019</td><td>The lock was opened.<br>Boats passed.</td></tr>"
    "<tr><td><div>7 July</div><div>2021</div></td><td>A barge sank.<br>It was old.</td></tr></table>",
    "lines in definitions": "<dl><dt>3 May 2019</dt><dd>It rained.<br>The lock was opened.</dd>"
    "<dt>7 July<br>2021</dt><dd>A barge sank.<br>It was old.</dd></dl>",
    "lines in headings": "<h3>3 May<br>2019</h3><p>The lock was opened.</p><h3>7 July<br>2021</h3><p>A barge sank.</p>",
    "lists in cells": "<table><tr><td>3 May 2019</td><td><ul><li>The lock was opened.</li></ul></td></tr>"
    "<tr><td>7 July 2021</td><td><ul><li>A barge sank.</li></ul></td></tr></table>",
    "marked": "<table><tr><td><time datetime=2019-05-03>3 May</time></td><td>The lock was opened.</td></tr>"
    "<tr><td><time datetime=2021-07-07>7 July</time></td><td>A barge sank.</td></tr></table>",
    "definitions": "<dl><dt>3 May 2019</dt><dd>The lock was opened.</dd><dt>7 July 2021</dt><dd>A barge sank.</dd></dl>",
    "grouped definitions": "<dl><div><dt><strong>3 May 2019</strong></dt><dd><p>The lock was opened.</p></dd></div>"
    "<div><dt>7 July 2021</dt><dd>A barge sank.</dd></div></dl>",
    "headings": "<h3>3 May 2019</h3><p>The lock was opened.</p><h3>7 July 2021</h3><p>A barge sank.</p>",
    "one heading": "<p>On 7 July 2021, a barge sank.</p><h4>3 May 2019</h4><p>The lock was opened.</p><h4>Boats</h4>",
    "bold lines": "<p><strong>3 May 2019</strong></p><p>The lock was opened.</p><p><strong>7 July 2021</strong></p><p>A barge sank.</p>",
    "bold and break": "<p><b>3 May 2019</b><br>The lock was opened.</p><p><b>7 July 2021</b><br>A barge sank.</p>",
    "list": "<ul><li><strong>3 May 2019:</strong> The lock was opened.</li><li><strong>7 July 2021:</strong> A barge sank.</li></ul>",
    "list of paragraphs": "<ol><li><p><em>3 May 2019</em> – The lock was opened.</p></li><li><p><em>7 July 2021</em> – A barge sank.</p></li></ol>",
    "cards": "<div class=tl><div class=item><div class=date>3 May 2019</div><div class=text>The lock was opened.</div></div>"
    "<div class=item><div class=date>7 July 2021</div><div class=text>A barge sank.</div></div></div>",
    "summaries": "<details open><summary>3 May 2019</summary><p>The lock was opened.</p></details>"
    "<details><summary>7 July 2021</summary><p>A barge sank.</p></details>",
    "a year over days": "<table><tr><th>Year</th><th>Day</th><th>What</th></tr><tr><td rowspan=2>2019</td><td>3 May</td>"
    "<td>The lock was opened.</td></tr><tr><td>4 May</td><td>A boat was blessed.</td></tr><tr><td>2021</td><td>7 July</td><td>A barge sank.</td></tr></table>",
    "a day over entries": "<table><tr><td rowspan=2>3 May 2019</td><td>A band played.</td></tr><tr><td>The lock was opened.</td></tr>"
    "<tr><td>7 July 2021</td><td>A barge sank.</td></tr></table>",
    "a place over days": "<table><tr><td rowspan=2>Orsa</td><td>3 May 2019</td><td>The lock was opened.</td></tr>"
    "<tr><td>7 July 2021</td><td>A barge sank.</td></tr></table>",
    "rows of months": "<table><tr><th colspan=2>May 2019</th></tr><tr><td>3 May</td><td>The lock was opened.</td></tr>"
    "<tr><th colspan=2>July 2021</th></tr><tr><td>7 July</td><td>A barge sank.</td></tr></table>",
    "spans side by side": "<ul><li><span class=date>3 May 2019</span><span>The lock was opened.</span></li>"
    "<li><span class=date>7 July 2021</span><span>A barge sank.</span></li></ul>",
    "links side by side": "<div><a href=/1>3 May 2019</a><b>The lock was opened.</b></div><div><a href=/2>7 July 2021</a><b>A barge sank.</b></div>",
    "headings with words": "<h4>3 May 2019: The first day</h4><p>The lock was opened.</p><h4>7 July 2021: The end of it</h4><p>A barge sank.</p>",
    "headings with a dash": "<h4>May 3, 2019 — First day</h4><p>The lock was opened.</p><h4>July 7, 2021 — An end</h4><p>A barge sank.</p>",
    "columns": "<table><tr><th>3 May 2019</th><th>7 July 2021</th></tr><tr><td>The lock was opened.</td><td>A barge sank.</td></tr></table>",
    "summaries with words": "<details open><summary>3 May 2019: The first day</summary><p>The lock was opened.</p></details>"
    "<details><summary>7 July 2021: The end of it</summary><p>A barge sank.</p></details>",
    "definitions with words": "<dl><dt>3 May 2019 – The first day</dt><dd>The lock was opened.</dd><dt>7 July 2021 – The end</dt><dd>A barge sank.</dd></dl>",
    "headings over posts": "<h2>3 May 2019</h2><div class=post><p>The lock was opened.</p></div><h2>7 July 2021</h2><div class=post><p>A barge sank.</p></div>",
    "years over sentences": "<h3>2019</h3><p>The lock was opened on 3 May.</p><h3>2021</h3><p>A barge sank on 7 July.</p>",
    "tabs of years": "<div class=tabs><div>2019</div><div><p>The lock was opened on 3 May.</p></div><div>2021</div><div><p>A barge sank on 7 July.</p></div></div>",
    "months over days": "<h3>May 2019</h3><p>The lock was opened on the 3rd.</p><h3>July 2021</h3><p>A barge sank on the 7th.</p>",
    "an aside": "<aside class=factbox><h2>Timeline</h2><ul><li>3 May 2019: The lock was opened.</li><li>7 July 2021: A barge sank.</li></ul></aside>",
}  # fmt: skip

# Two posts of a live blog, of the times {0} and {1}, saying {a} and {b}.
POSTS = {
    "headers": "<div class=post><header><time datetime='{0}'>9.15am</time></header><p>{a}</p></div>"
    "<div class=post><header><time datetime='{1}'>10.10pm</time></header><p>{b}</p></div>",
    "in the paragraph": "<p><strong><time datetime='{0}'>9.15am</time></strong> {a}</p>"
    "<p><strong><time datetime='{1}'>10.10pm</time></strong> {b}</p>",
    "ago": "<section><a href=#1><time datetime='{0}'>2 hours ago</time></a><p>{a}</p></section>"
    "<section><a href=#2><time datetime='{1}'>13 hours ago</time></a><p>{b}</p></section>",
    "days above": "<h2>Thursday, 7 March 2024</h2><div class=post><p><b>9.15am</b></p><p>{a}</p></div>"
    "<h2>Wednesday, 6 March 2024</h2><div class=post><p><b>10.10pm</b></p><p>{b}</p></div>"
    "<div class=post><p><b>8.05pm</b></p><p>Divers entered the water.</p></div>",
    "dates": "<article><h3><time datetime='{0}'>7 March 2024 09:15</time></h3><p>{a}</p></article>"
    "<article><h3><time datetime='{1}'>6 March 2024 22:10</time></h3><p>{b}</p></article>",
    "items": "<ol reversed><li><time datetime='{0}'>09:15</time><p>{a}</p></li><li><time datetime='{1}'>22:10</time><p>{b}</p></li></ol>",
    "names that mislead": "<div class=entry><div class=entry-meta><time datetime='{0}'>9:15 a.m.</time></div><p>{a}</p></div>"
    "<div class=entry><div class=entry-meta><time datetime='{1}'>10:10 p.m.</time></div><p>{b}</p></div>",
    "titled": "<div><span class=t><time datetime='{0}'>9.15am</time></span><h2>A day of protest</h2><p>{a}</p></div>"
    "<div><span class=t><time datetime='{1}'>10.10pm</time></span><h2>No way across</h2><p>{b}</p></div>",
}
