"""English words and grammar of statements: sentences that say what an agreement is for, or what its parties commit themselves to.

The verbs and nouns are those of press releases and agreements about co-operation in general; none belongs to a field of technology.
"""

import re

# The stems of verbs of doing that stand behind "to" in statements of purpose.
_STEMS = (
    "accelerat accomplish achiev address adopt advanc align allow assess assist attract boost bridg bring broaden "
    "build captur carr catalys catalyz cement certif champion co-?creat co-?develop co-?operat co-?ordinat collaborat "
    "combat combin commerciali[sz] complet conduct connect conserv consolidat construct contribut conven convert "
    "creat cultivat cut decarboni[sz] deepen delineat deliver demonstrat deploy design detect develop digiti[sz] "
    "discover diversif doubl driv electrif eliminat empower enabl encourag engag enhanc enlarg ensur equip establish "
    "evaluat examin exchang expand exploit explor extend facilitat finali[sz] financ focus form foster fund further "
    "generat get giv grow halv harmoni[sz] help host identif implement improv increas inform initiat innovat install "
    "integrat intensif introduc invest investigat join launch lay lead learn leverag link lower maintain mak manag "
    "manufactur map maximi[sz] measur mitigat mobili[sz] modell? moderni[sz] monitor mov nurtur observ offer open "
    "operat optimi[sz] overcom partner pav pilot pool position predict prepar preserv prevent produc promot propos "
    "protect prov provid publish pursu put rais reach reali[sz] recover recycl reduc refin regulat reinforc remov "
    "replac research resolv respond restor reus review roll safeguard scal screen secur select send serv set shap "
    "shar showcas simplif solv speed spur standardi[sz] start stimulat stor streamlin strengthen stud submit supply "
    "support sustain tackl tak test train transfer transform translat treat tripl understand undertak unif unlock "
    "updat upgrad us utili[sz] validat widen work"
).split()
_ADVERBS = r"(?:(?:also|jointly|further|better|closely|together|not only|collectively|[a-z]+ly) ){0,3}"
DOING = rf"{_ADVERBS}(?:{'|'.join(_STEMS)})(?:e|es|ed|ing|y|ies|ate|t|p|s)?\b"
PURPOSE_NOUN = r"(?:goal|aim|focus|objective|purpose|mission|ambition|vision|intention|task|mandate|remit)"

