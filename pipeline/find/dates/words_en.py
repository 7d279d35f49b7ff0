"""English words that speak for or against a date beside them, as patterns.

The lists are of our own, gathered from press releases' usual phrases; the lists of units and of standards' bodies are those
of the International System of Units and of the bodies that name standards by number and year. Patterns whose name ends in
`BEFORE` are searched in what stands before a date and end with it, those in `AFTER` are matched right behind it.
"""


def _either(words: str) -> str:
    """A pattern of words, capitalised or not; `_` is a space, a full stop is one."""
    made = []
    for word in words.split():
        first = f"[{word[0].upper()}{word[0].lower()}]" if word[0].isalpha() else word[0]
        made.append(first + word[1:].replace(".", r"\.").replace("_", r"[ \t]{1,2}"))
    return f"(?:{'|'.join(made)})"


_START = r"(?:^|[^A-Za-z])"
_GAP = r"[ \t]{1,2}"

ABOUT_BEFORE = _START + _either("around about circa c. ca. approximately roughly") + _GAP + "$"
BETWEEN_BEFORE = rf"[Bb]etween{_GAP}(?:the{_GAP})?$"

# A bare number of four digits is a year after one of these.
TIME_BEFORE = (
    _START
    + _either(
        "in by since until till from during before after throughout beyond of to through toward towards within for as_of "
        "as_early_as as_soon_as as_late_as up_to back_to post pre end year years versus vs vs. than dated updated published "
        "founded established est est. revised adopted amended enacted approved completed launched formed incorporated"
    )
    + rf":?(?:{_GAP}(?:the{_GAP}year|around|about|approximately|roughly|circa|at{_GAP}least|early|late|mid|calendar{_GAP}year))?(?:{_GAP}|-)$"
)
# And before one of these.
YEAR_AFTER = r"[ \t](?:onwards?|alone|and (?:beyond|later|earlier|onwards?)|to date)\b"
# At the beginning of a sentence it is one before a verb or preposition.
VERB_AFTER = (
    r"[ \t](?:was|is|will|has|had|marks?|marked|saw|sees|would|could|may|shall|and|or|to|onwards?|alone|when|as|by|in|at|under|"
    r"with|for|through|until)\b"
)
# Behind a determiner it is one: "the 2021 agreement", "its successful 2021 trial".
DETERMINER_BEFORE = (
    _START + rf"(?:{_either('the its our their his her this that these those a an annual')}|'s){_GAP}"
    rf"(?P<adjective>[a-z-]{{3,16}}{_GAP})?$"
)
# A noun in the singular, as far as its ending says.
PLAIN_NOUN_AFTER = r"(?:[ \t]|-)(?![a-z-]{1,20}[^s\W]s\b)[a-z]"
# Unless it is part of a name that one of these ends: "the 2030 Agenda", "the 2025 National Hydrogen Strategy".
TITLE_AFTER = (
    r"(?:[ \t-][A-Z][A-Za-z&'-]{0,20}|[ \t](?:and|for|of|on)(?=[ \t][A-Z])){0,6}[ \t]"
    r"(?:Agenda|Strategy|Plan|Vision|Roadmap|Act|Framework|Programme|Program|Initiative|Olympics?|Paralympics|Games|Expo|Cup|"
    r"Goals?|Targets?|Outlook|Directive|Regulation|Edition|Series|Model)\b"
)

# What is counted or measured: a number before it is no year.
COUNTED_AFTER = (
    r"(?:[ \t]|-)(?:(?:[a-z-]{3,14}[ \t])?(?:"
    r"people|persons|employees|staff|members|participants|delegates|attendees|students|engineers|researchers|scientists|workers|"
    r"patients|jobs|posts|homes|households|houses|schools|sites|stations|beds|companies|firms|businesses|organi[sz]ations|"
    r"suppliers|units|vehicles|trucks|buses|cars|trains|aircraft|satellites|patents|papers|pages|words|characters|copies|"
    r"samples|cases|doses|shares|times|cycles|hours|minutes|seconds|days|weeks|months|years|"
    r"tonnes?|tons?|kilograms?|kilomet(?:re|er)s?|met(?:re|er)s?|miles|feet|degrees|lit(?:re|er)s|gallons|barrels|volts?|"
    r"(?:kilo|mega|giga|tera)?watts?|dollars|euros|pounds|yen|percent|per[ \t]cent|"
    r"k?[mg]|mm|cm|nm|[kMGT]W|[kMGT]Wh|kV|V|A|[kMGT]?Hz|rpm|ppm|bar|[kM]?Pa|K|t)(?![A-Za-z$£€]))|[ \t]?[%°℃]"
)
# Before an amount, or before a number that names a thing.
AMOUNT_BEFORE = (
    r"(?:[$€£¥#№]|"
    + _START
    + "(?:"
    + _either(
        "over more_than less_than fewer_than at_least at_most nearly almost some under above below up_to exceeding only just "
        "approximately roughly about another further remaining additional total_of totalling weigh weighs cost costs worth "
        "reach reaches reached no no. nos. number room suite page p. pp. line port ext ext. tel tel. phone fax box model "
        "series type version ver ver. release article section clause regulation directive resolution law flight route"
    )
    + r"|US\$|JPY|USD|EUR|GBP))[ \t]{0,2}$"
)
# Standards, laws and exhibitions have numbers that look like years, or years in their names.
NUMBERED_BEFORE = (
    r"(?:(?:ISO|IEC|IEEE|EN|DIN|JIS|BS|ASTM|ANSI|SAE|RFC|UL|ITU-T|CEI|NFPA|API|ASME|HR|H\.R\.|S\.|EU|EC|UN|COP|Windows|Office|"
    r"Agenda|Horizon|Vision|Expo|EXPO|Olympics|Euro|Cup|Games|©|\([Cc]\)|[Cc]opyright|[Nn]o\.?[ \t]?[0-9]{1,5} of|"
    r"(?:Act|Law|Code|Bill|Regulations?|Order) of)(?:/[A-Z]{2,6})?[ \t-]{0,2}(?:[A-Z]{0,2}[0-9-]{1,8}[:-])?|"
    r"[A-Z0-9]{2,8}[-:/]|[:/.#_])$"
)
# A capitalised word directly before or behind is a name that the number belongs to ("Summit 2025", "2025 Hydrogen Week").
NAME_BEFORE = rf"[A-Z][A-Za-z0-9&'-]{{1,30}}{_GAP}$"
NAME_AFTER = r"(?:[ \t]|-)(?:[A-Z]|[a-z]{0,3}[A-Z])"
# A capitalised word behind a month or weekday that does not begin a sentence: "June Smith", "Sunday Times".
NAMED_AFTER = (
    r"[ \t](?!(?:The|This|In|On|At|By|It|We|I|A|An|For|To|With|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b)[A-Z][a-z]"
)
WEEKDAY_NAME_BEFORE = (
    rf"(?:{_either('every each mon per')}|Black|Cyber|Good|Ash|Palm|Super|Easter|Bloody|Giving|Whit){_GAP}$"
)

