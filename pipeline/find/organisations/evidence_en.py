"""What is said around an English name that only bodies have: posts, subsidiaries, "the energy company X", "X, a subsidiary of".

The nouns for sorts of bodies and the posts were compiled by hand from the first paragraphs and boilerplates of releases of
companies, agencies and universities.
"""

import re
from typing import Literal

Strength = Literal["certain", "likely"]

_SORTS = (
    r"(?:company|companies|firm|firms|group|corporation|conglomerate|multinational|operator|utility|utilities|developer|manufacturer|maker|producer|supplier|provider|vendor|"
    r"start-?up|scale-?up|spin-?off|spin-?out|giant|major|agency|regulator|authority|institute|institution|university|bank|lender|insurer|investor|fund|foundation|charity|nonprofit|"
    r"non-profit|organi[sz]ation|body|association|federation|consortium|alliance|ministry|department|laboratory|think[ -]tank|consultancy|carrier|airline|shipowner|shipbuilder|"
    r"shipping\sline|automaker|carmaker|chipmaker|steelmaker|drugmaker|contractor|subsidiary|affiliate|joint\sventure|retailer|miner|refiner|trading\shouse|broadcaster|"
    r"integrator|foundry|society|club|council|secretariat|board|hospital|concessionaire|venture|hub|accelerator\sprogramme|classification\ssociety|holding|trade\sunion|division|unit|arm|supermajor)"
)
_MODIFIERS = r"(?:(?!(?:of|at|for|from|in|on|with|to|by|who|and|director|professor|head|chair|manager|minister|member)\b)[\w'&/\-]+(?:,|\sand|\s&)?\s){0,7}?"
_POST = (
    r"(?:Group\s|Co-|Deputy\s|Global\s|Interim\s|Acting\s|Executive\s|Senior\s|Founding\s)*"
    r"(?:CEO|CFO|CTO|COO|CSO|Chair(?:man|woman|person)?|Chief\s(?:[A-Z]\w+\s){0,3}(?:Executive|Officer|Scientist|Engineer|Economist)|President|Vice[- ]President|Managing\sDirector|"
    r"Director(?:[- ]General)?|Administrator|Secretary[- ]General|chief\sexecutive|chair(?:man|woman|person)?|president|vice\spresident|managing\sdirector|director(?:[- ]general)?|co-?founder|founder|spokes(?:man|woman|person))"
)

