"""Whole pages as content systems and houses of many countries make them, written for these tests, each with its gold.

Every page is hard in its own way, which `hard` says.  Outlets, people and places are invented.  The gold body holds what a
reader would call the report: paragraphs, headings between them, lists, tables, quotations and the line that says who
contributed; no captions, teasers, sign-up boxes, comments or small print.  A summary under the heading counts neither way.  Dates are days as the page itself counts them.
"""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, what makes it hard, and what a reader takes from it."""

    name: str
    hard: str
    content: bytes
    title: str
    day: str
    authors: tuple[str, ...]
    body: tuple[str, ...]


DAM_TITLE = "Dam bursts above Velin after a week of rain"
DAM = (
    "Thousands of people crossed the river on Friday after the dam above Velin gave way, officials said.",
    "The regional governor told reporters that 4,200 residents had been taken to schools and sports halls nearby.",
    ("“We heard it before we saw it,” said Mira Tolan, a baker whose shop stood two streets from the bank. “Nobody had told"
    " us to leave.”"),
    "Engineers had warned of cracks in the wall of the dam in March, according to a report that nobody answered.",
    "The army sent boats and three helicopters, and a spokesman said that the search for the missing would go on at night.",
    "At least 61 people were missing on Friday evening, the interior ministry said, down from 85 in the morning.",
    "The water company, Orlin Hydro, rejected the accusation that it had kept the gates shut too long.",
)
CAMP_TITLE = "Fire leaves 2,300 without shelter in Sorda camp"
CAMP = (
    "A fire that broke out before dawn on Thursday destroyed 460 tents in the Sorda camp, aid workers said.",
    "No one was killed, but 17 people were treated for burns at the field hospital, three of them children.",
    ("The camp has held people from the eastern valleys since the fighting of last winter; it was built for 6,000 and houses"
    " more than 11,000."),
    "“Families are sleeping in the open again,” said Jon Harke, who leads the work of the relief committee there.",
    "The cause was not known. The authorities said that a stove had been overturned, which residents disputed.",
)
TRUCE_TITLE = "Both sides accuse each other as truce in Orlin valley fails"
TRUCE = (
    "A truce in the Orlin valley collapsed within nine hours on Thursday, and each side blamed the other.",
    "The defence ministry said that its positions near Hest had come under mortar fire shortly after 4 a.m.",
    "The northern command denied this and said that government drones had struck a convoy of ambulances, killing four.",
    "Neither account could be checked. Monitors have had no access to the road since Tuesday.",
    "A spokeswoman for the monitoring mission called on both to open the road and to let the wounded pass.",
    "Some 900 people have been killed since the fighting began in January, by the mission's own count.",
)
SUMMARIES = ("Aid workers say 460 tents burned.", "The road to Hest is shut.")
COMMENTS = (
    '<section id="comments" class="comments-area"><h2>3 comments</h2><ol class="comment-list"><li class="comment">'
    '<cite class="fn">angry_reader</cite> says: <time datetime="2023-06-30T10:00:00Z">30 June</time><p>The mayor should'
    " resign at once, as I have been saying in this place for many years without anybody listening to me.</p></li>"
    '<li class="comment"><cite class="fn">Nel</cite><p>My aunt lives there and she says that the sirens were never tested,'
    " not once in all these years, and that everybody knew.</p></li></ol></section>"
)
TEASERS = (
    '<aside class="related-posts"><h3>You may also like</h3><ul><li><a href="/a">Bridge closed in Orlin for the third time'
    ' this year</a> <span class="author">Other Writer</span> <time datetime="2021-01-05">5 Jan 2021</time></li><li><a'
    ' href="/b">What we know about the cracks in the wall</a></li><li><a href="/c">Schools stay shut</a></li></ul></aside>'
)
COOKIES = (
    '<div id="consent" class="cookie-banner" role="dialog"><h2>We value your privacy</h2><p>We and our 812 partners store'
    " and access information on a device, such as unique identifiers in cookies, to process personal data. You may accept"
    " or manage your choices by clicking below, including your right to object where legitimate interest is used.</p>"
    "<button>Accept all</button><button>Manage options</button></div>"
)
FOOT = "<footer><p>© 2023 The Example Post. All rights reserved. Terms of use · Privacy policy · Contact us</p></footer>"
NAV = '<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav>'


def ld(*told: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in told)


def tagged(paragraphs: tuple[str, ...], opening: str = "<p>", closing: str = "</p>") -> str:
    return "\n".join(f"{opening}{paragraph}{closing}" for paragraph in paragraphs)


def html(head: str, body: str, lang: str = "en") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    ).encode()


PAGES: list[Page] = []


def page(name: str, hard: str, content: bytes, title: str, day: str, authors: str, body: tuple[str, ...]) -> None:
    names = tuple(filter(None, authors.split("; ")))
    PAGES.append(Page(name=name, hard=hard, content=content, title=title, day=day, authors=names, body=body))


# --- blogs and general content systems -------------------------------------------------------------------------------

page(
    "wordpress-yoast", "a graph whose author is a reference; published and updated side by side; sharing inside the body",
    html(
        f"<title>{DAM_TITLE} - Example Post</title>" + ld({"@context": "https://schema.org", "@graph": [
            {"@type": "Article", "@id": "https://post.example/dam/#article", "isPartOf": {"@id": "https://post.example/dam/"},
             "author": {"name": "ana", "@id": "https://post.example/#/schema/person/9"}, "headline": DAM_TITLE,
             "datePublished": "2023-05-12T18:20:11+00:00", "dateModified": "2023-05-13T07:00:00+00:00",
             "publisher": {"@id": "https://post.example/#organization"}, "articleSection": ["News", "Velin"]},
            {"@type": "WebPage", "@id": "https://post.example/dam/", "name": f"{DAM_TITLE} - Example Post",
             "datePublished": "2023-05-12T18:20:11+00:00"},
            {"@type": "Organization", "@id": "https://post.example/#organization", "name": "Example Post"},
            {"@type": "Person", "@id": "https://post.example/#/schema/person/9", "name": "Ana Example"}]}),
        f'{NAV}<div id="page"><main><article class="post-12 post type-post hentry"><header class="entry-header"><h1'
        f' class="entry-title">{DAM_TITLE}</h1><div class="entry-meta"><span class="posted-on">Posted on <time class='
        '"entry-date published" datetime="2023-05-12T18:20:11+00:00">May 12, 2023</time><time class="updated" datetime='
        '"2023-05-13T07:00:00+00:00">May 13, 2023</time></span><span class="byline"> by <span class="author vcard"><a'
        ' class="url fn n" href="/author/ana">Ana Example</a></span></span></div></header><div class="entry-content">'
        f'{tagged(DAM[:3])}<div class="code-block ad">Advertisement</div>{tagged(DAM[3:])}<div class="sharedaddy'
        ' sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li>Tweet</li><li>Email</li></ul></div><div id='
        f'"jp-relatedposts"><h3>Related</h3></div></div></article>{COMMENTS}</main></div>{FOOT}',
    ),
    DAM_TITLE, "2023-05-12", "Ana Example", DAM,
)  # fmt: skip
page(
    "wordpress-plain", "nothing but classes; the window's title has the site in front of it; the author's box below",
    html(
        f"<title>Velin Online » {CAMP_TITLE}</title>",
        f'<h1 class="site-title"><a href="/">Velin Online</a></h1>{NAV}<div class="post hentry"><h2 class="entry-title">'
        f'{CAMP_TITLE}</h2><div class="meta"><abbr class="published" title="2023-05-11T09:00:00">11th May 2023</abbr> Filed'
        f' under: <a rel="category tag">Camps</a></div><div class="entry">{tagged(CAMP)}</div><div class="author-box"><h4>'
        "About <a rel='author' href='/u/3'>Bo Ek</a></h4><p>Bo Ek has written for Velin Online since 2011. He likes long"
        f' walks and short words, and lives near the river with two dogs.</p></div></div>{COMMENTS}{FOOT}',
    ),
    CAMP_TITLE, "2023-05-11", "Bo Ek", CAMP,
)  # fmt: skip
page(
    "drupal-submitted", "the only date is in \"Submitted by\"; fields within fields",
    html(
        f'<title>{TRUCE_TITLE} | Orlin Watch</title><meta name="Generator" content="Drupal 7">',
        f'<div id="header"><div id="site-name">Orlin Watch</div></div>{NAV}<div id="content"><h1 class="title" id="page-title"'
        f'>{TRUCE_TITLE}</h1><div class="node node-article"><div class="submitted">Submitted by <span class="username">Cy Dee'
        "</span> on Thu, 05/11/2023 - 21:14</div><div class=\"content\"><div class=\"field field-name-body\"><div"
        f' class="field-items"><div class="field-item even" property="content:encoded">{tagged(TRUCE)}</div></div></div><div'
        ' class="field field-name-field-tags"><a>truce</a> <a>Hest</a></div></div></div></div><div id="sidebar"><h2>Who is'
        ' online</h2><p>There are currently 2 users online.</p></div>',
    ),
    TRUCE_TITLE, "2023-05-11", "Cy Dee", TRUCE,
)  # fmt: skip
page(
    "joomla", "the author stands behind \"Written by\"; hits, print and mail icons between heading and text",
    html(
        f"<title>{CAMP_TITLE}</title><meta name='author' content='Super User'>",
        f'<div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop='
        f'"headline">{CAMP_TITLE}</h2></div><div class="icons"><ul><li>Print</li><li>Email</li></ul></div><dl class='
        '"article-info muted"><dd class="createdby" itemprop="author" itemscope>Written by <span itemprop="name">Bo Ek</span>'
        '</dd><dd class="category-name">Category: News</dd><dd class="published"><span class="icon-calendar"></span><time'
        ' datetime="2023-05-11T10:11:12+03:00" itemprop="datePublished">Published: 11 May 2023</time></dd><dd class="modified"'
        '><time datetime="2023-05-12T00:00:00+03:00" itemprop="dateModified">Last Updated: 12 May 2023</time></dd><dd class='
        f'"hits">Hits: 1203</dd></dl><div itemprop="articleBody">{tagged(CAMP)}</div><ul class="pager"><li>Prev</li><li>Next'
        "</li></ul></div>",
    ),
    CAMP_TITLE, "2023-05-11", "Bo Ek", CAMP,
)  # fmt: skip
page(
    "blogger", "lines parted by breaks, no paragraphs; the date is a heading above all the day's posts",
    html(
        f"<title>News from the valley: {TRUCE_TITLE}</title>",
        '<div class="header"><h1 class="title">News from the valley</h1></div><div class="date-outer"><h2 class="date-header">'
        f'<span>Thursday, 11 May 2023</span></h2><div class="post hentry"><h3 class="post-title entry-title">{TRUCE_TITLE}</h3>'
        f'<div class="post-body entry-content">{"<br /><br />".join(TRUCE)}</div><div class="post-footer">Posted by <span'
        ' class="fn"><a rel="author">Cy Dee</a></span> at <a class="timestamp-link"><abbr class="published" title="2023-05-11T'
        '23:40:00-07:00">23:40</abbr></a></div></div></div><div class="sidebar"><h2>Blog Archive</h2><ul><li>2022 (31)</li></ul>'
        "</div>",
    ),
    TRUCE_TITLE, "2023-05-11", "Cy Dee", TRUCE,
)  # fmt: skip
page(
    "ghost", "a bookmark card and a sign-up card within the text",
    html(
        f'<title>{DAM_TITLE}</title><meta property="og:site_name" content="The Valley Independent"><meta property="og:title"'
        f' content="{DAM_TITLE}"><meta property="article:published_time" content="2023-05-12T20:15:00.000Z"><meta property='
        '"article:modified_time" content="2023-05-14T20:15:00.000Z">' + ld({
            "@type": "Article", "publisher": {"@type": "Organization", "name": "The Valley Independent"},
            "author": {"@type": "Person", "name": "Ana Example", "url": "https://valley.example/author/ana"},
            "contributor": [{"@type": "Person", "name": "Bo Ek"}], "headline": DAM_TITLE,
            "datePublished": "2023-05-12T20:15:00.000Z", "dateModified": "2023-05-14T20:15:00.000Z"}),
        f'<article class="gh-article"><h1 class="gh-article-title">{DAM_TITLE}</h1><section class="gh-content">{tagged(DAM[:2])}'
        '<figure class="kg-card kg-bookmark-card"><a href="/x"><div class="kg-bookmark-title">Cracks in the wall: what the report'
        ' said</div><div class="kg-bookmark-description">Six engineers, one report, and a drawer that it was put into for two'
        f' months before the rain.</div></a></figure>{tagged(DAM[2:5])}<div class="kg-card kg-signup-card"><h2>Join our community'
        '</h2><p>Support independent journalism in the valley. Become a member today and never miss a story.</p><button>Subscribe'
        f"</button></div>{tagged(DAM[5:])}</section></article>{FOOT}",
    ),
    DAM_TITLE, "2023-05-12", "Ana Example", DAM,
)  # fmt: skip
page(
    "newsletter", "a subtitle, a subscribe box in the text, thanks for reading at its end",
    html(
        f'<title>{CAMP_TITLE} - by Ana Example - Camp Notes</title><meta property="og:title" content="{CAMP_TITLE}"><meta name='
        '"author" content="Ana Example">' + ld({"@type": "NewsArticle", "headline": CAMP_TITLE, "datePublished":
            "2023-05-11T06:30:00+00:00", "author": [{"@type": "Person", "name": "Ana Example"}], "isAccessibleForFree": True,
            "publisher": {"@type": "Organization", "name": "Camp Notes"}}),
        f'<article><h1 class="post-title">{CAMP_TITLE}</h1><h3 class="subtitle">Notes from a tent</h3><div class="byline-wrapper">'
        f'<a>Ana Example</a><div>May 11, 2023</div><div>12</div><div>Share</div></div><div class="available-content"><div'
        f' class="body markup">{tagged(CAMP[:3])}<div class="subscription-widget-wrap"><div class="subscription-widget"><p>Camp Notes'
        ' is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid subscriber.'
        f'</p></div></div>{tagged(CAMP[3:])}</div></div></article><div class="comments"><h4>Discussion about this post</h4></div>',
    ),
    CAMP_TITLE, "2023-05-11", "Ana Example", CAMP,
)  # fmt: skip

page(
    "comments-open", "the class of the report says that it may be commented on, as if it were the comments",
    html(
        f"<title>{CAMP_TITLE}</title><meta property='article:published_time' content='2023-05-11T08:00:00Z'>",
        f'<div class="post comments-open has-comments"><h1>{CAMP_TITLE}</h1><p class="byline">By Bo Ek</p><div class="entry">{tagged(CAMP)}'
        f"</div></div>{COMMENTS}",
    ),
    CAMP_TITLE, "2023-05-11", "Bo Ek", CAMP,
)  # fmt: skip

# --- agencies and broadcasters ---------------------------------------------------------------------------------------

page(
    "broadcaster-blocks", "each paragraph in a block of its own under hashed classes; labels read out to the blind; topics",
    html(
        f"<title>{DAM_TITLE} - Example News</title><meta property='og:title' content='{DAM_TITLE}'>" + ld({
            "@type": "NewsArticle", "headline": DAM_TITLE, "datePublished": "2023-05-12T16:03:35.000Z", "dateModified":
            "2023-05-12T22:03:35.000Z", "author": [{"@type": "NewsMediaOrganization", "name": "Example News"}], "publisher":
            {"@type": "NewsMediaOrganization", "name": "Example News"}}),
        f'<main><article class="ssrcss-pv1rh6-ArticleWrapper e1"><div data-component="headline-block" class="ssrcss-1"><h1'
        f' class="ssrcss-15x"><span role="text">{DAM_TITLE}</span></h1></div><div data-component="byline-block"><div class="x">'
        '<time datetime="2023-05-12T16:03:35.000Z">12 May 2023</time></div><div class="ssrcss-68pt20-Text-TextContributorName">Ana'
        ' Example</div><div class="ssrcss-84ltp5-Text">Eastern Europe correspondent, Example News</div></div><div data-component='
        '"image-block"><figure><div class="ssrcss-x"><span class="visually-hidden">Image source, </span>Example Pictures</div>'
        '<figcaption><span class="visually-hidden">Image caption, </span>Boats on the main street of Velin on Friday</figcaption>'
        "</figure></div>" + tagged(DAM, '<div data-component="text-block" class="ssrcss-uf6-RichTextComponentWrapper"><div'
        ' class="ssrcss-7uxr49-RichTextContainer"><p class="ssrcss-1q0x1qg-Paragraph">', "</p></div></div>") +
        '<div data-component="links-block"><h2>More on this story</h2><ul><li><a>Bridge closed in Orlin</a></li></ul></div><section'
        ' data-component="topic-list"><h2>Related Topics</h2><ul><li>Floods</li></ul></section></article></main>' + FOOT,
    ),
    DAM_TITLE, "2023-05-12", "Ana Example", DAM,
)  # fmt: skip
page(
    "agency-rich-text", "names in capitals; the time as milliseconds; contributors below a rule; advertisements between",
    html(
        f"<title>{TRUCE_TITLE} | EX News</title><meta property='og:title' content='{TRUCE_TITLE}'><meta property='og:site_name'"
        " content='EX News'>",
        f'{NAV}<main class="Page-main"><h1 class="Page-headline">{TRUCE_TITLE}</h1><div class="Page-byline"><div class="Page-authors">'
        'By&nbsp;<a class="Link" href="/a">ANA EXAMPLE</a>&nbsp;and&nbsp;<a class="Link" href="/b">BO EK</a></div><div class='
        '"Page-dateModified">Updated <bsp-timestamp data-timestamp="1683910000000">4:46 PM GMT, May 12, 2023</bsp-timestamp></div>'
        '<div class="Page-datePublished">Published <bsp-timestamp data-timestamp="1683823600000">4:46 PM GMT, May 11, 2023'
        '</bsp-timestamp></div></div><div class="RichTextStoryBody RichTextBody"><p>HEST, Orlin (EX) — '
        f'{TRUCE[0]}</p><div class="SovrnAd Advertisement">Advertisement</div>{tagged(TRUCE[1:4])}<div class="HTMLModuleEnhancement">'
        f'<p><b>READ MORE:</b> <a>The road to Hest</a></p></div>{tagged(TRUCE[4:])}<p>___</p><p>Example reported from Velin. EX'
        ' writer Cy Dee in Sorda contributed.</p></div></main><div class="PageListStandardE"><h2>Most read</h2><div>Quake shakes'
        " the coast</div></div>",
    ),
    TRUCE_TITLE, "2023-05-11", "Ana Example; Bo Ek",
    (f"HEST, Orlin (EX) — {TRUCE[0]}", *TRUCE[1:], "___", "Example reported from Velin. EX writer Cy Dee in Sorda contributed."),
)  # fmt: skip
page(
    "wire-divs", "paragraphs are divisions with a test mark; the standards line and reading time",
    html(
        f"<title>{DAM_TITLE} | Wirehouse</title><meta property='og:title' content='{DAM_TITLE}'><meta property='article:"
        "published_time' content='2023-05-12T15:44:00Z'><meta property='article:author' content='Ana Example,Bo Ek'>",
        f'{NAV}<main id="main-content"><article data-testid="Article"><header><h1 data-testid="Heading">{DAM_TITLE}</h1><div class='
        '"info-content__author-date__1Epi_"><div>By <a rel="author">Ana Example</a> and <a rel="author">Bo Ek</a></div><time datetime='
        '"2023-05-12T15:44:00Z"><span>May 12, 20233:44 PM UTC</span><span>Updated 2 hours ago</span></time></div></header><div class='
        '"article-body__content__17Yit">' + "".join(
            f'<div class="text__text__1FZLe article-body__paragraph__2-BtD" data-testid="paragraph-{n}">{p}</div>'
            for n, p in enumerate(("VELIN, May 12 (Wirehouse) - " + DAM[0], *DAM[1:]))) +
        '<div class="article-body__element"><p class="sign-off__text">Reporting by Ana Example and Bo Ek; Editing by Cy Dee</p></div>'
        '<p class="trust">Our Standards: <a>The Wirehouse Trust Principles.</a></p></div></article></main>' + FOOT,
    ),
    DAM_TITLE, "2023-05-12", "Ana Example; Bo Ek",
    (f"VELIN, May 12 (Wirehouse) - {DAM[0]}", *DAM[1:], "Reporting by Ana Example and Bo Ek; Editing by Cy Dee"),
)  # fmt: skip
page(
    "gulf-broadcaster", "the date twice, once for the blind; a list of recommended stories inside the text",
    html(
        f"<title>{CAMP_TITLE} | News | Gulf Example</title><meta name='publishedDate' content='2023-05-11T12:10:00Z'><meta property="
        f"'og:title' content='{CAMP_TITLE}'><meta property='og:site_name' content='Gulf Example'>",
        f'<main id="main-content-area"><header class="article-header"><h1>{CAMP_TITLE}</h1><p class="article__subhead"><em>Aid workers'
        ' say 460 tents burned.</em></p></header><div class="article-info-block"><div class="article-author-name"><div class='
        '"article-b-l">By <a class="author-link" href="/author/ana">Ana Example</a></div></div><div class="article-dates"><div class='
        '"date-simple"><span class="screen-reader-text">Published On 11 May 2023</span><span aria-hidden="true">11 May 2023</span></div>'
        f'</div></div><div class="wysiwyg wysiwyg--all-content">{tagged(CAMP[:2])}<div class="more-on"><h2 class="more-on__heading">'
        'Recommended Stories</h2><span class="screen-reader-text">list of 2 items</span><ul class="more-on__list"><li><span class='
        '"screen-reader-text">list 1 of 2</span>Why the valley fled</li><li><span class="screen-reader-text">list 2 of 2</span>Winter in'
        f' Sorda</li></ul><span class="screen-reader-text">end of list</span></div>{tagged(CAMP[2:])}</div><div class="article-source">'
        '<div>Source<!-- -->: <span>Gulf Example</span></div></div></main>' + FOOT,
    ),
    CAMP_TITLE, "2023-05-11", "Ana Example", CAMP,
)  # fmt: skip
page(
    "cable-news", "each name a link; the clock of the last update is the only time shown; the house in front of the text",
    html(
        f"<title>{DAM_TITLE} | EXN</title><meta name='author' content='Ana Example, Bo Ek, Cy Dee'><meta property='article:"
        f"published_time' content='2023-05-12T14:00:00.000Z'><meta property='og:title' content='{DAM_TITLE} | EXN'><meta property="
        "'og:site_name' content='EXN'>" + ld({"@type": ["NewsArticle", "ReportageNewsArticle"], "headline": DAM_TITLE, "datePublished":
            "2023-05-12T14:00:00.000Z", "dateModified": "2023-05-13T02:10:00.000Z", "author": [
            {"@type": "Person", "name": "Ana Example"}, {"@type": "Person", "name": "Bo Ek"}, {"@type": "Person", "name": "Cy Dee"}]}),
        f'<div class="headline__wrapper"><h1 class="headline__text inline-placeholder">\n      {DAM_TITLE}\n    </h1></div><div class="byline"'
        '><div class="byline__names">By <a class="byline__link"><span class="byline__name">Ana Example</span></a>, <a class="byline__link"'
        '><span class="byline__name">Bo Ek</span></a> and <span class="byline__name">Cy Dee</span>, EXN</div></div><div class="timestamp"'
        '>Updated 10:10 PM EDT, Fri May 12, 2023</div><div class="article__content-container"><main class="article__main"><div class='
        '"article__content" itemprop="articleBody"><div class="source inline-placeholder"><cite class="source__cite"><span class='
        '"source__location"></span><span class="source__text">EXN</span> &nbsp;&mdash;&nbsp;</cite></div>'
        + tagged(DAM[:4], '<p class="paragraph inline-placeholder">', "</p>") +
        '<div class="related-content related-content--article"><div class="related-content__image"></div><a><span class='
        '"related-content__headline-text">What the engineers wrote in March</span></a></div>'
        + tagged(DAM[4:], '<p class="paragraph inline-placeholder">', "</p>") + "</div></main></div>" + FOOT,
    ),
    DAM_TITLE, "2023-05-12", "Ana Example; Bo Ek; Cy Dee", DAM,
)  # fmt: skip
page(
    "public-radio", "a caption that can be hidden and shown, twice; a player above; a copyright line below",
    html(
        f"<title>{CAMP_TITLE} : EPR</title><meta name='date' content='2023-05-11'>" + ld({"@type": "NewsArticle", "headline": CAMP_TITLE,
            "datePublished": "2023-05-11T17:01:00-04:00", "author": {"@type": "Person", "name": ["Ana Example"]},
            "publisher": {"@type": "Organization", "name": "EPR"}}),
        f'<article class="story"><div class="storytitle"><h1>{CAMP_TITLE}</h1></div><div class="story-meta__one"><time datetime='
        '"2023-05-11T17:01:00-04:00"><span class="date">May 11, 2023</span><span class="time">5:01 PM ET</span></time><p class='
        '"byline__name byline__name--block"><a rel="author">Ana Example</a></p></div><div class="audio-module"><p>4-Minute Listen</p><a>'
        'Transcript</a></div><div id="storytext" class="storytext"><div class="bucketwrap image large"><div class="imagewrap"><img></div>'
        '<div class="credit-caption"><div class="caption-wrap"><div class="caption"><p>People queue for blankets in Sorda on Thursday. <b'
        ' class="credit">Nel Photo/EPR</b> <b class="hide-caption">hide caption</b></p></div><b class="toggle-caption">toggle caption</b>'
        f'</div></div></div>{tagged(CAMP)}</div><ul class="tags"><li>camps</li></ul></article>{FOOT}',
    ),
    CAMP_TITLE, "2023-05-11", "Ana Example", CAMP,
)  # fmt: skip
page(
    "state-agency-gbk", "GBK in the file; the menu is Chinese; the editor is no author; the source and time in one line",
    (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>'
        f"{TRUCE_TITLE}-Example Net</title><meta name='publishdate' content='2023-05-11'></head><body><div class='nav'>首页 国际 视频 图片"
        f"</div><div class='Btitle'><h1>{TRUCE_TITLE}</h1></div><div class='wzzy'><i class='source'>Source: Example Net</i> | <i class="
        "'time'>2023-05-11 23:05:30</i> | <i class='editor'>Editor: huaxia</i></div><div id='detail' class='content'><p>　　HEST, May 11"
        f" (Example Net) -- {TRUCE[0]}</p>{tagged(TRUCE[1:])}</div><div class='foot'>版权所有 Copyright © Example Net</div></body></html>"
    ).encode("gb18030"),
    TRUCE_TITLE, "2023-05-11", "", (f"HEST, May 11 (Example Net) -- {TRUCE[0]}", *TRUCE[1:]),
)  # fmt: skip
page(
    "agency-1251", "Windows-1251 in the file, Cyrillic around the text, seconds since 1970 as the date, no year shown",
    (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>'
        f"{DAM_TITLE} - World - EXASS</title><meta property='og:title' content='{DAM_TITLE}'><meta property='og:site_name' content='EXASS'>"
        "</head><body><div class='menu'>Главная Новости Спецпроекты</div><div itemscope itemtype='http://schema.org/NewsArticle'><meta"
        " itemprop='datePublished' content='1683900000'><div class='news-header__date'>12 MAY, 17:00</div>"
        f"<h1 class='news-header__title' itemprop='name'>{DAM_TITLE}</h1><div class='news-header__lead'>The army sent boats</div>"
        f"<div class='text-content' itemprop='articleBody'><div class='text-block'><p>VELIN, May 12. /EXASS/. {DAM[0]}</p>{tagged(DAM[1:])}</div>"
        "</div></div><div class='tags'>Теги: Velin</div></body></html>"
    ).encode("cp1251"),
    DAM_TITLE, "2023-05-12", "", (f"VELIN, May 12. /EXASS/. {DAM[0]}", *DAM[1:]),
)  # fmt: skip
page(
    "anatolian", "day.month.year; an update in the same line; whose desk",
    html(
        f"<title>{CAMP_TITLE}</title><meta property='og:title' content='{CAMP_TITLE}'>",
        f'<div class="detay-spot-category"><h1>{CAMP_TITLE}</h1><h4>Aid workers say 460 tents burned</h4></div><div class="detay-bg"><div'
        ' class="detay-paylas"><span class="detay-muhabir">Ana Example </span> | <span class="tarih">11.05.2023 - Update : 12.05.2023</span>'
        f'</div><div class="detay-icerik"><div><p><strong>SORDA</strong></p>{tagged(CAMP)}</div></div></div><div class="info-box">Examplean'
        " Agency website contains only a portion of the news stories offered to subscribers, and in summarized form.</div>",
    ),
    CAMP_TITLE, "2023-05-11", "", ("SORDA", *CAMP),
)  # fmt: skip
page(
    "german-broadcaster", "the house as author in meta; initials and agencies at the end; the date glued to another format",
    html(
        f"<title>{TRUCE_TITLE} – EW – 05/11/2023</title><meta property='og:site_name' content='ew.example'><meta name='author' content="
        "'Example Welle (www.ew.example)'>" + ld({"@type": "NewsArticle", "headline": TRUCE_TITLE, "datePublished":
            "2023-05-11T19:30:00.000Z", "author": {"@type": "Organization", "name": "Example Welle (www.ew.example)"}, "publisher":
            {"@type": "NewsMediaOrganization", "name": "Example Welle"}}),
        f'<article><header><span class="kicker">Conflicts</span><h1 class="s1">{TRUCE_TITLE}</h1></header><div class="author-details"><span'
        ' class="publication"><time>05/11/2023</time><time>May 11, 2023</time></span></div><p class="teaser-text">The road to Hest is shut.'
        f'</p><div class="cc0m0op s1ebneao rich-text">{tagged(TRUCE[:3])}<h2>No access for monitors</h2>{tagged(TRUCE[3:])}<p><em>dkt/es'
        '(AFP, Reuters)</em></p></div></article><div class="skip-section"><h2>Skip next section Explore more</h2><a>Bridge closed</a></div>',
    ),
    TRUCE_TITLE, "2023-05-11", "",
    (*TRUCE[:3], "No access for monitors", *TRUCE[3:], "dkt/es(AFP, Reuters)"),
)  # fmt: skip

# --- papers ----------------------------------------------------------------------------------------------------------

page(
    "arc-local", "three authors as objects, one an agency; interstitial links; a sign-up box",
    html(
        f"<title>{DAM_TITLE} - The Velin Tribune</title><meta property='og:title' content='{DAM_TITLE}'>" + ld({
            "@type": "NewsArticle", "headline": DAM_TITLE, "datePublished": "2023-05-12T23:30:00Z", "author": [
            {"@type": "Person", "name": "Ana Example"}, {"@type": "Person", "name": "Bo Ek"}], "publisher": {"@type":
            "NewsMediaOrganization", "name": "The Velin Tribune"}, "image": [{"@type": "ImageObject", "caption": "x"}]},
            {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "News", "position": 1}]}),
        f'<div id="fusion-app"><main><h1 class="b-headline">{DAM_TITLE}</h1><div class="ts-byline"><span class="ts-byline__names"><span>By'
        ' </span><a>Ana Example</a><span> and </span><a>Bo Ek</a></span></div><article class="b-article-body"><p class="c-paragraph">'
        f'{DAM[0]}</p><p class="interstitial-link"><a>[ What the engineers wrote in March ]</a></p>{tagged(DAM[1:4], "<p class=c-paragraph>")}'
        '<div class="newsletter-signup"><h4>The Morning Briefing</h4><p>Get the day’s news in your inbox before breakfast, free.</p><p>By'
        ' signing up you agree to our terms.</p></div>' + tagged(DAM[4:], "<p class=c-paragraph>") + f"</article></main></div>{FOOT}",
    ),
    DAM_TITLE, "2023-05-12", "Ana Example; Bo Ek", DAM,
)  # fmt: skip
page(
    "london-paper", "the author's page as meta author; the time of first publication folded away; rich links in asides",
    html(
        f"<title>{CAMP_TITLE} | Camps | The Sentinel</title><meta property='og:title' content='{CAMP_TITLE}'><meta property='og:site_name'"
        " content='the Sentinel'><meta property='article:author' content='https://sentinel.example/profile/ana-example'><meta name='author'"
        " content='Ana Example'><meta property='article:published_time' content='2023-05-11T08:00:12.000Z'><meta property='article:"
        "modified_time' content='2023-05-12T08:00:12.000Z'>" + ld([{"@type": "NewsArticle", "headline": CAMP_TITLE, "author": [
            {"@type": "Person", "name": "Ana Example", "sameAs": "https://sentinel.example/profile/ana-example"}], "datePublished":
            "2023-05-11T08:00:12.000Z", "dateModified": "2023-05-12T08:00:12.000Z"}, {"@type": "WebPage", "@id": "x"}]),
        f'<main><article class="dcr-1yu7q1"><div data-gu-name="headline"><h1 class="dcr-y70er">{CAMP_TITLE}</h1></div><div data-gu-name='
        '"standfirst"><p>Aid workers say 460 tents burned in an hour</p></div><div data-gu-name="meta"><address aria-label="Contributor info">'
        '<a rel="author" data-link-name="auto tag link">Ana Example</a> in Sorda</address><details class="dcr-km"><summary>Fri 12 May 2023'
        ' 09.00 BST</summary>First published on Thu 11 May 2023 09.00 BST</details></div><div data-gu-name="body"><div class="article-body-'
        f'commercial-selector">{tagged(CAMP[:2])}<figure class="dcr-img"><figcaption>Tents in Sorda. Photograph: Nel Photo/Sentinel'
        f'</figcaption></figure>{tagged(CAMP[2:3])}<aside class="rich-link"><a>Why the valley fled</a> <span>Read more</span></aside>'
        f'{tagged(CAMP[3:])}</div></div></article></main><section data-link-name="most-viewed"><h2>Most viewed</h2></section>',
    ),
    CAMP_TITLE, "2023-05-11", "Ana Example", CAMP,
)  # fmt: skip
page(
    "new-york-paper", "lines for advertisements that can be skipped; a section that holds the text; where they reported from",
    html(
        f"<title>{DAM_TITLE} - The Example Times</title><meta name='byl' content='By Ana Example and Bo Ek'><meta property='article:"
        f"published_time' content='2023-05-12T16:30:10.000Z'><meta property='og:title' content='{DAM_TITLE}'><meta property='article:"
        "section' content='World'>",
        f'<div id="app"><main><article id="story"><div id="top-wrapper"><div id="top-slug"><p>Advertisement</p></div><a href="#after-top">SKIP'
        f' ADVERTISEMENT</a></div><header><h1 data-testid="headline">{DAM_TITLE}</h1><p class="css-1n0orw4">By <span itemprop="name">Ana'
        ' Example</span> and <span itemprop="name">Bo Ek</span></p><time datetime="2023-05-12T12:30:10-04:00">May 12, 2023</time></header>'
        f'<section name="articleBody"><div class="css-s99gbd StoryBodyCompanionColumn"><div>{tagged(DAM[:4])}</div></div><div><p>Advertisement'
        f'</p><a>SKIP ADVERTISEMENT</a></div><div class="css-s99gbd StoryBodyCompanionColumn"><div>{tagged(DAM[4:])}</div></div></section><div'
        ' class="bottom-of-article"><div><p>Ana Example reported from Velin, and Bo Ek from Sorda.</p><p><a>Ana Example</a> has covered the'
        ' valley for nine years. <a>More about Ana Example</a></p><p>A version of this article appears in print on May 13, 2023, Section A,'
        ' Page 1 of the New York edition. <a>Order Reprints</a> | <a>Subscribe</a></p></div></div></article></main></div>',
    ),
    DAM_TITLE, "2023-05-12", "Ana Example; Bo Ek", (*DAM, "Ana Example reported from Velin, and Bo Ek from Sorda."),
)  # fmt: skip
page(
    "delhi-broadcaster", "just after midnight in its own zone; an agency as person; the note that nobody edited it",
    html(
        f"<title>{TRUCE_TITLE} | Example TV</title><meta property='og:title' content='{TRUCE_TITLE}'>" + ld({"@type": "NewsArticle",
            "headline": TRUCE_TITLE, "datePublished": "2023-05-12T00:40:00+05:30", "dateModified": "2023-05-12T10:05:00+05:30", "author":
            {"@type": "Person", "name": "Agence France-Presse"}, "publisher": {"@type": "Organization", "name": "Example TV"}}),
        f'<div class="sp-ttl-wrp"><h1 itemprop="headline" class="sp-ttl">{TRUCE_TITLE}</h1><h2 class="sp-descp">The road to Hest is shut</h2>'
        '<nav class="pst-by"><span class="pst-by_lnk">World News</span><span itemprop="author"><span itemprop="name">Agence France-Presse</span>'
        '</span> <span itemprop="dateModified" content="2023-05-12T10:05:00+05:30">Updated: May 12, 2023 10:05 am IST</span></nav></div><div'
        f' class="sp-cn ins_storybody" itemprop="articleBody">{tagged(TRUCE[:2])}<div class="ad">Advertisement - Scroll to continue</div>'
        f'{tagged(TRUCE[2:])}<p><i>(Except for the headline, this story has not been edited by Example TV staff and is published from a'
        ' syndicated feed.)</i></p></div><div class="comments-btn">Post a comment</div>',
    ),
    TRUCE_TITLE, "2023-05-12", "Agence France-Presse",
    (*TRUCE, "(Except for the headline, this story has not been edited by Example TV staff and is published from a syndicated feed.)"),
)  # fmt: skip
page(
    "karachi-paper", "no linked data; date and byline in classes; a box of links in the text, another report below",
    html(
        f"<title>{CAMP_TITLE} - Newspaper - MORNING.EXAMPLE</title><meta property='og:title' content='{CAMP_TITLE}'>",
        f'<article class="story relative"><h2 class="story__title"><a class="story__link">{CAMP_TITLE}</a></h2><div class="template__'
        'subheading"><span class="story__byline"><a class="story__byline__link" href="/authors/9">Ana Example</a></span> <span class='
        '"story__time">Published <span class="timestamp--date">May 11, 2023</span></span></div><div class="story__content">'
        f'{tagged(CAMP[:2])}<blockquote class="newskit__callout"><p><strong>Read more:</strong> <a>Why the valley fled</a></p></blockquote>'
        f'{tagged(CAMP[2:])}<p><em>Published in Morning, May 11th, 2023</em></p></div></article><article class="box story"><h2 class='
        '"story__title"><a>Bridge closed</a></h2><span class="story__byline"><a>Other Writer</a></span><span class="timestamp--date">May 9,'
        " 2023</span><div class='story__excerpt'>The bridge in Orlin was closed on Tuesday for the third time this year.</div></article>",
    ),
    CAMP_TITLE, "2023-05-11", "Ana Example", (*CAMP, "Published in Morning, May 11th, 2023"),
)  # fmt: skip
page(
    "town-news", "role beside the name in capitals; tabs, subscription words between paragraphs",
    html(
        f"<title>{DAM_TITLE} | Local | velinherald.example</title><meta name='author' content='ANA EXAMPLE Staff Writer'><meta property="
        f"'og:title' content='{DAM_TITLE}'><meta property='og:site_name' content='The Velin Herald'>",
        f'<article itemscope itemtype="https://schema.org/NewsArticle"><header class="asset-header"><h1 class="headline"><span itemprop='
        f'"headline">{DAM_TITLE}</span></h1><ul class="list-inline"><li><span itemprop="author" class="tnt-byline">ANA EXAMPLE Staff Writer'
        '</span></li><li class="visible-print">May 12, 2023</li><li class="hidden-print"><time datetime="2023-05-12T17:15:00-05:00" class='
        '"tnt-date asset-date">May 12, 2023</time></li><li>Updated <time datetime="2023-05-13T09:00:00-05:00" class="tnt-date asset-date">'
        'May 13, 2023</time></li><li>0</li></ul></header><div class="asset-body"><div itemprop="articleBody" class="asset-content subscriber-'
        f'premium">{tagged(DAM[:3])}<div class="subscription-required">Keep reading for just $1. <a>Subscribe</a></div>{tagged(DAM[3:])}</div>'
        '</div><div class="share-container"><a>Facebook</a><a>Twitter</a></div></article>' + FOOT,
    ),
    DAM_TITLE, "2023-05-12", "Ana Example", DAM,
)  # fmt: skip
page(
    "dollar-paywall", "three sentences, then an offer longer than they; linked data says that it is not free",
    html(
        f"<title>{TRUCE_TITLE} - The Ledger</title><meta property='og:title' content='{TRUCE_TITLE}'>" + ld({"@type": "NewsArticle",
            "headline": TRUCE_TITLE, "isAccessibleForFree": "False", "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False",
            "cssSelector": ".paywall"}, "datePublished": "2023-05-11T21:00:00.000Z", "author": "By Ana Example"}),
        f'<article><h1>{TRUCE_TITLE}</h1><div class="byline">By Ana Example</div><section class="body">{tagged(TRUCE[:3])}</section><div class='
        '"paywall-offer"><h3>Continue reading your article with a Ledger subscription</h3><p>Already a member? Sign in to read on.</p><ul><li>'
        'Unlimited access to Ledger stories on the web and in the app for the first year</li><li>Newsletters and alerts that you choose</li>'
        "<li>Cancel or pause at any time, for any reason and without a fee</li></ul><button>Subscribe now</button></div></article>",
    ),
    TRUCE_TITLE, "2023-05-11", "Ana Example", TRUCE[:3],
)  # fmt: skip

# --- relief and governments ------------------------------------------------------------------------------------------

page(
    "relief-portal", "posted a day after it was first published; the source is an organisation; attachments",
    html(
        f"<title>{CAMP_TITLE} - Velinia | ReliefExample</title><meta property='og:title' content='{CAMP_TITLE} - Velinia'>",
        f'<main><article class="rw-article"><header><h1>{CAMP_TITLE}</h1><dl class="rw-entity-meta"><dt>Format</dt><dd>News and Press Release</dd>'
        '<dt>Source</dt><dd><ul><li><a>Valley Relief Committee</a></li></ul></dd><dt>Posted</dt><dd><time datetime="2023-05-12T00:00:00+00:00">'
        '12 May 2023</time></dd><dt>Originally published</dt><dd><time datetime="2023-05-11T00:00:00+00:00">11 May 2023</time></dd></dl></header>'
        f'<div class="rw-article__content">{tagged(CAMP)}</div><section class="rw-attachments"><h2>Attachments</h2><p>Download PDF (1.2 MB)</p>'
        '</section><footer><dl><dt>Primary country</dt><dd>Velinia</dd></dl></footer></article></main>',
    ),
    CAMP_TITLE, "2023-05-11", "", CAMP,
)  # fmt: skip
page(
    "press-release", "the heading is the ministry's; the release in a field; the date without a word before it",
    html(
        f"<title>Ministry of Defence - {TRUCE_TITLE}</title>",
        f'<h1 class="site">Ministry of Defence</h1><div class="region-content"><h2 class="page-title">{TRUCE_TITLE}</h2><div class="date">11 May'
        f' 2023</div><div class="field__item">{tagged(TRUCE)}</div><div class="contacts"><p>Press office: +00 000 000 000</p></div></div>',
    ),
    TRUCE_TITLE, "2023-05-11", "", TRUCE,
)  # fmt: skip
page(
    "situation-tables", "headings, a list and a table belong to the report; the numbers stand in them",
    html(
        f"<title>{DAM_TITLE} | Relief Desk</title><meta name='dcterms.date' content='2023-05-12'><meta name='dcterms.creator' content='Relief"
        " Desk'>",
        f'<div class="content"><h1>{DAM_TITLE}</h1>{tagged(DAM[:3])}<h2>Dead and missing by district</h2><ul><li>Velin town: 14 dead, 40 missing</li>'
        f'<li>Lower Orlin: 6 dead, 21 missing</li><li>Hest: no reports yet</li></ul>{tagged(DAM[3:6])}<table><tr><th>Shelter</th><th>People</th></tr>'
        f'<tr><td>School no. 4</td><td>1,150</td></tr><tr><td>Sports hall</td><td>860</td></tr></table><blockquote><p>{DAM[6]}</p></blockquote></div>'
        f"{TEASERS}{FOOT}",
    ),
    DAM_TITLE, "2023-05-12", "",
    (*DAM[:3], "Dead and missing by district", "Velin town: 14 dead, 40 missing", "Lower Orlin: 6 dead, 21 missing", "Hest: no reports yet",
     *DAM[3:6], "Shelter People", "School no. 4 1,150", "Sports hall 860", DAM[6]),
)  # fmt: skip

# --- forms -----------------------------------------------------------------------------------------------------------

page(
    "amp", "an accelerated page: its own elements, a sidebar menu, an advertisement in each gap",
    html(
        f"<title>{DAM_TITLE}</title><link rel='canonical' href='https://post.example/dam-bursts-12345'>" + ld({"@type": "NewsArticle",
            "headline": DAM_TITLE, "datePublished": "2023-05-12T10:00:00+0200", "author": {"@type": "Person", "name": "Ana Example"}}),
        f'<amp-sidebar id="menu"><ul><li>Home</li><li>World</li></ul></amp-sidebar><amp-analytics><script type="application/json">{{"vars":1}}'
        f'</script></amp-analytics><article><h1>{DAM_TITLE}</h1><amp-img src="x"></amp-img>' + "<amp-ad width=300><div placeholder>Advertisement"
        "</div></amp-ad>".join(f"<p>{p}</p>" for p in DAM) + "<amp-social-share type=system></amp-social-share></article>",
    ),
    DAM_TITLE, "2023-05-12", "Ana Example", DAM,
)  # fmt: skip
page(
    "live-blog", "a report in entries, each with a time and a heading; the first day counts, not that of the last entry",
    html(
        f"<title>{DAM_TITLE} – live | Example Post</title>" + ld({"@type": "LiveBlogPosting", "headline": DAM_TITLE, "datePublished":
            "2023-05-12T06:00:00Z", "coverageStartTime": "2023-05-12T06:00:00Z", "author": [{"@type": "Person", "name": "Ana Example"},
            {"@type": "Person", "name": "Bo Ek"}], "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Boats arrive", "datePublished":
            "2023-05-13T05:00:00Z", "articleBody": DAM[4], "author": {"@type": "Person", "name": "Cy Dee"}}]}),
        f'<main><h1>{DAM_TITLE}</h1><div class="live-blog"><div class="block" id="b1"><time datetime="2023-05-13T05:00:00Z">05.00</time><h2>Boats'
        f' arrive</h2>{tagged(DAM[4:6])}<div class="share">Share</div></div><div class="block" id="b2"><time datetime="2023-05-12T09:00:00Z">09.00'
        f'</time><h2>Company answers</h2>{tagged(DAM[6:] + DAM[3:4])}<div class="share">Share</div></div><div class="block" id="b3"><time datetime='
        f'"2023-05-12T06:00:00Z">06.00</time><h2>Dam gives way</h2>{tagged(DAM[:3])}</div></div></main>{FOOT}',
    ),
    DAM_TITLE, "2023-05-12", "Ana Example; Bo Ek",
    ("Boats arrive", *DAM[4:6], "Company answers", DAM[6], DAM[3], "Dam gives way", *DAM[:3]),
)  # fmt: skip
page(
    "tables-of-old", "a page laid out in tables, tags in capitals, breaks for paragraphs, nothing said about itself",
    (
        f"<HTML><HEAD><TITLE>The Example Post: {CAMP_TITLE}</TITLE></HEAD><BODY BGCOLOR=#FFFFFF><TABLE WIDTH=760><TR><TD COLSPAN=2><IMG SRC=logo>"
        "</TD></TR><TR><TD VALIGN=top WIDTH=140><FONT SIZE=1><A HREF=/>Home</A><BR><A HREF=/w>World</A><BR><A HREF=/s>Sport</A></FONT></TD><TD>"
        f"<FONT SIZE=5><B>{CAMP_TITLE}</B></FONT><BR><I>By Ana Example</I><BR><FONT SIZE=2>May 11, 2003</FONT><P><FONT FACE=Arial>"
        f"{'<BR><BR>'.join(CAMP)}</FONT></P></TD></TR><TR><TD COLSPAN=2><FONT SIZE=1>Copyright 2003 The Example Post</FONT></TD></TR></TABLE></BODY></HTML>"
    ).encode("cp1252"),
    CAMP_TITLE, "2003-05-11", "Ana Example", CAMP,
)  # fmt: skip
page(
    "lazy-pictures", "pictures loaded late, with their captions twice and a copy for browsers without scripts",
    html(
        f"<title>{CAMP_TITLE}</title>" + ld({"@type": "NewsArticle", "headline": CAMP_TITLE, "datePublished": "2023-05-11", "author":
            {"@type": "Person", "name": "Ana Example"}}),
        f'<article><h1>{CAMP_TITLE}</h1><div class="article-text">{tagged(CAMP[:2])}<div class="lazy-wrapper" data-caption="Tents burn in Sorda."><img'
        ' class="lazyload" data-src="/1.jpg" alt="Tents burn in Sorda."><noscript><img src="/1.jpg" alt="Tents burn in Sorda."><p class="caption">'
        'Tents burn in Sorda.</p></noscript><span class="wp-caption-text">Tents burn in Sorda. [Nel Photo/EX]</span></div>'
        f'{tagged(CAMP[2:4])}<div class="gallery"><div class="slide"><div class="slide-caption">1 of 2: A stove in the ashes</div></div><div class='
        f'"slide"><div class="slide-caption">2 of 2: Families at the gate</div></div></div>{tagged(CAMP[4:])}</div></article>',
    ),
    CAMP_TITLE, "2023-05-11", "Ana Example", CAMP,
)  # fmt: skip
page(
    "endless-scroll", "the next report follows whole on the same page, with its own heading, date and author",
    html(
        f"<title>{DAM_TITLE} - Example Post</title><meta property='og:title' content='{DAM_TITLE}'>" + ld(
            {"@type": "NewsArticle", "headline": TRUCE_TITLE, "datePublished": "2023-05-11", "author": {"name": "Cy Dee", "@type": "Person"}},
            {"@type": "NewsArticle", "headline": DAM_TITLE, "datePublished": "2023-05-12", "author": {"name": "Ana Example", "@type": "Person"}}),
        f'<article id="a1"><h1>{DAM_TITLE}</h1><p class="byline">By Ana Example</p><div class="body">{tagged(DAM)}</div></article><div class="next">Up'
        f' next</div><article id="a2"><h1>{TRUCE_TITLE}</h1><p class="byline">By Cy Dee</p><div class="body">{tagged(TRUCE)}</div></article>',
    ),
    DAM_TITLE, "2023-05-12", "Ana Example", DAM,
)  # fmt: skip
page(
    "drawn-by-scripts", "the text stands in the script's data alone, and in linked data",
    html(
        f"<title>{TRUCE_TITLE} | Example Post</title>" + ld({"@type": "NewsArticle", "headline": TRUCE_TITLE, "datePublished": "2023-05-11T20:00Z",
            "author": [{"@type": "Person", "name": "Cy Dee"}], "articleBody": "\n\n".join(TRUCE)}),
        f'<div id="__next"><div class="loading">Loading…</div></div><script id="__NEXT_DATA__" type="application/json">{json.dumps({"p": TRUCE})}</script>',
    ),
    TRUCE_TITLE, "2023-05-11", "Cy Dee", TRUCE,
)  # fmt: skip
page(
    "body-in-markup", "linked data carries the body with its tags; the page shows the first paragraph",
    html(
        f"<title>{CAMP_TITLE} | Example Post</title>" + ld({"@type": "NewsArticle", "headline": "Fire leaves <em>2,300</em> without shelter in Sorda"
            " camp", "datePublished": "2023-05-11T20:00:00Z", "author": [{"@type": "Person", "name": "Ana Example"}], "articleBody":
            tagged(CAMP)}).replace("</p>", "<\\/p>"),
        f'<main><h1>{CAMP_TITLE}</h1><p>{CAMP[0]}</p><p>Read the whole story in our app.</p></main>',
    ),
    CAMP_TITLE, "2023-05-11", "Ana Example", CAMP,
)  # fmt: skip
page(
    "broken-linked-data", "line breaks and bare quotation marks in the JSON, so that no parser takes it whole",
    html(
        f"<title>{DAM_TITLE} - Example Post</title><meta property='og:title' content='{DAM_TITLE}'><script type='application/ld+json'>"
        f'{{"@type": "NewsArticle", "headline": "{DAM_TITLE}", "description": "He said "go" and\nleft", "datePublished": "2023-05-12T09:00:00Z",'
        ' "author": {"@type": "Person", "name": "Ana Example"}}</script>',
        f'<article><h1>{DAM_TITLE}</h1><div class="text">{tagged(DAM)}</div></article>{TEASERS}',
    ),
    DAM_TITLE, "2023-05-12", "Ana Example", DAM,
)  # fmt: skip
page(
    "brief", "two sentences between a long list of teasers and a longer consent form",
    html(
        f"<title>{TRUCE_TITLE} - Brief - Example Post</title><meta property='article:published_time' content='2023-05-11T09:00:00Z'>",
        f'{COOKIES}{NAV}<div class="wrap"><article><h1>{TRUCE_TITLE}</h1>{tagged(TRUCE[:2])}</article></div>{TEASERS}{TEASERS}<div class="list">'
        + "".join(f"<div class=card><h3>Other story number {n}</h3><p>A summary of the other story, long enough to look like a paragraph of a report"
                  f" to whoever counts words, number {n}.</p></div>" for n in range(9)) + f"</div>{FOOT}",
    ),
    TRUCE_TITLE, "2023-05-11", "", TRUCE[:2],
)  # fmt: skip
page(
    "consent-above", "the consent form stands in front of everything, in paragraphs longer than the report's",
    html(
        f"<title>{CAMP_TITLE}</title><meta name='pubdate' content='20230511'>",
        f'{COOKIES}<div class="layout"><div class="main-col"><h1>{CAMP_TITLE}</h1><div class="author">Bo Ek</div>{tagged(CAMP)}</div></div>',
    ),
    CAMP_TITLE, "2023-05-11", "Bo Ek", CAMP,
)  # fmt: skip
page(
    "comments-longer", "the readers write more than the reporter",
    html(
        f"<title>{CAMP_TITLE} | Example Post</title><meta name='parsely-pub-date' content='2023-05-11T00:10:00+01:00'><meta name='parsely-author'"
        " content='Bo Ek'>",
        f'<div class="post"><h1>{CAMP_TITLE}</h1><div class="post-text">{tagged(CAMP)}</div></div>' + COMMENTS * 8,
    ),
    CAMP_TITLE, "2023-05-11", "Bo Ek", CAMP,
)  # fmt: skip
page(
    "breaks-alone", "one division, its paragraphs parted by breaks; share words at its end",
    html(
        f"<title>{DAM_TITLE}</title>",
        f'<div id="wrapper"><div class="head"><span class="newstitle">{DAM_TITLE}</span><br><span class="newsdate">Friday 12 May 2023 | 18:04</span></div>'
        f'<div id="newsbody">{"<br><br>".join(DAM)}<br><br>Share | Print | Send to a friend</div><div id="more"><a>More news</a></div></div>',
    ),
    DAM_TITLE, "2023-05-12", "", DAM,
)  # fmt: skip

# --- dates -----------------------------------------------------------------------------------------------------------


def plain(head: str, top: str, title: str = DAM_TITLE, body: tuple[str, ...] = DAM, heading: str | None = None) -> bytes:
    """A page that is ordinary but for its head and what stands below its heading."""
    return html(
        f"<title>{title} - Example Post</title><meta property='og:site_name' content='Example Post'>{head}",
        f'{NAV}<main><article><h1>{heading or title}</h1>{top}<div class="article-body">{tagged(body)}</div></article></main>{TEASERS}{FOOT}',
    )


def dated(name: str, hard: str, head: str, top: str, day: str = "2023-05-12") -> None:
    page(f"date-{name}", hard, plain(head, top), DAM_TITLE, day, "", DAM)


dated("modified-first", "the change stands before the publication, in the same words", "",
      '<div class="dates">Last updated: <time datetime="2023-05-20">20 May 2023</time><br>First published: <time datetime="2023-05-12">12 May'
      " 2023</time></div>")
dated("only-in-words", "day and month in words of the page alone, after the weekday", "",
      '<div class="info">Friday, May 12th, 2023 at 6:04 p.m. (GMT+4)</div>')
dated("dotted", "day.month.year", "", '<span class="article-date">12.05.2023, 18:04</span>')
dated("slashed-known", "day/month/year, where the day cannot be a month", "", '<span class="date">Date: 23/05/2023 18:04</span>', "2023-05-23")
dated("slashed-both", "9/5/2023 could be two days; the address says which",
      "<link rel='canonical' href='https://post.example/2023/05/09/dam'>", '<span class="date">9/5/2023</span>', "2023-05-09")
dated("month-in-address", "the month's name in the address",
      "<link rel='canonical' href='https://post.example/world/2023/may/12/dam-bursts'>", "")
dated("digits-in-address", "eight digits in the address",
      "<link rel='canonical' href='https://post.example/en/europe/20230512-dam-bursts-above-velin'>", "")
dated("hyphens-in-address", "the day at the end of the address",
      "<link rel='canonical' href='https://post.example/en/dam-bursts-above-velin-2023-05-12'>", "")
dated("upload-of-picture", "linked data dates the picture and the site, not the report",
      ld({"@type": "ImageObject", "uploadDate": "2023-05-02", "datePublished": "2023-05-02"}) + "<meta property='article:modified_time'"
      " content='2023-05-14T00:00:00Z'>", '<p class="dateline">Published 12 May 2023</p>')
dated("west-of-the-line", "the evening of the day where it was printed, the next day in Greenwich",
      ld({"@type": "NewsArticle", "headline": DAM_TITLE, "datePublished": "2023-05-12T23:30:00-07:00"}), "")
dated("milliseconds", "thirteen digits since 1970",
      ld({"@type": "NewsArticle", "headline": DAM_TITLE, "datePublished": 1683885600000}), "")
dated("java-date", "weekday, month, day, clock, zone, year", "<meta name='pubdate' content='Fri May 12 10:00:00 UTC 2023'>", "")
dated("month-abbreviated", "Sept. with a stop and a zone behind the clock", "<meta name='DISPLAYDATE' content='Sept. 12, 2023 at 9:04 a.m. ET'>", "",
      "2023-09-12")
dated("future-event", "the time element of an announcement in the margin comes before that of the report", "",
      '<div class="event-promo"><time datetime="2023-06-20">20 June: our live debate</time></div><div class="meta"><time datetime="2023-05-12T10:00Z">12'
      " May 2023</time></div>")

# --- authors ---------------------------------------------------------------------------------------------------------

META_DATE = "<meta property='article:published_time' content='2023-05-12T10:00:00Z'>"


def signed(name: str, hard: str, head: str, top: str, authors: str) -> None:
    page(f"author-{name}", hard, plain(META_DATE + head, top), DAM_TITLE, "2023-05-12", authors, DAM)


def by(author: object, **more: object) -> str:
    return ld({"@type": "NewsArticle", "headline": DAM_TITLE, "datePublished": "2023-05-12T10:00:00Z", "author": author, **more})


signed("roles-and-handles", "roles, handles, mail addresses among the names", "",
       '<div class="byline">By Ana Example, Defence Editor @anaex | ana@post.example and Bo Ek, Staff Writers</div>', "Ana Example; Bo Ek")
signed("capitals", "all in capitals, with the house behind", "", '<p class="byline">BY ANA EXAMPLE AND BO EK, THE EXAMPLE POST</p>',
       "Ana Example; Bo Ek")
signed("places-in-string", "one string with who was where", by("Ana Example in Velin and Bo Ek in Orlin; Cy Dee in Sorda"), "",
       "Ana Example; Bo Ek; Cy Dee")
signed("slugs", "a slug in one place, the name in another", by({"@type": "Person", "name": "ana-example", "url": "/author/ana-example"}),
       '<a class="author-name" href="/author/ana-example">Ana Example</a>', "Ana Example")
signed("mail-as-name", "a mail address as the author's name", by({"@type": "Person", "name": "ana@post.example"}),
       '<span class="author">Ana Example</span>', "Ana Example")
signed("nobility", "particles, hyphens, initials and apostrophes", by([{"@type": "Person", "name": n} for n in (
       "Jean-Luc de la Tour", "M. K. O'Dell", "Li Wei", "Ólafur Þór Jónsson")]), "", "Jean-Luc de la Tour; M. K. O'Dell; Li Wei; Ólafur Þór Jónsson")
signed("suffix", "Jr. after a comma is no second author", by("Ana Example, John B. Doe, Jr."), "", "Ana Example; John B. Doe Jr.")
signed("nested-list", "an author that is a list in an object's name, each with its role",
       by([{"@type": "Person", "name": "Ana Example, Bo Ek"}, {"@type": "Person", "name": "Ana Example"}]), "", "Ana Example; Bo Ek")
signed("photographer", "who took the pictures is credited like who wrote", "",
       '<div class="credits"><span class="byline">By Ana Example</span><span class="photo-byline">Photographs by Nel Photo</span></div>', "Ana Example")
signed("house-with-domain", "the house by its address", by({"@type": "Person", "name": "examplepost.example"}, publisher={"name": "Example Post"})
       + "<link rel='canonical' href='https://www.examplepost.example/dam'>", "", "")
signed("desk", "the desk and the agencies", "<meta name='author' content='Web Desk, with agencies'>", "", "")
signed("agency-beside", "an agency is an author of its own beside a person",
       by([{"@type": "Person", "name": "Ana Example"}, {"@type": "Organization", "name": "Associated Press"}]), "", "Ana Example")
signed("twitter-card", "the label of a card for sharing", "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content="
       "'Ana Example'><meta name='twitter:label2' content='Est. reading time'><meta name='twitter:data2' content='3 minutes'>", "", "Ana Example")
signed("reporter-element", "a custom element, the name in its attribute", "", '<author-card name="x"><a href="/journalist/ana-example">Ana Example</a>'
       "</author-card>", "Ana Example")
signed("columnist-box", "the name below the text, in a box with a life", "",
       '<div class="contributor-box"><img alt="Ana Example"><a class="contributor-name">Ana Example</a><p class="bio">Ana Example writes about rivers.</p>'
       "</div>", "Ana Example")

# --- titles ----------------------------------------------------------------------------------------------------------


def titled(name: str, hard: str, content: bytes, title: str) -> None:
    page(f"title-{name}", hard, content, title, "2023-05-12", "", DAM)


titled("search-title", "the window and og:title are for search engines; the heading is what was printed",
       plain(META_DATE + "<meta property='og:title' content='Velin dam burst: latest news, video and map'>"
             + ld({"@type": "NewsArticle", "headline": DAM_TITLE}), "", "Velin dam burst: latest news, video and map", DAM, DAM_TITLE), DAM_TITLE)
titled("kicker-in-heading", "the section stands in the heading, in an element of its own",
       plain(META_DATE + f"<meta property='og:title' content='{DAM_TITLE}'>", "", DAM_TITLE, DAM,
             f'<span class="kicker">Floods</span><span class="headline">{DAM_TITLE}</span>'), DAM_TITLE)
titled("colon-of-its-own", "the title's own colon and dash are no site", plain(META_DATE, "", "Velin: dam bursts – and nobody had been told to leave"),
       "Velin: dam bursts – and nobody had been told to leave")
titled("house-in-capitals", "the house in capitals after two bars", html(
    f"<title>{DAM_TITLE} || THE EXAMPLE POST</title>{META_DATE}", f"<div class='hd'>{DAM_TITLE}</div><div class='bd'>{tagged(DAM)}</div>"), DAM_TITLE)
titled("quotation-marks", "one place has straight marks, another curly ones, a third references",
       plain(META_DATE + "<meta property='og:title' content='&#8220;Nobody told us&#8221;: dam bursts above Velin'>", "",
             "&quot;Nobody told us&quot;: dam bursts above Velin", DAM, "“Nobody told us”: dam bursts above Velin"),
       "“Nobody told us”: dam bursts above Velin")
titled("second-heading", "the site's name is the first heading, the report's the second", html(
    f"<title>Example Post</title>{META_DATE}", f"<h1>Example Post</h1><div class='art'><h1>{DAM_TITLE}</h1>{tagged(DAM)}</div>"), DAM_TITLE)
titled("no-heading", "og:title alone, the site behind a dash that is no minus",
       html(f"<title>Home</title><meta property='og:title' content='{DAM_TITLE} — Example Post'><meta property='og:site_name' content='Example"
            f" Post'>{META_DATE}", f"<div class='art'>{tagged(DAM)}</div>"), DAM_TITLE)

# --- a second dozen, written when the first were solved ---------------------------------------------------------------

page(
    "canadian-broadcaster", "one time element says when it was posted and when it was changed; social counts; a trust note",
    html(
        f"<title>{DAM_TITLE} | EBC News</title><meta property='og:title' content='{DAM_TITLE} | EBC News'><meta property='og:site_name' content='EBC'>",
        f'<main><div class="detailHeader"><h1 class="detailHeadline">{DAM_TITLE}</h1><h2 class="deck">Army sends boats</h2><div class="bylineDetails"><div'
        ' class="contentArea"><span class="authorText"><a class="authorprofile" href="/news/world/author/ana-example-1.1">Ana Example</a></span><span'
        ' class="spacer">&nbsp;· EBC News</span></div><div class="bylineTime"><time class="timeStamp" datetime="2023-05-12T18:00:00.000Z">Posted: May 12, 2023'
        ' 2:00 PM EDT | Last Updated: May 13, 2023</time></div></div></div><div class="storyWrapper"><div class="story"><figure><figcaption>The dam on Friday.'
        f' (Nel Photo/EBC)</figcaption></figure><span>{tagged(DAM)}</span></div><div class="sharedCommentCount">12 shares</div></div><div class="trustBar"><p>'
        "Corrections and clarifications · Submit a news tip</p></div></main>",
    ),
    DAM_TITLE, "2023-05-12", "Ana Example", DAM,
)  # fmt: skip
page(
    "middle-market-daily", "bullets above the text; For and the house behind the names; published and updated labelled in spans",
    html(
        f"<title>{CAMP_TITLE} | Daily Example Online</title><meta property='og:title' content='{CAMP_TITLE}'><meta property='article:author' content="
        "'https://www.facebook.example/dailyexample'>",
        f'<div class="article-text wide heading-tag-switch"><h2>{CAMP_TITLE}</h2><ul class="mol-bullets"><li><strong>Seventeen people were treated for burns'
        '</strong></li></ul><p class="author-section byline-plain">By <a class="author">Ana Example</a> and <a class="author">Bo Ek</a> For <a class="author">'
        'Dailyexample.com</a></p><p class="byline-section"><span class="article-timestamp article-timestamp-published"><span>Published:</span> <time datetime='
        '"2023-05-11T12:19:41+0100">12:19 BST, 11 May 2023</time></span> | <span class="article-timestamp article-timestamp-updated"><span>Updated:</span> <time'
        ' datetime="2023-05-12T10:00:00+0100">10:00 BST, 12 May 2023</time></span></p><div itemprop="articleBody">'
        + tagged(CAMP, '<p class="mol-para-with-font">') + '<div class="shareArticles"><h3>Share or comment on this article</h3></div></div></div>',
    ),
    CAMP_TITLE, "2023-05-11", "Ana Example; Bo Ek",
    ("Seventeen people were treated for burns", *CAMP),
)  # fmt: skip
page(
    "mumbai-daily", "the text in one division with breaks; an agency's letters and Updated before the only date",
    html(
        f"<title>{TRUCE_TITLE} - Times of Example</title><meta property='og:title' content='{TRUCE_TITLE} - Times of Example'><meta property='og:site_name'"
        " content='The Times of Example'>" + ld({"@type": "NewsArticle", "headline": TRUCE_TITLE, "datePublished": "2023-05-11T22:27:00+05:30",
            "dateModified": "2023-05-12T07:00:00+05:30", "author": {"@type": "Organization", "name": "Times of Example"}}),
        f'<div class="HNMDR"><h1 class="HNMDR"><span>{TRUCE_TITLE}</span></h1><div class="xf8Pm byline">TNX / <span>Updated: May 12, 2023, 07:00 IST</span></div>'
        f'<div class="_s30J clearfix"><div class="ad1 prebid">AD</div>{"<br><br>".join(TRUCE)}<br></div></div><div class="readalso">Start a Conversation</div>',
    ),
    TRUCE_TITLE, "2023-05-11", "", TRUCE,
)  # fmt: skip
page(
    "external-service", "authors in a list of links; a media block and \"See also\" in the text; pubdate",
    html(
        f"<title>{DAM_TITLE}</title><meta name='twitter:title' content='{DAM_TITLE}'>",
        f'<div class="body-container"><div class="hdr-container"><div class="category"><a>Europe</a></div><h1 class="title pg-title">{DAM_TITLE}</h1><div class="publishing-'
        'details"><div class="published"><span class="date"><time pubdate="pubdate" datetime="2023-05-12T15:12:36+00:00">May 12, 2023 11:12 AM</time></span></div>'
        '<div class="links"><ul class="links__list"><li class="links__item"><a class="links__item-link" href="/author/ana-example/abc12">Ana Example</a></li></ul>'
        f'</div></div></div><div id="article-content"><div class="wsw">{tagged(DAM[:3])}<div class="wsw__embed"><div class="media-block also-read"><span class='
        f'"also-read__text--label">SEE ALSO:</span><h4 class="media-block__title">What the engineers wrote in March</h4></div></div>{tagged(DAM[3:])}</div></div></div>',
    ),
    DAM_TITLE, "2023-05-12", "Ana Example", DAM,
)  # fmt: skip
page(
    "levant-daily", "a bar between name and house; the month abbreviated with a stop, the clock behind a bar",
    html(
        f"<title>{CAMP_TITLE} | News, Levant - The Daily Example</title>",
        f'<div id="divDetails"><h2 id="bodyHolder_divTitle">{CAMP_TITLE}</h2><span id="bodyHolder_divDate">May. 11, 2023 | 12:05 AM</span><div id="bodyHolder_divAuthors">'
        f'<a>Ana Example</a>| The Daily Example</div><div id="bodyHolder_divTextArticle">{tagged(CAMP)}</div></div>',
    ),
    CAMP_TITLE, "2023-05-11", "Ana Example", CAMP,
)  # fmt: skip
page(
    "iranian-agency", "two calendars; a news number; the house and the reporter's code in brackets below",
    html(
        f"<title>{TRUCE_TITLE} - Exna English</title><meta property='og:title' content='{TRUCE_TITLE}'><meta name='dc.Date' content='2023-05-11T17:42:02Z'>",
        f'<article id="item"><div class="item-header"><div class="item-nav"><span class="item-date"><span>May 11, 2023, 9:12 PM</span></span> <span class="news-id">News'
        f' ID: 85108441</span></div><div class="item-title"><h1 class="title" itemprop="headline"><a>{TRUCE_TITLE}</a></h1></div><p class="summary introtext">Hest, Exna – The'
        f' road to Hest is shut.</p></div><div class="item-body"><div itemprop="articleBody" class="item-text">{tagged(TRUCE)}</div></div><div class="foot">1402/02/21</div></article>',
    ),
    TRUCE_TITLE, "2023-05-11", "", TRUCE,
)  # fmt: skip
page(
    "united-nations", "the date alone above, the section behind it; audio; a box of related links",
    html(
        f"<title>{CAMP_TITLE} | EN News</title><meta property='og:site_name' content='EN News'><meta property='og:title' content='{CAMP_TITLE}'>",
        f'<main><div class="region-content"><article class="node story"><figure><img><figcaption>© UNEX/Nel Photo<p>Tents in Sorda.</p></figcaption></figure><h1 class='
        f'"page-header">{CAMP_TITLE}</h1><div class="group-story-meta"><span class="date-display-single">11 May 2023</span> <a href="/topics/p">Peace and Security</a></div>'
        f'<div class="field field--name-field-text-column">{tagged(CAMP[:3])}<h2>Families in the open</h2>{tagged(CAMP[3:])}</div></article></div></main><aside><h2>Related'
        " Stories</h2><p>Why the valley fled</p></aside>",
    ),
    CAMP_TITLE, "2023-05-11", "", (*CAMP[:3], "Families in the open", *CAMP[3:]),
)  # fmt: skip
page(
    "rights-group", "midnight in its own zone; the languages it is to be had in; an invitation to expand the picture",
    html(
        f"<title>Velinia: {TRUCE_TITLE} | Rights Example</title><meta property='og:title' content='Velinia: {TRUCE_TITLE}'><meta property='og:site_name' content='Rights Example'>",
        f'<article class="news"><header><span class="news-header__dateline"><time datetime="2023-05-11T00:00:00-04:00">May 11, 2023 12:00AM EDT</time></span><ul class='
        f'"language-switcher"><li>Available In</li><li>English</li><li>العربية</li></ul><h1 class="news-header__title">Velinia: {TRUCE_TITLE}</h1><h2>The road to Hest is shut</h2>'
        '</header><figure class="media"><button>Click to expand Image</button><figcaption>An ambulance near Hest. © 2023 Nel Photo</figcaption></figure><div class="article-body">'
        f'<div class="rich-text">{tagged(TRUCE)}</div></div><section class="cta"><h2>Your tax deductible gift can help stop human rights violations</h2></section></article>',
    ),
    f"Velinia: {TRUCE_TITLE}", "2023-05-11", "", TRUCE,
)  # fmt: skip
page(
    "tabloid-signup", "a sign-up form for news alerts at the head of the text, a poll in its middle",
    html(
        f"<title>{DAM_TITLE} | The Indie</title><meta property='og:title' content='{DAM_TITLE}'>" + ld({"@type": "NewsArticle", "headline": DAM_TITLE, "datePublished":
            "2023-05-12T17:23:11.000Z", "author": {"@type": "Person", "name": "Ana Example", "jobTitle": "Correspondent"}}),
        f'<article class="sc-1"><header><h1>{DAM_TITLE}</h1><div class="author">Ana Example<span>Friday 12 May 2023 18:23 BST</span></div></header><div class="main-wrapper">'
        '<div id="main" class="main-content"><div class="newsletter-component"><div class="header">Sign up for breaking news email alerts</div><label>Email</label><p>I would like'
        f' to be emailed about offers, events and updates from The Indie. Read our privacy notice</p></div>{tagged(DAM[:4])}<div class="poll"><p>Do you trust the water company?</p>'
        f'<button>Yes</button><button>No</button></div>{tagged(DAM[4:])}</div></div></article>',
    ),
    DAM_TITLE, "2023-05-12", "Ana Example", DAM,
)  # fmt: skip
page(
    "balkan-portal", "the author below the text after a dash; the date as 12.05.2023. with a stop behind it",
    html(
        f"<title>{TRUCE_TITLE} - Balkan Example</title>",
        f'<div class="td-post-header"><h1 class="entry-title">{TRUCE_TITLE}</h1><div class="meta-info"><span class="td-post-date">11.05.2023. 21:14</span><div class="td-post-views">'
        f'913</div></div></div><div class="td-post-content tagdiv-type">{tagged(TRUCE)}<p><strong>Cy Dee</strong></p></div><div class="td-post-sharing">Share</div>',
    ),
    TRUCE_TITLE, "2023-05-11", "", (*TRUCE, "Cy Dee"),
)  # fmt: skip
page(
    "african-daily", "posted some days ago in words, the day itself in a data attribute of the meta line only",
    html(
        f"<title>{CAMP_TITLE} – Example Monitor</title><meta name='description' content='x'><meta property='article:published_time' content='2023-05-11T05:12:00+03:00'>",
        f'<section class="article-page"><header class="article-header"><h1 class="title-medium">{CAMP_TITLE}</h1><h6 class="date">Thursday, May 11, 2023 — updated on May 12, 2023'
        '</h6></header><aside class="article-authors"><div class="article-authors_texts"><p class="article-authors_authors">By <strong><a href="/monitor/author-profiles/ana-example-9">'
        f'Ana Example</a></strong></p><p class="article-authors_affiliation">Example Media Group</p></div></aside><div class="paragraph-wrapper">{tagged(CAMP[:3])}</div><div class='
        f'"paragraph-wrapper">{tagged(CAMP[3:])}</div></section>',
    ),
    CAMP_TITLE, "2023-05-11", "Ana Example", CAMP,
)  # fmt: skip
page(
    "latin-english", "several sites in the window; the author in a sentence's case with a comma and the house's service",
    html(
        f"<title>{DAM_TITLE} | World | EL EJEMPLO English</title><meta property='og:site_name' content='El Ejemplo in English'><meta property='og:title' content='{DAM_TITLE}'>" + ld([
            {"@type": "NewsArticle", "headline": DAM_TITLE, "datePublished": "2023-05-12T09:21:24+02:00", "author": [{"@type": "Person", "name": "Ana Example"},
             {"@type": "Person", "name": "Bo Ek"}], "publisher": {"@type": "Organization", "name": "Ediciones Ejemplo"}}]),
        f'<article class="a _g"><header class="a_e"><h1 class="a_t">{DAM_TITLE}</h1><h2 class="a_st">Army sends boats</h2></header><div class="a_md"><div class="a_md_a"><a href='
        '"/author/ana/">Ana Example</a><span> / </span><a href="/author/bo/">Bo Ek</a></div><div class="a_md_f"><span class="x-a">Velin - <time datetime="2023-05-12T07:21:24.000Z">'
        f'May 12, 2023 - 09:21 CEST</time></span></div></div><div class="a_c clearfix" data-dtm-region="articulo_cuerpo">{tagged(DAM)}</div></article>',
    ),
    DAM_TITLE, "2023-05-12", "Ana Example; Bo Ek", DAM,
)  # fmt: skip