# A month without its year, a quarter or half, and a season count after one of these.
MONTH_TIME_BEFORE = (
    _START
    + _either(
        "in by since until till from during before after to last next this early late mid end_of beginning_of through "
        "throughout up_to for of starting beginning in_early in_late in_mid"
    )
    + r"[ \t-]{1,2}$"
)
DAY_BEFORE = _START + _either("on until till by from since before after through") + rf"{_GAP}the{_GAP}$"
PERIOD_BEFORE = _START + _either("in by since until during for throughout end_of from") + rf"{_GAP}(?:the{_GAP})?$"
SEASON_BEFORE = _START + _either("in by until during") + rf"{_GAP}the{_GAP}$"
# A form that could be something else, too, counts after one of these, or where a line or bracket begins.
DATED_BEFORE = (
    r"(?:^[ \t]*|[(\[|\n〜~][ \t]*|"
    + _START
    + _either(
        "on by since until from before after date dated as_of updated published released posted signed in effective"
    )
    + rf":?{_GAP})$"
)

# "today" in the sense of nowadays.
NOWADAYS_BEFORE = (
    _START
    + _either("than even of like until till still used exists exist known know in_use as_it_is as_it_does")
    + _GAP
    + "$"
)
NOWADAYS_AFTER = (
    r"(?:'s[ \t](?!(?:[a-z-]+[ \t])?(?:announcements?|sign(?:ing|ature)s?|agreements?|meetings?|events?|ceremony|decisions?|"
    r"launch|news|statement|summit|visit|talks|partnership|memorandum|awards?|publication|release|deal|session|conference|vote|"
    r"hearing|discussions?|report|milestone|action|investment|funding|contract|declaration|dialogue)\b)|"
    r"[ \t](?:and|or)[ \t](?:tomorrow|in the (?:future|years)|into)|"
    r",[ \t](?:more than|over|nearly|almost|most|many|some|about|around)[ \t])"
)
# What comes round every year has no place in the calendar.
RECURRING_BEFORE = (
    r"(?:[Ee]very|[Ee]ach)(?:[ \t]year)?[ \t](?:in[ \t]|on[ \t]|by[ \t])?(?:early[ \t]|late[ \t]|mid-)?$|"
    r"[Aa]nnually[ \t](?:in|on)[ \t]$"
)
RECURRING_AFTER = r",?[ \t](?:of[ \t])?(?:each|every)[ \t](?:year|month)\b"

# What a sentence speaks of.
FUTURE = (
    r"\b(?:will|shall|can|must|scheduled|plans? to|planned|expected|expects?|due|upcoming|aims? to|intends? to|agrees? to|agreed to|"
    r"commit(?:s|ted)? to|hopes? to|is to|are to|to be (?:held|completed|launched)|"
    # a timetable in the present tense
    r"takes? place|(?:opens?|closes?|starts?|begins?|ends?) (?:on|in))\b"
)
PAST = r"\b(?:was|were|had|did|(?<!\bbe )(?:held|made|[a-z]{3,14}ed)|met|began|took|said|came|went)\b"
# Verbs directly before a date that leave no doubt that it is past ("was signed on 15 January").
PAST_BEFORE = (
    r"(?:\b(?:was|were|been|had|met|held|took place|began|opened|started|signed|launched|announced|published|released|adopted|"
    r"approved|concluded|ended|closed|visited|issued|agreed|entered into force|took effect)\b[^.;:()]{0,40}\b(?:on|in|from)|"
    r"\bsince)[ \t]{1,2}(?:the[ \t])?(?:[A-Z][a-z]{2,8},?[ \t])?$"
)
# A date that something lasts or is due until dates nothing that the next sentence tells.
LIMIT_BEFORE = r"\b(?:until|till|through|by|before|expires?|ends?)(?:[ \t]on)?[ \t]{1,2}(?:the[ \t])?$"
