"""How English lines end and begin: what shows that a sentence goes on over the end of a line.

The word lists are closed classes of English grammar (articles, prepositions, conjunctions, relatives, auxiliaries), the
verbs that agreements and press releases are built on, and the endings that printers divide words before.
"""

import re

FINAL = re.compile(r"[.!?:;][\"'”’)\]*_¹²³⁰⁴-⁹]*$|[.!?]\s?\[\d{1,3}\]$")
COLON = re.compile(r"[:：][*_\s]*$")
SEMICOLON = re.compile(r";[¹²³⁰⁴-⁹\d]*$|;\s?(?:and|or)$")

_FUNCTION = (
    "a|an|the|this|that|these|those|its|their|our|his|her|your|my|each|every|some|any|no|such|and|or|but|nor|of|in|on|at|by|for|from|to|with|"
    "without|as|into|onto|upon|under|over|between|among|through|during|against|toward|towards|within|across|concerning|regarding|including|"
    "which|who|whom|whose|where|when|while|if|than|because|although|whether|is|are|was|were|be|been|being|has|have|had|will|would|shall|"
    "should|can|could|may|might|must|do|does|did|not|both|either|neither|via|per|also|de|van|von"
)
# What ends with a full stop and no sentence: a title before a name, a number, a company's legal form.
_TITLES = "Dr|Mr|Mrs|Ms|Prof|Hon|Sen|Gov|Gen|Rep|St|No|Nos|Art|Sec|Vol|Fig|vs|cf|approx|incl|e\\.g|i\\.e"
_FORMS = "Inc|Ltd|Co|Corp|LLC|L\\.L\\.C|S\\.A|S\\.p\\.A|N\\.V|B\\.V|K\\.K|Pty|plc|e\\.V"
LEGAL_FORM = re.compile(rf"\b(?:{_FORMS})\.$")
ABBREVIATION = re.compile(rf"\b(?:{_TITLES}|{_FORMS})\.$")
# A line that ends so goes on.
OPEN = re.compile(
    rf"(?:\b(?:{_TITLES})\.|[,(\[/&–—“‘]|[A-Za-z]-|\b(?:{_FUNCTION}|The|An|A|And|Of|For|In|With|To|Between|By|On))$"
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# "not later than 1 September" and "2026;", "in January" and "2029.": a date over the end of a line.
MONTH_END = re.compile(
    rf"\b(?:\d{{1,2}}|[Ii]n|[Oo]f|[Bb]y|[Uu]ntil|[Ss]ince|[Ff]rom|[Tt]o|[Ee]arly|[Ll]ate)\s(?:{_MONTH})$"
)
YEAR = re.compile(r"(?:19|20)\d{2}(?=[,.;:)]|$|\s(?:and|or|to|until|in|at|on|by|with|for|as|when|while|between)\s)")
# "on 13 and 14" and "May 2025."
DAY_END = re.compile(r"(?<![\d.,])\d{1,2}$")
MONTH = re.compile(rf"(?:{_MONTH})(?:\s(?:19|20)\d{{2}}|[,.;]|\s[a-z])")
# Of those, what may also end a heading: "What the partners will do", "Who we are".
CAN_END = re.compile(
    r"\b(?:do|does|did|be|is|are|was|were|been|being|has|have|had|will|would|can|could|may|might|must|not|who|which|where|when|such|any|each|some)$"
)
# A line that begins so cannot begin a sentence or heading.
BOUND = re.compile(r"[a-z](?!\))|[,.;:)\]”’%&]|[–—] ?[a-z]")
# A clause of a preamble, as treaties write its first word: "WHEREAS the Parties have …", "NOTING that …".
RECITAL = re.compile(r"(?:WHEREAS|HAVE|HEREBY|[A-Z]{4,12}ING)\b")
# What may stand in the middle of a sentence but hardly begins a heading: "(MoC)", "$5 billion", "[the Agency]".
WEAKLY_BOUND = re.compile(r"[(\[$£€¥\d]")
# A finite verb or auxiliary: what a heading or a line of an address seldom has.
VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|shall|should|can|could|may|might|must|do|does|did|said|says|announced?|signed|agreed?|"
    r"confirmed|welcomed?|decided|established|launched|aims?|intends?|seeks?|includes?|supports?|provides?|commit(?:s|ted)?)\b"
)
TOKEN = re.compile(r"\S+")
URL = re.compile(r"<?(?:https?://|www\.)\S+>?$")
# "Website:", "Tel.:", "Date:", "Contact person:" – a label and its value.
KEY_VALUE = re.compile(r"[A-Z][A-Za-z.&-]{0,20}(?: [A-Za-z.&-]{1,20}){0,3}\s?:(?!//)[ \t]+(?=\S)")
CONTACT = re.compile(
    r"(?:https?://|www\.|\S{1,64}@[\w.-]{1,64}|"
    r"(?i:tel(?:ephone)?|phone|fax|e-?mail|mail|mob(?:ile)?|contact|web(?:site)?|url)(?:\s?[.:：]|\s?[+(]?\d)|"
    r"電話|〒|メール|ファックス|担当者?[:：]|内線|\+\d{1,3}[\s-])"
)
# "09:30  Opening", "9.30 a.m. Registration", "2018: first dives" – a row of a programme or history.
ROW = re.compile(
    r"(?:\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?[-–—]\s?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?)?|\d{1,2}\s?[ap]\.?m\.?|(?:19|20)\d{2}(?:[-–](?:19|20)?\d{2})?:)\s+(?=[A-Z“\"a-z])"
)
# "October 2025: joint team set up", "Spring 2026 – Trials begin", "2027 Commercial service": what happens when.
WHEN = re.compile(
    r"(?:(?:early|mid|late|by|from|end\sof)[\s-])?(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?|spring|summer|autumn|fall|"
    r"winter|Q[1-4]|[1-4]Q|H[12]|FY)?[\s-]?(?:19|20)\d{2}(?:[/–-]\d{2,4})?\s?[:–—-]?\s",
    re.IGNORECASE,
)
# "> From:", a speaker's name before a quotation, or after it with a dash.
SPEAKER = re.compile(r"[A-Z][^.!?]{2,120},\s[^.!?]{2,160}$")