TO_DO = re.compile(rf"\bto {DOING}")
NOT_PURPOSE = re.compile(
    r"\b(?:continue|able|need|needs|commitment|opportunity|ability|right|how|available|ready|wish|helps?|continues|hopes?|plans?|"
    r"set|going|committed|contribut\w+|access|key|easier|easy|due|according)$"
)
PURPOSE_IS = re.compile(
    rf"\b{PURPOSE_NOUN}s?\b[^.;]{{0,120}}?\b(?:is|are|was|were|will be) (?:to\b|the\b|twofold|threefold|{DOING})"
)
WHOSE_PURPOSE = re.compile(rf"\bis (?:a|an|the) [^,;]{{3,80}} whose {PURPOSE_NOUN} is to\b")
PURPOSE_OWNER = re.compile(
    r"(?:whereas,? )?(?:its|our|their|the|key|main|overall|under|as|in|this|for|together|[\w .-]{2,40}'s?)(?=\W)"
)
FOUNDED = re.compile(
    r"\b(?:was|were|is|are|been|being|be) (?:jointly |specifically |originally |also |first )?(?:established|founded|created|set up|formed|"
    r"launched|constituted|mandated|tasked|incorporated|initiated|organi[sz]ed|signed|concluded)\b"
)
IS_AGREEMENT_TO = re.compile(
    rf"\b(?:is|are) (?:a|an|the) (?:[a-z-]+ ){{0,4}}(?:agreement|partnership|alliance|initiative|programme|program|project|consortium|collaboration|"
    rf"framework|compact|pact|network|effort|platform|forum|coalition)\b[^.;]{{0,90}}?\bto {DOING}"
)
FUNDS = re.compile(
    rf"\b(?:has |have )?(?:pledged|committed|earmarked|allocated) (?:up to |around |about )?[^\sa-z]?[\d,.]+[^.;]{{0,40}}? to {DOING}"
)
# "X is a foundation established to …".
BODY_FOR = re.compile(
    r"\b(?:is|are|was) (?:a|an|the|one of the) [^,.;]{3,80}? (?:founded|established|created|set up|formed|dedicated|committed|working|"
    r"devoted|aiming|seeking)\b(?= (?:in \d{4} )?(?:to|with)\b)"
)
# Of bodies: "exists to find out …", "was set up in 2001 to license …", whatever the verb.
EXISTS = re.compile(r"\bexists? to [a-z]{3,}")
FOUNDED_TO = re.compile(r"[^,.;]{0,60}?\bto (?!the\b|an\b|its\b|this\b|that\b|date\b)[a-z]{3,}")
DESIGNED = re.compile(r"\b(?:is|are|was|were) (?:[a-z]+ly )?(?:designed|intended|conceived|meant) (?:to\b|for\b)")
# "have signed a memorandum to …": the act, the thing, and what for.
AGREED = re.compile(
    r"\b(?:signs|signed|signing|entered into|enters into|entering into|concluded|concludes|launche[sd]|launching|forms|formed|forming|"
    r"established|establishes|announced|announces|announcing|exchanged|created|creates|creating|unveiled|unveils|reached|reaches|initiated|"
    r"confirmed|confirms|agreed|agrees|decided|welcomed?|welcomes|joined|joins|expanded|expanding|extended|extending|renewed|"
    r"renewing|started|begun|began|kicked off|inked|sealed|deepened|"
    r"(?:to|and) (?:sign|launch|form|establish|create|set up|enter into)|set up|have set up|opened)\b"
)
AGREED_OBJECT = re.compile(
    r"\b(?:agreements?|arrangements?|memorand(?:um|a)|mo[uca]s?|lo[ie]s?|(?:letters?|statements?|declarations?) of intent|partnerships?|"
    r"alliance|collaborations?|co-?operation|programmes?|programs?|projects?|initiatives?|framework|action plan|road ?map|charter|"
    r"declaration|joint statement|consortium|coalition|cent(?:re|er)|laborator(?:y|ies)|lab|institute|hub|platform|task ?force|"
    r"working groups?|committee|council|forum|fund|dialogue|joint ventures?|deal|pact|treaty|accord|scheme|compact|study|"
    r"studies|mechanism)\b"
)
WITH_AIM = re.compile(
    rf"\b(?:aimed at|aiming (?:to|at|for)|with the (?:[a-z-]+ ){{0,2}}{PURPOSE_NOUN}s? (?:of|to)|with an? (?:[a-z-]+ ){{0,2}}"
    rf"(?:{PURPOSE_NOUN}|view|focus) (?:of|to|on)|with the view to|in order to|in a bid to|in an effort to|"
    rf"for the purposes? of|so as to|focus(?:ed|s?ing) on|dedicated to|designed to|intended to|towards the (?:goal|aim) of)\b"
)
CLAUSE_OF_AIM = re.compile(r"\b(?:that|which) (?:aims?|seeks?|will|is designed|is intended|is aimed|are intended)\b")
AIMS = re.compile(
    r"\b(?:aims? (?:to|at)|(?:seeks?|strives?|endeavou?rs?|hopes?|aspires?|wish(?:es)?) to)\b|"
    r"\b(?:is|are) (?:also |fully |jointly |firmly )?(?:dedicated|committed|devoted|aimed|focused|focussed) (?:to|at|on)\b|\bfocus(?:es)? on\b|\bcommits (?:both|the|all|each|its|them)\b[^.]{0,60}\bto\b|\bsets out (?:plans|steps|a plan|how|to [a-z]{3,})\b|"
    r"\bshares? (?:the|a) (?:[a-z]+ )?(?:goal|aim|objective|ambition|vision|commitment|determination) (?:of|to)\b|"
    r"\b(?:provides?|establish(?:es)?|creates?|sets?) (?:a|the) (?:[a-z]+ ){0,2}(?:framework|basis) (?:for|to|on)\b|"
    rf"(?<!\bto )(?<!will )\bworks? (?:together )?(?:to {DOING}|towards?\b)"
)
BRINGS = re.compile(r"\b(?:brings? together|unites?|pools)\b[^.;]{3,200}?\b(?:to|in order to) [a-z]{3,}")
MODAL = re.compile(
    r"\b(?:will|shall|intends? to|plans? to|(?:is|are) planning to|commits? (?:itself |themselves |ourselves )?to|"
    r"(?:has |have )?(?:committed|agreed|pledged|resolved|decided|undertaken|vowed|promised) to|agrees? to|pledges? to|undertakes? to|"
    r"resolves? to|(?:is|are) (?:expected|set|determined|resolved|going|planned) to|"
    r"(?:(?:re)?affirm|confirm|declare|express|state|underline|underscore)(?:s|d|ed)? (?:their|our|its|a) (?:[a-z]+ ){0,2}(?:commitment|intention|determination|resolve|willingness|readiness) to|proposes? to|expects? to)\s+"
)
# What agreements, notices and events "will" do without anybody doing anything for the purpose.
EMPTY_VERB = re.compile(
    r"(?:(?:not|also|then|now|still|first|initially|[a-z]+ly) ){0,2}(?:be (?!working|developing|pursuing|responsible|dedicated|used to|established|set up|created|launched|formed)|"
    r"(?:being|have|has|last|remain|expire|enter into force|come|become|see(?! (?:the|both|all|two|three)\b)|feel|need|want|cost|total|attend|speak|appear|"
    r"receive|benefit|celebrate|mark|retire|close|apply|govern|prevail|terminate|constitute|mean|depend|include|"
    r"bear (?:its|their|the)|stay|report to|arrive|return|act as|serve as|take (?:place|effect|part)|look forward|never|not|require|"
    r"continue (?:to (?:be|grow|see|have)|until)|happen|occur|travel|visit|sit|star|play host)\b|"
    r"(?:run|start|begin|launch|open|operate|commence|go live) (?:for|in|on|at|from|until|through|by|this|next|its doors)\b|"
    r"host (?:a |an |the )?(?:press|webinar|open day|reception|event)|(?:help|give|allow|enable|make|get|offer) (?:you|it)\b)"
)
REJECT = re.compile(
    r"\b(?:you|your|forward-looking|words such as|no obligation|may not|cannot|visitors|applicants|readers|tickets?|webinar|"
    r"press conference|shareholders?|stockholders?|earnings|dividend|undue reliance)\b|\?\s*$"
)
# A clause of a preamble, that has no main clause: "NOTING that demand is expected to double;".
PREAMBLE = re.compile(
    r"^(?:(?:further|also|deeply|fully) )?(?:noting|recalling|recogni[sz]ing|considering|acknowledging|mindful|convinced|aware|bearing in mind|"
    r"having|welcoming|believing|conscious|concerned|whereas|taking (?:note|into account)|in view of|given)\b[^;]*;(?: and)?$"
)
INTENDED = re.compile(r"\b(?:is|are) (?:[a-z]+ly )?intended to [a-z]{3,}")
# Works that partners build, of which an intended effect says what their agreement is for; products, papers and events are not among them.
WORKS = re.compile(
    r"\b(?:farms?|plants?|facilit(?:y|ies)|terminals?|stations?|lines?|cables?|networks?|pipelines?|corridors?|cent(?:re|er)s?|sites?|missions?|"
    r"projects?|pilots?|demonstrators?|hubs?|factor(?:y|ies)|mills?|refiner(?:y|ies)|ports?|grids?|observator(?:y|ies)|laborator(?:y|ies)|"
    r"infrastructure|construction|investments?|acquisition|joint ventures?|park|bridge|tunnel|railway|fleet|constellation|testbeds?)$"
)
# What "we will" do that is no promise.
NO_PROMISE = re.compile(
    r"(?:(?:not|also|always|never|still|soon|now|all|then) ){0,2}(?:be|have|see|know|find|need|want|like|love|miss|enjoy|remember|forget|feel|win|"
    r"hear|learn|live|look|wait|watch|hope|believe|think|talk|speak|meet|come|become|remain|stay|say|go|continue to (?:be|have|see)|get)\b"
)
WE_ALONE = re.compile(r"\bwe(?: (?:all|both|also|now|together|jointly))?\s*$")
PARTNERS = re.compile(r"\band (?:its|their|our|all) (?:[a-z]+ )?(?:partners|members|counterparts|affiliates)$")
ADVERBIAL_START = re.compile(
    r"^(?:together|in addition|additionally|furthermore|moreover|also|finally|first|second|third|meanwhile|going forward|whereas|"
    r"looking ahead|today|specifically|in particular|as a first step|as a result|to this end|accordingly|therefore|"
    r"(?:which|who|that|and|"
    r"through|under|with|by|in|on|at|as|over|during|within|following|building on|based on|for|to|from|after|upon|"
    r"pursuant to|recogni[sz]ing|since|until|starting|beginning|throughout|alongside|beyond|given|while|where|"
    r"[a-z]+ing|once|if|when)\b[^,;]{0,160}),\s+"
)
DATELINE = re.compile(r"^[^.;:]{3,80}?\s(?:[–—]|--?)\s+(?=[A-Z])")
# A clause with a subject of its own before the verb: "…, where it will".
OTHER_CLAUSE = re.compile(r"\S\s+(?:it|this|he|she|these|those|there)$")
# "will, over the next five years, build".
SPLIT_VERB = re.compile(r"\b(will|shall|to), [^,]{3,60}, ")
# "have joined forces to build": an agreement without the word.
JOINED = re.compile(
    r"\b(?:(?:have|has) )?(?:partnered|teamed up|joined forces|joining forces|joins? forces|come together|came together|united)\b"
)
SAYS_THAT = re.compile(
    r"\b(?:stipulates?|states?|stated|says|said|provides?|agreed|confirmed|announced|declares?) that\s+(?=the |both |[A-Z])"
)
# A name at the head of a subject: "Europe and Japan (also) …", "The Department of Energy (and) …".
LEADING_NAME = re.compile(r"(?:[Tt]he )?[A-Z][\w&.'-]*(?:,? (?:and |of |for |the |& )*[A-Z][\w&.'-]*)*(?=\s|$)")
COORDINATED = re.compile(
    r"\s*(?:(?:also|jointly|together|both|therefore|each|now|today|[a-z]+ly)\s*)*$|\s+[a-z]+\b.*\band(?:\s+(?:therefore|also|jointly|[a-z]+ly))?\s*$"
)
INTERRUPTION = re.compile(
    r",\s+(?:which|who|whose|signed|led|based|headed|represented|located|co-founded|founded|a|an|the|one|hereinafter|both|its)\b"
    r"[^,;]{0,200},|\([^()]{0,120}\)"
)
RELATIVE = re.compile(
    r"(?:^|[\s,])(?:which|that|who)(?:\s+(?:also|is|are|was|were|has|have|will|jointly|[a-z]+ly)){0,3}\s*$"
)
REPORTED = re.compile(
    r"\b(?:announced|announces|confirmed|confirms|said|stated|agreed|declared)(?: today| jointly)?(?: that)? (?:it|they|both|the \w+ ?\w*)$"
)
PARTIES = re.compile(
    r"(?:representatives of )?(?:the|both|two|three|four|five|six|seven|eight|ten|our|all|these|those|participating|partner|member|respective|"
    r"each|either|japanese|leaders|ministers|officials|parties|participants|partners)\b[^,]{0,40}?\b"
    r"(?:parties|participants?|sides?|partners?|companies|countries|country|governments?|ministries|ministers|leaders|institutes|institutions|"
    r"universities|cities|agencies|organi[sz]ations|nations|members|authorities|firms|states|regulators|laboratories|officials|"
    r"associations|operators|ports|hospitals|researchers|teams|businesses|entities|clusters|economies|signatories|towns|regions|groups)\b"
)
OTHER_SUBJECT = re.compile(
    r"\b(?:markets?|demand|technolog(?:y|ies)|devices?|products?|release|event|ceremony|conference|details|information|disputes?|"
    r"meetings?|workshop|vessels?|reactors?|rockets?|satellites?|systems?|prices?|population|sales|revenue|costs?|rover|"
    r"economy|users?|customers?|patients?|students|article|section|paragraph|annex|law|bill|sensor|vehicle|turbines?|batter(?:y|ies)|"
    r"chips?|models?|materials?|growth|he|she|i|minister|mayor|professor|dr|mr|ms|mrs|director|president|chairman|ambassador|"
    r"summit|festival|open day|visit|tour|lecture|course|fair|exhibition|webinar|session|panel|award|nothing|there|results?|findings|data|energy|power|fuel|"
    r"solutions?|architecture|approach|transaction|workouts?|service|tool|app|software|features?)\b"
)
SUBJECT_HEAD_END = re.compile(
    r"\s(?:of|for|between|on|with|in|at|from|by|under|to|among|signed|and the|within|that|which|who|"
    r"is|are|was|were|has|have|[a-z]+(?:s|ed) (?=(?:the|a|an|its|their|our)\b))\s|,|\s[a-z]+(?:s|ed) (?:the|a|an|its|their|our)\s"
)
QUOTE_SUBJECT = re.compile(
    r"\bwe(?:'ll|\b)|\bour (?:two )?(?:countries|governments|companies|organi[sz]ations|teams|universities|ministries)\b"
)
OPINION = re.compile(
    r"\b(?:delighted|thrilled|excited|pleased|proud|honou?red|happy|grateful|thank|look(?:ing)? forward|glad|confident|believe|think|hope that|"
    r"congratulate|pleasure|need to|must|should)\b"
)
CONVENE = re.compile(r"(?:convene|hold|host|organi[sz]e|meet|publish|announce|launch a call|visit|conduct|carry out)\b")
# "The Parties hereby establish a Joint Committee": agreements promise in the present tense.
HEREBY = re.compile(
    r"\bhereby (?:agree to |undertake to )?(?:establish|create|set up|institute|commit|undertake|launch)\b"
)
# "We task our officials with …".
TASKS = re.compile(
    r"\b(?:task|instruct|direct)(?:s|ed)? (?:our|their|its|the) (?:[a-z]+ ){0,2}(?:officials|ministers|experts|teams|agencies|groups?|representatives)\b"
)
# Bodies, that promise; agreements and programmes are for something.
BODY = re.compile(
    r"\b(?:company|agency|body|university|group|organi[sz]ation|association|foundation|committee|council|working group|task ?force)\s*$"
)
# Short names of states that stand alone at the head of a sentence (members of the G20 and the OECD, ISO 3166 English short names).
STATES = frozenset(
    "Argentina Australia Austria Belgium Brazil Canada Chile China Colombia Denmark Estonia Finland France Germany Greece Hungary "
    "Iceland India Indonesia Ireland Israel Italy Japan Korea Latvia Lithuania Luxembourg Mexico Netherlands Norway Poland "
    "Portugal Singapore Slovakia Slovenia Spain Sweden Switzerland Türkiye Turkey Ukraine Europe".split()
)
# Direct speech with who says it: "We will …," said X; X said: "We will …".
SPEECH_FIRST = re.compile(r"\"([^\"]{20,}?),?\"\s+(?:said|says|added|commented|explained|stated|noted)\b")
SPEECH_LAST = re.compile(r"\b(?:said|says|added|commented|explained|stated)\b[^\"]{0,60}[:,]\s+\"([^\"]{20,})\"?$")
# How a text writes its proper names and its people, in mid-sentence and around what they say.
CAPITAL_INSIDE = re.compile(r"(?<=[a-z,;)] )[A-Z][\w&.'-]{0,40}\w")
LOWER_WORD = re.compile(r"\b[a-z][a-z'-]{1,40}\b")
PERSON = re.compile(
    r"\b(?:said|says|added|commented|Dr\.?|Prof\.?|Professor|Mr\.?|Ms\.?|Mrs\.?|Minister|Mayor|President|Chairman|Sir|CEO)\s+"
    r"([A-Z][\w'-]{1,40}(?: [A-Z][\w'-]{1,40})?)|"
    r"\b([A-Z][\w'-]{1,40} [A-Z][\w'-]{1,40})(?:, (?:[A-Z][\w']{1,40} ){0,3}(?:Chief|Director|President|Chair|Minister|Head|Manager|Professor|"
    r"Officer)|,? (?:said|says)\b)"
)
