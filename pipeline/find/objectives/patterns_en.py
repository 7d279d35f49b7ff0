"""English words and grammar of objectives.

The nouns and verbs are those of co-operation agreements as such (treaty drafting handbooks name most of them: purpose,
scope, areas of co-operation, undertakings, implementation) and of press releases about them; none belongs to a field
of technology.
"""

import re

from pipeline.records import ObjectiveKind

# The noun that says what an enumeration lists: "the following areas", "Key deliverables".
LABEL_NOUNS: dict[str, ObjectiveKind] = {
    **dict.fromkeys(
        "objective objectives goal goals aim aims purpose purposes target targets ambition ambitions mission missions "
        "vision".split(),
        "objective",
    ),
    **dict.fromkeys(
        "area areas field fields pillar pillars scope priority priorities theme themes domain domains sector sectors "
        "focus strand strands stream streams workstream workstreams topic topics subject subjects dimension dimensions "
        "axes track tracks cornerstone cornerstones thrust thrusts modalities forms".split(),
        "area",
    ),
    **dict.fromkeys(
        "commitment commitments deliverable deliverables step steps action actions pledge pledges undertaking "
        "undertakings measure measures initiative initiatives obligation obligations responsibility responsibilities "
        "role roles plan plans roadmap milestone milestones outcome outcomes intention intentions decision decisions "
        "contribution contributions".split(),
        "commitment",
    ),
    **dict.fromkeys(
        "activity activities package packages task tasks function functions duty duties mandate matter matters issue "
        "issues study studies project projects".split(),
        "activity",
    ),
}

# Nouns of the other things that press releases enumerate.
OTHER_NOUNS = frozenset(
    "feature features benefit benefits advantage advantages specification specifications agenda schedule timetable "
    "participant participants attendee attendees attendance member members partner partners speaker speakers delegate "
    "delegates delegation signatory signatories figure figures fact facts statistic statistics note notes link links "
    "document documents definition definitions reference references reason reasons example examples challenge "
    "challenges product products service services event events contact contacts company companies country countries "
    "organisation organisations organization organizations guest guests award awards market markets result results "
    "achievement achievements finding findings requirement requirements criteria criterion fee fees date dates "
    "condition conditions chapter chapters section sections question questions resource resources publication "
    "publications person people individual individuals panellist panellists session sessions address addresses "
    "office offices location locations site sites applicant applicants risk risks factor factors".split()
)

# What has already happened is no objective.
PAST = re.compile(
    r"\b(?:past|previous|previously|earlier(?! (?:warning|detection|diagnos|treatment|access))|so far|to date|history|historical|track record|background|already|"
    r"achievements?|accomplishments?|completed|implemented|recent(?:ly)?|last year|timeline|have been (?:carried|held)|"
    r"were (?:held|conducted|attended|discussed)|discussed|exchanged views|reviewed)\b"
)
# "Since the partnership was launched, the two sides have:"
SINCE = re.compile(r"since\b.*\b(?:have|has):?$")
# "these lines of work": the noun that says it is behind the "of".
LINES = re.compile(r"\blines of (?:work|action|research|effort|co-?operation)\b[^.]{0,40}:?$")
READER = re.compile(
    r"\b(?:you|your|please|click|visit|download|register|subscribe|apply|attended|listeners|readers|"
    r"for (?:more|further) information|learn more|read more|see below)\b"
)
DEFINES = re.compile(r"^for the purposes? of (?:this|the present)\b|\b(?:means?|definitions?|defined)\b[^:]{0,20}:?$")
# Labels that say what comes without one of the nouns above.
AREA_LABEL = re.compile(
    r"^what .{1,60}\b(?:covers?|includes?|provides?)$|^how .{1,60}\bwill (?:work|co-?operate|collaborate)\b|"
    r"^(?:key |main )?(?:elements|contents?|provisions|outline|details|terms|highlights|points) of (?:the |our |this )?"
    r"(?:\w+ ){0,3}(?:agreement|arrangement|memorandum|mou|moc|partnership|co-?operation|collaboration|alliance|declaration|statement|compact|pact|deal|"
    r"accord|charter|programme|program|framework|initiative)$"
)
COMMITMENT_LABEL = re.compile(
    r"^(?:the )?(?:way (?:forward|ahead)|looking (?:ahead|forward)|what(?:'s| is| comes| happens) next|"
    r"what .{1,60}\b(?:will|agreed to|have agreed to|plans? to|intends? to) do|future (?:work|plans?|outlook)|"
    r"follow-?up|agreed|the parties (?:agree|will))$"
)
# "The project at a glance" stands over facts; "Commitments at a glance" over what its noun says.
AT_A_GLANCE = re.compile(r"\b(?:at a glance|in (?:brief|figures|numbers|short|detail)|facts?|key data|profile)\b")
LISTS_OF = re.compile(r"^(?:a )?(?:summary|overview|list|outline|set|statement|main points)$")
HEAD_END = re.compile(r"\s(?:of|for|in|with|between|under|on|at|by|from|to|towards?|across|within)\s|[:(–—]")