BEHIND: tuple[tuple[Strength, re.Pattern[str]], ...] = (
    # Gasunie CEO Pieter van der Velde; Acme president and CEO Jane Doe
    ("certain", re.compile(rf" {_POST}(?:\s(?:and|&)\s{_POST})?,? [A-ZÀ-Þ][\w'’.\-]+")),
    # CEPI's chief executive, SK Telecom's head of ICT, Acme's customers
    (
        "certain",
        re.compile(
            rf"'s?\s(?:[\w-]+\s){{0,2}}?(?:{_POST}|head\sof|headquarters|head\soffice|subsidiar(?:y|ies)|shareholders?|employees|customers|factory|factories|"
            r"manufacturing\sunit|supervisory\sboard|board\sof\sdirectors|R&D|research\scent(?:re|er)|terminals|share\sprice)\b"
        ),
    ),
    # BAS, which is part of …; Leti, a technology research institute at CEA; ISRO is the space agency of India
    (
        "certain",
        re.compile(
            rf",?\s(?:which\s(?:is|was)\s|is\s|was\s)?(?:an?|the|one\sof\sthe|[A-Z]\w+(?:'s|s'))\s{_MODIFIERS}{_SORTS}"
            r"(?=[,.;:)]|\s(?:of|that|which|in|based|for|with|and|whose|at|owned|from|to|headquartered|listed|run|led|behind|specialis|specializ|focus|under|dedicated|founded|created|set)\b|$)"
        ),
    ),
    # Luke, her country's natural resources institute
    (
        "certain",
        re.compile(rf",\s(?:its|her|his|their|our)\s(?:[\w-]+\s)?(?:[\w-]+'s?\s){_MODIFIERS}{_SORTS}(?=[,.;:)])"),
    ),
    (
        "certain",
        re.compile(
            r"\s(?:declined\sto\scomment|did\snot\s(?:answer|respond|reply|comment)|was\snot\savailable\sfor\scomment)\b"
        ),
    ),
    # a stock exchange's ticker
    (
        "certain",
        re.compile(
            r"\s\((?:NYSE|NASDAQ|Nasdaq|LSE|TSE|TSX|TSX-?V|ASX|Euronext(?:\s[A-Z][a-z]+)?|Oslo|OSE|XETRA|SGX|HKEX|KRX|KOSPI|KOSDAQ|TYO|AIM|BSE|NSE|SIX|OTC\w*)\b[^()]{0,20}:\s?[\w.]+"
        ),
    ),
    (
        "certain",
        re.compile(
            r"(?:,|\sis|\swas)\s(?:headquartered|based|incorporated|listed|majority-owned|wholly\sowned)\s(?:in|on|by)\b"
        ),
    ),
    (
        "certain",
        re.compile(
            r"\s(?:employs|has)\s(?:more\sthan\s|over\s|about\s|some\s|around\s)?[\d,.]+\s(?:people|employees|staff|offices|subsidiaries)\b"
        ),
    ),
    # Acme analyst Jane Doe, as newspapers name those whom they ask
    (
        "certain",
        re.compile(
            r" (?:analyst|economist|strategist|geologist|researcher|executive|official) [A-ZÀ-Þ][\w'’.\-]+ [A-ZÀ-Þ]"
        ),
    ),
    # Acme contributes NOK 45 million.
    (
        "certain",
        re.compile(
            r"\s(?:contributes?|provides?|invests?|lends?|grants?|pays?|pledge[sd]|commit(?:s|ted))\s(?:up\sto\s|about\s|some\s)?(?:[A-Z]{3}\s?|US\$|[€$£¥])\d"
        ),
    ),
    (
        "likely",
        re.compile(
            r"\s(?:manages|operates|manufactures|employs|invests|specialises|specializes|was\sfounded|was\sestablished|has\sinvested|undertakes)\b"
        ),
    ),
    (
        "likely",
        re.compile(
            r",?\s(?:has|have|today|yesterday)?\s?(?:signed|announced|agreed|concluded|entered\sinto|teamed\sup|joined\sforces)\b"
        ),
    ),
)
"""What stands directly behind a name."""

MEMBERS_OF = re.compile(
    r"\b(?:[Cc]ustomers|[Ss]hareholders|[Oo]wners|[Pp]artners|[Ss]uppliers|[Aa]dvis[eo]rs|[Ll]enders|[Ii]nvestors|[Ff]ounders|[Ss]ignatories|[Mm]useums|[Cc]ompanies|[Bb]anks|"
    r"[Uu]niversities|[Ii]nstitutes|[Ii]nstitutions|[Aa]gencies|[Mm]inistries|[Oo]rgani[sz]ations|[Uu]tilities|[Mm]anufacturers|[Oo]perators|[Ff]irms)"
    r"(?:\s(?!and\b)[a-z]+){0,4}?(?:\s(?:are|were|include|includes|included|comprise)|,?\sincluding|:|,)\s(?:the\s)?$"
)
"""What stands before a list of bodies: its customers so far are A, B and C; its advisers, A and B."""

