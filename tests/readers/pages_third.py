"""A third set of whole pages, written as one when those of pages.py were solved: agencies, block themes, situation reports,
pages in other languages around an English report, AMP, live pages, print versions, walls of consent.
"""

from tests.readers.pages import (
    CAMP,
    CAMP_TITLE,
    COMMENTS,
    COOKIES,
    DAM,
    DAM_TITLE,
    TRUCE,
    TRUCE_TITLE,
    html,
    ld,
    page,
    tagged,
)

page(
    "wire-two-hands", "the byline in capitals with the place; who reported, wrote and edited stands below the text",
    html(
        f"<title>{DAM_TITLE} | Example Wire</title><meta property='og:title' content='{DAM_TITLE}'><meta property='og:site_name' content='Example Wire'>",
        f'<main><div class="article__header"><a href="/europe">Europe</a><h1>{DAM_TITLE}</h1><div class="article__info"><span>By</span> <a href="/authors/mara-dune">MARA DUNE</a>'
        ' <span>and</span> <a href="/authors/ilo-vask">ILO VASK</a><time datetime="2023-05-12T18:04:00Z"><span>May 12, 2023</span><span>6:04 PM UTC</span><span>Updated 3 days ago'
        f'</span></time></div></div><div class="article__body"><figure><img alt=""><figcaption>The dam above Velin, May 12, 2023. EXAMPLE WIRE/Nel Photo</figcaption></figure>'
        f'{tagged(DAM)}<p class="trust">Reporting by Mara Dune in Velin and Ilo Vask in Orlin; Editing by Jo Penn</p><p><a href="/standards">Our Standards: The Example'
        ' Principles.</a></p></div><div class="tags"><h2>Suggested Topics:</h2><a>Europe</a></div></main>',
    ),
    DAM_TITLE, "2023-05-12", "Mara Dune; Ilo Vask", (*DAM, "Reporting by Mara Dune in Velin and Ilo Vask in Orlin; Editing by Jo Penn"),
)  # fmt: skip
page(
    "agency-editor-line", "source, clock and editor in one line below the title; the editor did not write it",
    html(
        f"<title>{TRUCE_TITLE}-Exnet</title><meta name='pubdate' content='2023-05-11'>",
        f'<div class="main"><div class="left"><div class="conTop"><h1 class="Btitle">{TRUCE_TITLE}</h1><p class="info">Source: Exnet| 2023-05-11 21:14:33|<span class="editor">Editor:'
        f' lu wen</span></p></div><div id="detailContent"><p>HEST, May 11 (Exnet) -- {TRUCE[0]}</p>{tagged(TRUCE[1:])}<p>&#160;</p></div><div class="bookshare">KEY WORDS: truce</div></div></div>',
    ),
    TRUCE_TITLE, "2023-05-11", "", (f"HEST, May 11 (Exnet) -- {TRUCE[0]}", *TRUCE[1:]),
)  # fmt: skip
page(
    "wordpress-blocks", "a block theme without JSON-LD: blocks for title, date and author; the author's life below; latest posts",
    html(
        f"<title>{CAMP_TITLE} – Valley Notes</title><meta name='generator' content='WordPress 6.2'>",
        '<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">Valley Notes</a></p></header><main class="wp-block-group">'
        f'<h1 class="wp-block-post-title">{CAMP_TITLE}</h1><div class="wp-block-template-part"><div class="wp-block-post-date"><time datetime="2023-05-11T09:10:00+02:00">May 11, 2023'
        '</time></div><p>by</p><div class="wp-block-post-author"><div class="wp-block-post-author__content"><p class="wp-block-post-author__name">Dana Quill</p></div></div><p>in</p>'
        f'<div class="taxonomy-category wp-block-post-terms"><a rel="tag">Camps</a></div></div><div class="entry-content wp-block-post-content">{tagged(CAMP)}</div><div'
        ' class="wp-block-post-author-biography">Dana Quill has lived beside the river for eleven years and writes about it twice a week for friends and neighbours.</div><div'
        ' class="wp-block-query"><ul class="wp-block-post-template"><li class="wp-block-post"><h3 class="wp-block-post-title"><a>Bread prices in March</a></h3><div'
        ' class="wp-block-post-date"><time datetime="2023-03-02T09:10:00+02:00">March 2, 2023</time></div></li></ul></div></main></div>',
    ),
    CAMP_TITLE, "2023-05-11", "Dana Quill", CAMP,
)  # fmt: skip
page(
    "relief-portal", "a portal of reports: posted there on one day, published by its source on the day before",
    html(
        f"<title>Velinia: {CAMP_TITLE} - Velinia | ReliefExample</title><meta property='og:site_name' content='ReliefExample'>",
        f'<main><article class="rw-article"><header><p class="rw-entity-country-slug">Velinia</p><h1 class="rw-article__title">Velinia: {CAMP_TITLE}</h1><div class="rw-article__meta"><dl>'
        '<dt>Format</dt><dd>News and Press Release</dd><dt>Source</dt><dd><ul><li><a>Relief Committee Example</a></li></ul></dd><dt>Posted</dt><dd><time datetime="2023-05-12T00:00:00+00:00">'
        '12 May 2023</time></dd><dt>Originally published</dt><dd><time datetime="2023-05-11T00:00:00+00:00">11 May 2023</time></dd><dt>Origin</dt><dd><a href="https://rce.example/x">View'
        f' original</a></dd></dl></div></header><div class="rw-article__content">{tagged(CAMP)}</div><section><h2>Primary country</h2><ul><li>Velinia</li></ul><h2>Themes</h2><ul><li>Camp'
        ' Coordination and Camp Management</li></ul></section></article></main>',
    ),
    f"Velinia: {CAMP_TITLE}", "2023-05-11", "", CAMP,
)  # fmt: skip
page(
    "flash-update", "a situation report: as of a clock on one day, highlights as a list, a table of needs, who to write to",
    html(
        "<title>Velinia: Sorda fire – Flash Update No. 2 (as of 11 May 2023, 18:00) | OEX</title>",
        '<header class="oex"><a href="/">Office for Example Coordination</a></header><div class="sitrep"><div class="sitrep-type">Flash Update</div><h1>Velinia: Sorda fire – Flash Update No. 2</h1><p'
        ' class="as-of">As of 11 May 2023, 18:00 (local time)</p><h2>HIGHLIGHTS</h2><ul><li>460 tents burned and 2,300 people are without shelter.</li><li>17 people were treated for burns, three of'
        f' them children.</li></ul><h2>SITUATION OVERVIEW</h2>{tagged(CAMP)}<h2>NEEDS</h2><table><tr><th>Item</th><th>Needed</th><th>Given</th></tr><tr><td>Tents</td><td>460</td><td>120</td></tr><tr>'
        '<td>Blankets</td><td>4,600</td><td>1,900</td></tr></table></div><footer>Office for Example Coordination: coordination saves lives</footer>',
    ),
    "Velinia: Sorda fire – Flash Update No. 2", "2023-05-11", "",
    ("As of 11 May 2023, 18:00 (local time)", "HIGHLIGHTS", "460 tents burned and 2,300 people are without shelter.", "17 people were treated for burns, three of them children.", "SITUATION OVERVIEW", *CAMP, "NEEDS",
     "Item Needed Given", "Tents 460 120", "Blankets 4,600 1,900"),
)  # fmt: skip
page(
    "ministry-release", "a ministry: the day after its label in the header, the number of the release, the spokesman's office as signature",
    html(
        "<title>Press Release No. 114 | Ministry of Emergencies</title>",
        '<div id="top"><img alt="Coat of arms"><a href="/">Ministry of Emergencies of Velinia</a></div><ul id="menu"><li>The Minister</li><li>Legislation</li><li>Tenders</li></ul><div id="page"><div'
        f' class="pr-no">Press Release No. 114</div><h2 class="pr-title">{DAM_TITLE}</h2><div class="pr-meta"><b>Date:</b> 12 May 2023 &nbsp; <b>Issued by:</b> Spokesperson’s Office</div><div class='
        f'"pr-text">{tagged(DAM)}</div><div class="pr-share">Print | Share</div></div>',
    ),
    DAM_TITLE, "2023-05-12", "", DAM,
)  # fmt: skip
page(
    "arabic-frame", "an English report in an Arabic frame, right to left; the day in Arabic, and in a meta element",
    html(
        f"<title>{TRUCE_TITLE} | شبكة المثال</title><meta property='og:title' content='{TRUCE_TITLE}'><meta property='og:site_name' content='شبكة المثال'><meta property='article:published_time' content="
        "'2023-05-11T22:31:00+03:00'><meta property='og:locale' content='ar_AR'>",
        '<div dir="rtl"><nav><ul><li>الرئيسية</li><li>أخبار</li><li>اقتصاد</li><li>رياضة</li></ul></nav><article dir="ltr">'
        f'<h1>{TRUCE_TITLE}</h1><div class="post-meta"><span class="meta-author">بقلم: <a rel="author" href="/author/lina">Lina Haddad</a></span><span class="date">١١ مايو ٢٠٢٣</span></div><div class='
        f'"entry">{tagged(TRUCE)}</div></article><section class="related"><h3>اقرأ أيضا</h3><ul><li><a>انفجار في الميناء</a></li></ul></section><footer>جميع الحقوق محفوظة</footer></div>',
        lang="ar",
    ),
    TRUCE_TITLE, "2023-05-11", "Lina Haddad", TRUCE,
)  # fmt: skip
page(
    "russian-frame", "an English report in a Russian frame; the day only in Russian words; the author behind a Russian label",
    html(
        f"<title>{DAM_TITLE} — Пример.Медиа</title>",
        f'<header><a href="/">Пример.Медиа</a><nav><a>Новости</a><a>Мнения</a></nav></header><div class="news-item"><h1 class="news-item__title">{DAM_TITLE}</h1><div class="news-item__meta"><div class='
        f'"news-item__date">12 мая 2023, 21:40</div><div class="news-item__author">Автор: Petr Ilin</div></div><div class="news-item__text">{tagged(DAM)}</div><div class="share">Поделиться</div></div>'
        "<footer>© 2023 Пример.Медиа. Все права защищены</footer>",
        lang="ru",
    ),
    DAM_TITLE, "2023-05-12", "Petr Ilin", DAM,
)  # fmt: skip
page(
    "spanish-frame", "an English report in a Spanish frame; author and day in one Spanish line, the change beside it",
    html(
        f"<title>{CAMP_TITLE} - Diario Ejemplo</title><meta property='og:title' content='{CAMP_TITLE}'>",
        f'<nav><ul><li>Inicio</li><li>Mundo</li><li>Deportes</li></ul></nav><article><h1>{CAMP_TITLE}</h1><p class="firma">Por <strong>Ana Ruiz Vega</strong> | 11 de mayo de 2023 | Actualizado 13 de'
        f' mayo de 2023</p><div class="cuerpo">{tagged(CAMP)}</div><div class="compartir">Compartir</div></article><footer>Todos los derechos reservados</footer>',
        lang="es",
    ),
    CAMP_TITLE, "2023-05-11", "Ana Ruiz Vega", CAMP,
)  # fmt: skip
page(
    "amp", "an AMP page: consent, ads and a video between paragraphs; authors as plain strings",
    html(
        f"<title>{TRUCE_TITLE}</title><link rel='canonical' href='https://post.example/truce'><script async src='https://cdn.example/v0.js'></script>" + ld({"@context": "http://schema.org", "@type":
            "NewsArticle", "mainEntityOfPage": "https://post.example/truce", "headline": TRUCE_TITLE, "datePublished": "2023-05-11T19:00:00Z", "dateModified": "2023-05-12T08:00:00Z",
            "author": ["Tess Okon", "Bo Ek"], "publisher": {"@type": "Organization", "name": "Example Post"}}),
        '<amp-consent id="c" layout="nodisplay"><div id="consent-ui"><p>We and our partners use cookies to show you ads.</p><button>Accept</button></div></amp-consent><header class="amp-header"><a'
        f' href="/">Example Post</a></header><article class="amp-wp-article"><header><h1 class="amp-wp-title">{TRUCE_TITLE}</h1><div class="amp-wp-meta amp-wp-byline">BY TESS OKON AND BO EK</div><div'
        f' class="amp-wp-meta amp-wp-posted-on"><time datetime="2023-05-11T19:00:00+00:00">5 months ago</time></div></header><div class="amp-wp-article-content">{tagged(TRUCE[:2])}<amp-ad width="300"'
        f' height="250" type="x"><div placeholder>Advertisement</div></amp-ad>{tagged(TRUCE[2:4])}<amp-youtube data-videoid="x"></amp-youtube>{tagged(TRUCE[4:])}</div><footer class="amp-wp-article-'
        'footer"><div class="amp-wp-meta amp-wp-comments-link"><a>Leave a Comment</a></div></footer></article><amp-social-share type="email"></amp-social-share>',
    ),
    TRUCE_TITLE, "2023-05-11", "Tess Okon; Bo Ek", TRUCE,
)  # fmt: skip
page(
    "live-page", "a live page: several hands, the newest first, each with its clock; key events beside it",
    html(
        f"<title>{DAM_TITLE} – live</title>" + ld({"@type": "LiveBlogPosting", "headline": f"{DAM_TITLE} – live", "datePublished": "2023-05-12T09:00:00Z", "coverageStartTime": "2023-05-12T09:00:00Z",
            "author": [{"@type": "Person", "name": "Ana Example"}, {"@type": "Person", "name": "Bo Ek"}], "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Down to 61",
            "datePublished": "2023-05-12T18:00:00Z", "articleBody": DAM[5], "author": {"@type": "Person", "name": "Cy Dee"}}]}),
        f'<main><h1>{DAM_TITLE} – live</h1><div class="contributors"><a rel="author" href="/profile/ana">Ana Example</a> (now) and <a rel="author" href="/profile/bo">Bo Ek</a> (earlier)</div><aside'
        ' class="key-events"><h2>Key events</h2><ul><li><a>18.00 Down to 61</a></li><li><a>14.20 Army sends boats</a></li></ul></aside><div class="live-blog"><article class="block"><time datetime='
        f'"2023-05-12T18:00:00Z">18.00 BST</time><h2>Down to 61</h2>{tagged(DAM[5:])}</article><article class="block"><time datetime="2023-05-12T14:20:00Z">14.20 BST</time><h2>Army sends boats</h2>'
        f'{tagged(DAM[2:5])}</article><article class="block"><time datetime="2023-05-12T09:00:00Z">09.00 BST</time><h2>Welcome</h2>{tagged(DAM[:2])}</article></div></main>',
    ),
    f"{DAM_TITLE} – live", "2023-05-12", "Ana Example; Bo Ek", ("Down to 61", *DAM[5:], "Army sends boats", *DAM[2:5], "Welcome", *DAM[:2]),
)  # fmt: skip
page(
    "print-version", "a print version: the house and day above, author and place in one line, the address below",
    html(
        f"<title>Print: {CAMP_TITLE}</title><meta name='robots' content='noindex'>",
        f'<div class="print-logo">The Velin Standard</div><div class="print-date">Thursday, May 11, 2023</div><hr><div class="print-title"><h1>{CAMP_TITLE}</h1></div><div class="print-by">by Otto Lindh, '
        f'Velin</div><div class="print-content">{tagged(CAMP)}</div><hr><div class="print-source">Source URL: https://standard.example/news/fire-sorda</div><p><a href="javascript:print()">Print this page'
        "</a></p>",
    ),
    CAMP_TITLE, "2023-05-11", "Otto Lindh", CAMP,
)  # fmt: skip
page(
    "consent-wall", "a wall of consent, longer than the report, before it; the report's own lines bear hashed classes",
    html(
        f"<title>{TRUCE_TITLE} | Mitte</title>" + ld({"@type": "NewsArticle", "headline": TRUCE_TITLE, "datePublished": "2023-05-11T20:14:00+02:00", "author": [{"@type": "Person", "name": "Jule Brand",
            "url": "https://mitte.example/autor/jule"}]}),
        f'<div class="css-1x" role="dialog" aria-label="Consent">{COOKIES * 2}<p>Without tracking you may read us for 4.99 a month. You can withdraw your consent at any time at the foot of the page; details'
        ' are in our privacy policy, in which we also list all partners, the purposes for which data are processed and how long they are kept by each of them.</p></div><main class="css-9k"><h1 class="css-h1">'
        f'{TRUCE_TITLE}</h1><div class="css-by">Von Jule Brand</div><time class="css-t" datetime="2023-05-11T20:14:00+02:00">11.05.2023, 20.14 Uhr</time><div class="css-b">{tagged(TRUCE, "<p class=css-p>")}</div></main>',
        lang="de",
    ),
    TRUCE_TITLE, "2023-05-11", "Jule Brand", TRUCE,
)  # fmt: skip
page(
    "local-station", "a station: who posted it and who reported, last updated in the same line, a desk beside the name",
    html(
        f"<title>{DAM_TITLE}</title><meta property='og:site_name' content='Example 7 News Velin (KXEX)'>",
        f'<div class="ArticlePage-headlineContainer"><h1 class="ArticlePage-headline">{DAM_TITLE}</h1></div><div class="ArticlePage-byline"><div class="byline-by">By: <span>Ken Abara</span>, Example 7 News'
        '</div><div class="published">Posted <span>6:05 PM, May 12, 2023</span></div><div class="updated">and last updated <span>7:10 AM, May 13, 2023</span></div></div><div class="RichTextArticleBody">'
        f'{tagged(DAM[:4])}<div class="Enhancement"><p><b>RELATED: </b><a href="/c">Cracks were seen in March</a></p></div>{tagged(DAM[4:])}<p><i>Copyright 2023 Example Media, Inc. All rights reserved. This'
        ' material may not be published, broadcast, rewritten, or redistributed.</i></p></div><div class="newsletter-form">Sign up for the Breaking News Newsletter and receive up to date information.</div>',
    ),
    DAM_TITLE, "2023-05-12", "Ken Abara", DAM,
)  # fmt: skip
page(
    "ngo-microdata", "microdata without a class that tells; the role in its own element; three calls to give",
    html(
        f"<title>{CAMP_TITLE} | Aid Example</title>",
        f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{CAMP_TITLE}</h1><meta itemprop="datePublished" content="2023-05-11"><p>Words: <span itemprop="author" itemscope'
        ' itemtype="https://schema.org/Person"><span itemprop="name">Hanna Weil</span>, <span itemprop="jobTitle">Emergency Communications Manager</span></span></p><p>Pictures: Nel Photo</p><div itemprop='
        f'"articleBody">{tagged(CAMP[:2])}<div class="appeal"><p><a href="/give">Donate now to the Sorda fire appeal</a></p></div>{tagged(CAMP[2:])}</div></div>{COMMENTS}',
    ),
    CAMP_TITLE, "2023-05-11", "Hanna Weil", CAMP,
)  # fmt: skip
page(
    "old-column", "capitals in a cell that cites: the columnist, the house, links to archive and contact, no class",
    html(
        f"<title>{TRUCE_TITLE} - Example.com</title>",
        f'<div class="mod-article-title"><div class="monthday"><span>Updated: May 11, 2023, 5:02 PM ET</span></div><h1>{TRUCE_TITLE}</h1><span class="cols"><cite class="source"><a href="/dol"><img alt="Dol"></a>By'
        ' Jem Dol<br>Example.com<br><a href="/a">Archive</a> | <a href="/c">Contact</a></cite></span></div><div style="overflow:hidden">'
        f'{tagged(TRUCE)}</div><p><em>Jem Dol can be reached at jem@post.example.</em></p>',
    ),
    TRUCE_TITLE, "2023-05-11", "Jem Dol", TRUCE,
)  # fmt: skip