FOLLOWING = re.compile(r"\b(?:following|these|below)\b")
INTRODUCES = re.compile(r"(?::|\bas follows\.?|\bthe following\.?|[–—])\s*[\"*]*$")
ADVERBIAL = re.compile(
    r"^(?:to|in|for|with|under|through|as part of|as|building on|recogni[sz]ing|within|during|over|by|pursuant to|"
    r"based on|at|on)\b[^,:;]{0,150},\s+(?=(?:\S+\s+){2})"
)
NUMBERED_NOUN = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:(?:[a-z-]+) ){0,3}?([a-z]+)[^:]{0,60}:?\s*$"
)
OBJECTIVE_FRAME = re.compile(
    r"\b(?:aim|aims|seek|seeks|hope|hopes|strive|strives|endeavou?rs?|intended|designed|meant|established|set up|"
    r"created|founded|formed) to\b[^:]{0,50}:?$|\bis to\b[^:]{0,20}:?$"
)
COMMITMENT_FRAME = re.compile(
    r"\b(?:will|shall|may|can|intends?|plans?|agrees?|agreed|commits?|committed|decided?|decides|undertakes?|undertook|pledges?|"
    r"pledged|resolved?|resolves|promised?|promises|expects?|committing|agreeing|pledging)\b"
)
# A lead-in that breaks off at its verb: "the partners will:", "intend to:", "will work on:".
BREAKS_OFF = re.compile(
    r"\b(?:to|will|shall|on|in|at|through|covering|undertakes?|pledges?|agrees?|resolves?|promises?)\s*:?\s*$"
)
DOING_ENDS_IN_PREPOSITION = re.compile(
    r"\b(?:on|in|of|as|around|across|including|includes?|covers?|covering|through|over|comprises?|encompass(?:es)?|"
    r"involves?|address(?:es)?|namely|at)\s*:?\s*$"
)
INCLUDES = re.compile(
    r"\b(?:includes?|including|covers?|covering|comprises?|encompass(?:es)?|involves?|address(?:es)?|such as|namely|"
    r"focus(?:es)? on|provides? for)\b[^:]{0,20}:?\s*$"
)
AGREEMENT = re.compile(
    r"\b(?:agreements?|arrangement|memorand(?:um|a)|m[oO][uUcCaA]|M[oO][uUcCaA]|LO[IE]|letters? of intent|statements? of intent|partnerships?|"
    r"alliance|collaboration|co-?operation|programme|program|project|initiative|framework|strategy|action plan|"
    r"road ?map|charter|declaration|consortium|coalition|centre|center|laboratory|institute|hub|network|platform|"
    r"task ?force|working group|committee|council|forum|fund|dialogue|joint venture|deal|pact|treaty|accord|scheme|venture|"
    r"campaign|compact|mission|joint statement|association|foundation|cluster|organi[sz]ation|company|agency|body|"
    r"university|group|plan|facility|contract|exercise)\b"
)
# A list whose items are times, people, links … is none, whatever stands above it.
ITEM_NOISE = re.compile(
    r"^\d{1,2}[:.]\d{2}\b|https?://|www\.|[\w.]+@[\w.]+|\btel(?:ephone)?\b|\+\d[\d ()-]{6,}|\?\s*$|"
    r"^(?:read|subscribe|download|click|register|visit|contact|watch|see|view|follow|apply|email|call)\b|"
    r"^(?:mr|mrs|ms|dr|prof|professor|minister|mayor|sir|hon)\b|"
    r"^since (?:19|20)\d\d\b",
    re.IGNORECASE,
)
# A date in front of a deed: a programme or what has been, unless the words before say that it is to come.
ITEM_DATED = re.compile(
    r"^\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r"^(?:in )?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
# A figure of a fact box: "Investment: about 20 million euros", "Height: 60 metres".
FACT_ITEM = re.compile(r"^[A-Z][A-Za-z -]{2,30}: (?:about |around |approximately |up to |over |more than )?[€$£¥]?\d")
SCHEDULE = re.compile(r"(?:indicative |provisional |key )?(?:schedule|timetable|timeline|dates|milestones)$")
# What a row or line of a schedule begins with.
DATE_FIRST = re.compile(
    r"^(?:(?:early|mid|late|by|in|from|end of|spring|summer|autumn|fall|winter|the|q[1-4]|h[12]|\d{1,2}|[–—-])[\s,-]*){0,3}"
    r"(?:(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|fy ?\d\d|this |next |year \d)",
    re.IGNORECASE,
)
# Labels and lead-ins of what is to come.
COMING = re.compile(
    r"\b(?:next|upcoming|coming|planned|plans?|future|ahead|forward|roadmap|timetable for|will|intends?|follow-?up)\b",
    re.IGNORECASE,
)
ITEM_TITLE_HOLDER = re.compile(
    r"^[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3}, (?:.{0,40})\b(?:Chief|Director|President|Chair|Minister|Secretary|Head|"
    r"Manager|Professor|Officer|Ambassador|Mayor|Governor|Dean|Partner|Founder|CEO)\b"
)
# What stands behind the verb of a lead-in is what it lists; nouns that are verbs too ("plan to:") do not say it.
LEAD_VERB = re.compile(r"\b(?:will|shall|may|can|are|is|has|have|includ(?:e|es|ed|ing)|to|identified|set out)\b")
ALSO_VERBS = frozenset({"plan", "plans", "aim", "aims", "focus", "subject", "target"})
SUBJECT_OF_LIST = re.compile(
    r"(?:the|its|their|our|key|main|specific|these|this)?\s*(?:[a-z-]+\s){0,4}?[a-z]+\b[^:]{0,80}\b(?:are|is|includ(?:e|es|ed))\b[^:]{0,12}:?$"
)
# "The Leaders:" with what each item says that they did; only decisions are promises.
PARTY_ALONE = re.compile(
    r"(?:(?:in|under|through|with|as part of|at) [^,:]{3,60}, )?(?:the |both |all |[a-z]+ )?(?:[a-z-]+ ){0,2}(?:leaders|ministers|participants|parties|"
    r"sides|countries|governments|presidents|partners|signatories|members|agencies|regulators|institutes|institutions|universities|"
    r"ministries|companies|organi[sz]ations|authorities|cities|heads)\s*:$",
    re.IGNORECASE,
)
COMMITTING = re.compile(
    r"(?:also |further |jointly )?(?:agreed|agree|decided|decide|committed|commit|pledged|pledge|resolved|resolve|undertook|undertake|will|"
    r"intend|plan|tasked|instructed|determined|vowed)\b",
    re.IGNORECASE,
)
OTHER_FRAME = re.compile(
    r"\b(?:benefits?|benefited|faces?|faced|features?|featured|attended|spoke|speaks?|recogni[sz]e[ds]?|note[ds]?|noting|welcome[ds]?|"
    r"recall(?:s|ed|ing)?|because|consist(?:s|ed)? of|due to|thanks?|congratulate[ds]?)\b[^:]{0,24}:\s*$"
)
# An announcement without a colon right before its list: "… in several areas of cooperation."
ANNOUNCES = re.compile(
    r"\b(?:several|various|key|main|major|priority|a (?:number|range|series) of|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+"
    r"(?:[a-z-]+ ){0,3}?(areas|fields|objectives|goals|aims|pillars|priorities|commitments|actions|initiatives|activities|themes|measures|"
    r"steps|projects|deliverables)\b"
)
FACT_LABEL = re.compile(
    r"\b(?:contacts?|dates?|venue|place|time|notes?|links?|sources?|phone|email|website|fee)\b", re.IGNORECASE
)
# "The alliance has three goals: …" is a sentence and no label.
CLAUSE_LABEL = re.compile(r"\b(?:has|have|is|are|was|were|will|includes?|follows?|sets?|pursues?)\b")
LABEL_AND_TEXT = re.compile(r"^([A-Z][A-Za-z' -]{2,50}?)\s?:\s+(?=\S)")

# A purpose or plan under a label, without subject: "To develop …", "Developing …".
PHRASE = re.compile(r"to [a-z]|[a-z]+ing [a-z].*\.$")
FINITE = re.compile(r"\b(?:is|are|was|were|will|has|have)\b")