BEFORE: tuple[tuple[Strength, re.Pattern[str]], ...] = (
    # the Norwegian energy company Equinor; the Dutch gas infrastructure operator Gasunie
    (
        "certain",
        re.compile(
            rf"\b(?:{_SORTS}|universities|agencies|institutes|utilities|operators|manufacturers|suppliers)\s(?:called\s|named\s|such\sas\s|like\s|including\s)?$"
        ),
    ),
    (
        "certain",
        re.compile(
            r"\b(?:subsidiar(?:y|ies)|affiliates?|arm|division|shareholders?|employees?|engineers|scientists|researchers|acquisition|takeover|shares|stake|joint\sventure|spin-?off|spin-?out|"
            r"trademarks?|customers|headquarters|members?)\s(?:of|at|by)\s(?:the\s)?$|\b(?:shares|stake)\sin\s(?:the\s)?$"
        ),
    ),
    (
        "certain",
        re.compile(
            r"\b(?:owned|co-owned|funded|co-funded|cofunded|financed|co-financed|acquired|licensed|operated|manufactured|sponsored|commissioned|certified|regulated)\s(?:(?:jointly|partly|wholly|equally)\s)?(?:by|to)\s(?:the\s)?$"
        ),
    ),
    ("certain", re.compile(rf"(?:'s|\b(?:[Ii]ts|[Tt]heir|[Oo]ur|whose))\s(?:\w+\s){{0,3}}{_SORTS},\s$")),
    # Paris-based Acme; its former owner, now part of Acme; its customers are Acme, …
    ("certain", re.compile(r"\b[A-ZÀ-Þ][\w-]*-(?:based|headquartered|owned)\s$|\bnow\s(?:a\s)?part\sof\s(?:the\s)?$")),
    ("certain", MEMBERS_OF),
    ("certain", re.compile(r"^(?:For|On\sbehalf\sof)(?:\sand\son\sbehalf\sof)?(?:\sthe)?\s+$")),
    (
        "likely",
        re.compile(
            r"\b(?:managed|run|built|supplied|made|developed|provided|awarded|approved|reviewed|hosted|organi[sz]ed|published|granted|backed|supported|delivered|carried\sout|conducted|ranked|run\sjointly|led|founded|issued|designed|chaired)\sby\s(?:the\s)?$"
        ),
    ),
    (
        "likely",
        re.compile(
            r"\b(?:agreement|contract|partnership|collaboration|cooperation|co-operation|alliance|MoU|MOU|memorandum|deal|discussions|talks|together|jointly|partnered|joint\sventure|consultation|working|works|worked|signed)\s(?:with|between|among)\s(?:the\s)?$"
        ),
    ),
    ("likely", re.compile(r"\b[Aa]ccording\sto\s(?:the\s)?$")),
    ("likely", re.compile(r"\b(?:join|joins|joined|by|with|between|not\seven)\s(?:the\s)?$")),
)
"""What stands directly before a name."""

ACTS = re.compile(
    r",?\s(?:who\s|which\s)?(?:will|have|has|are|were|plan|agree|signed|announced|join|joined|intend|contribute|develop|review|examine|operate|own|run|provide|support|supply|lead|expressed|bring|co-?operate|"
    r"participate|take\spart|work|collaborate|aim|build|fund|lend|speak|spoke|also|each|jointly|together)\b"
)
"""What stands behind a list of actors."""

PARTIES = re.compile(
    r"\b(?:[Aa]greement|[Mm]emorandum|Understanding|understanding|MoU|MOU|MoC|[Cc]ontract|[Pp]artnership|[Cc]ollaboration|[Jj]oint\s[Vv]enture|[Aa]lliance|[Cc]onsortium|[Ll]etter\sof\s[Ii]ntent)\s"
    r"(?:\([^()]{2,12}\)\s)?(?:was\s|has\sbeen\s)?(?:signed\s|concluded\s|made\s|formed\s|entered\sinto\s)?(?:between|among|amongst|by)\s(?:the\s)?$"
)
"""What stands before the parties of an agreement."""

SIGNED = re.compile(
    r"\s(?:have\s|has\s|today\s|jointly\s|yesterday\s|also\s)*(?:signed|sign|conclude|concluded|entered\sinto|join\sforces|joined\sforces|team\sup|teamed\sup|partner\son|partnered|formed\sa)\b"
)
"""What stands behind the parties of an agreement."""

WINDOW = 140
"""As many characters on either side are looked at."""
