"""The words of an element's role, class and id, by which templates name its part of the page.

Lists: ARIA landmark roles; HTML sectioning elements; the names that the GOV.UK Design System, the U.S. Web Design System, WordPress themes
and widely used news templates give to what surrounds an article; and how Japanese sites write the same (gnavi, pankuzu, topicpath, sns).
"""

import re
from itertools import pairwise

from pipeline.read.html.page import Element

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_LONGEST = 400
_COMMON = re.compile(r"[a-z]+(?:[-_ ][a-z]+)*")

NAVIGATION = frozenset({"nav", "menu", "dialog"})
"""Elements that never hold what a page is about."""

LANDMARKS = frozenset(
    "navigation banner contentinfo complementary search menu menubar dialog alertdialog toolbar tablist".split()
)
"""Roles of what surrounds the main content."""

FURNITURE = frozenset(
    "nav navi navbar gnav gnavi lnav globalnav globalnavi sitenav subnav sidenav navigation menu menus megamenu submenu breadcrumb breadcrumbs "
    "crumb crumbs breadcrumblist pankuzu topicpath topicspath sidebar sidemenu sidecolumn sidecol footer globalfooter sitefooter colophon masthead "
    "share sharing shares sharebar sharer addthis addtoany sharethis sns social socials related recommended recommend recommendation recommendations "
    "ranking popular cookie cookies cookiebar cookiebanner consent gdpr onetrust advert adverts advertisement ads adsense sponsor sponsored promo "
    "newsletter subscribe subscription signup login signin search searchform searchbox pager pagination paginator pagenavi pagenav prevnext skip "
    "skiplink skiplinks skipnav pagetop backtotop totop gotop comments comment respond disqus tagcloud toolbar popup modal overlay lightbox tooltip "
    "widget widgets printbutton fontsize langswitch language languages".split()
)
"""Words by which templates name menus, trails of links, buttons to share, notices about cookies, teasers and the like."""


def names_of(element: Element) -> frozenset[str]:
    """The words of an element's role, class and id, in lower case; also two neighbours as one (side-bar is sidebar)."""
    attributes = element.attrib
    if not attributes:
        return frozenset()
    out: set[str] = set()
    for name in ("role", "class", "id"):
        value = attributes.get(name)
        if value:
            for token in value[:_LONGEST].split():
                words = [word.lower() for word in _WORD.findall(token)]
                out.update(words)
                out.update(one + other for one, other in pairwise(words))
                if name == "role":
                    out.add(token)
    return frozenset(out)