# What begins a sentence and seldom a heading.
SENTENCE_START = re.compile(
    r"(?:The|A|An|This|That|These|Those|It|We|They|He|She|Our|Its|Their|In|On|At|By|As|Both|All|Under|Through|With|For|To)\s"
)
# The first and the last line of a letter, which end with a comma and are whole.
SALUTATION = re.compile(
    r"(?:Dear|Hello|To)\s.{1,60},$|(?:Yours|Sincerely|Kind|Best|Warm|With|Respectfully|Very|Cordially)\b.{0,40},$"
)
# The end of one sentence and the beginning of another: no heading or title has them.
SENTENCES = re.compile(r"[a-z]{3}[.!?][”\"’)]?\s+[A-Z]")
# A fragment that begins so is no word of its own: the hyphen before it was the printer's.
_ENDINGS = (
    "ation|ition|ution|tion|sion|cian|ment|ness|ity|ing|ed|er|or|able|ible|ance|ence|ency|ancy|ally|ically|ative|itive|tional|sional|tive|sive|"
    "ture|ology|nology|opment|ernment|erment|partment|ization|isation|ficient|ficiency|ronment|ronmental|dustry|dustrial|tific|tute|tiative|"
    "ment|mental|gram|grams|ergy|ture|tural|tries|tury|ly|ful|less|ous|cial|tial|dum|da"
)
FRAGMENT = re.compile(rf"[bcdfghjklmnpqrstvwxz]{{0,2}}(?:{_ENDINGS})s?(?![a-z])")
# Words that are written with a hyphen before others, so that the hyphen at the end of a line is their own.
PREFIX = re.compile(
    r"(?:co|non|pre|post|re|multi|cross|inter|intra|sub|semi|self|well|long|short|high|low|large|small|mid|anti|bi|tri|world|state|public|"
    r"private|open|full|half|one|two|three|four|five|first|second|third|year|cost|data|follow|decision|policy|energy|carbon|zero|net|ultra|"
    r"micro|nano|all|ever|so|much|near|far|clean|low|vice|ex|quasi|peer|end|user|water|air|solar|grid|small|real|land|labour|labor|market|"
    r"industry|government|university|time|job|work|risk|science|technology|fast|hard|deep|off|on|in|out|up|down|by)$",
    re.IGNORECASE,
)
