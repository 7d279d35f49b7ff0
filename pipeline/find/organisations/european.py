"""German, French, Italian, Spanish, Portuguese and Scandinavian names of bodies, which keep their form in English and Japanese texts."""

import re
from collections.abc import Iterator

from pipeline.find.organisations.spans import Candidate

# Compiled by hand from the names of the federal bodies of Germany and of the public institutions of France, Italy, Spain,
# Portugal and Brazil.
_UPPER, _LETTER = "A-ZÄÖÜÀ-ÖØ-Þ", "A-Za-zÀ-ÖØ-öø-ÿ"
_GERMAN = (
    rf"(?:(?!D(?:er|ie|as) |Eine? )[{_UPPER}][{_LETTER}\-]*(?:sche|liche|ale|eie|ite)[rs]? ){{0,2}}"
    rf"(?:[{_UPPER}][{_LETTER}]*-){{0,2}}(?:[{_UPPER}][{_LETTER}]*)?(?:[Mm]inisterium|[Aa]gentur|[Ii]nstitut|[Gg]esellschaft|[Vv]erband|(?:(?<=[a-z])a|(?<=-)A)mt|[Zz]entrum|[Ss]tiftung|"
    rf"[Uu]niversität|[Hh]ochschule|[Aa]nstalt|[Bb]ehörde)(?![{_LETTER}])"
    rf"(?: (?:für|der|des|zu|zur|für die) [{_UPPER}][{_LETTER}\-]+(?:, [{_UPPER}][{_LETTER}\-]+)*(?: und [{_UPPER}][{_LETTER}\-]+)?| [{_UPPER}][{_LETTER}\-]+)*"
)
_LINK = (
    r"(?:sur la |sur le |sur les |sur l'|en |et de la |et de |et des |e a |y de |e de |e di |et |e |y |"
    r"de la |de l'|de los |de las |della |delle |dell'|degli |de |du |des |del |dei |di |do |da |dos |das |d'|à la |à l'|à |aux |pour la |pour les |pour le |pour |per la |per l'|per |para la |para el |para )"
)
_ENDING = r"(?:ique|iques|aire|aires|al|ale|ales|aux|ien|ienne|if|ive|el|elle|elles|ier|iers|ière|ières|ica|iche|ico|ici|are|ari|ali|ar|ares|ional|oral)"
_ROMANCE = (
    rf"(?:Institut|Autorité|Agence|Ministère|Université|Commissariat|Conseil|Comité|Fondation|Laboratoires?|École|Électricité|Société|Organisme|Observatoire|Musée|Caisse|Banque|Hôpital|Hospices|Centre|Fonds|"
    rf"Bibliothèque|Istituto|Agenzia|Ministero|Università|Consiglio|Fondazione|Ente|Politecnico|Dipartimento|Museo|Galleria|Scuola|Fondo|Banca|Cassa|Ospedale|Instituto|Agencia|Ministerio|Universidad|Universitat|Consejo|"
    rf"Fundación|Centro|Escuela|Escola|Fundo|Hospital|Banco|Empresa|Fundação|Universidade|Agência|Ministério|Conselho)"
    rf"(?: (?:[–-] )?(?:[{_UPPER}][{_LETTER}'’\-]+|[a-zà-ÿ]+{_ENDING}(?![{_LETTER}]))| {_LINK}[{_LETTER}][{_LETTER}'’\-]+)+"
)
# Havforskningsinstituttet, Fiskeridirektoratet, Naturvårdsverket: one word, with the article at its end; from the names of
# the public authorities of Norway, Denmark and Sweden.
_NORDIC = (
    r"[A-ZÅÄÖÆØ][a-zåäöæøéü]{2,30}(?:instituttet|institutet|senteret|direktoratet|departementet|ministeriet|verket|styrelsen|myndigheten|"
    r"universitetet|højskolen|høgskolen|högskolan|tilsynet|selskapet)"
)
_FORM = r"(?:\s\([A-Z][A-Za-z\-]{1,9}\))?\s(?:g?GmbH|mbH|AG|e\.V\.|S\.A\.|S\.p\.A\.|SA|SpA)(?![A-Za-z])"
_NAME = re.compile(rf"(?<![{_LETTER}0-9])(?:{_ROMANCE}|{_NORDIC}(?![{_LETTER}])|{_GERMAN})(?:{_FORM})?")
_PROPER = re.compile(rf"[{_UPPER}].*(?:\s|[a-zäöüß]{{4}})")
# Prix de l'Économie Maritime, Loi sur l'Institut …: the name of a prize, a law, a plan.
_OF_THING = re.compile(
    r"(?:Prix|Loi|Plan|Projet|Programme|Premio|Legge|Ley|Prêmio|Palais|Place|Rue|Via)\s(?:\w+\s)?(?:\w+'|\w+\s)?$"
)
# English has these heads too, and its own rules for what follows.
_ENGLISH = re.compile(r"(?:Centre|Hospital|Institut)\s(?![a-zà-ÿ])")


def find_european(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Gives the names that a block, `text[start:end]`, has by the form of these languages."""
    for match in _NAME.finditer(text, start, end):
        words = match[0]
        # One bare head names none, and Institut alone is any.
        if (
            words[0].isupper()
            and _PROPER.match(words)
            and words not in {"Institut", "Universität", "Hochschule", "Centro", "Ente"}
            and not (_ENGLISH.match(words) and not re.search(r"\s[a-zà-ÿ]", words))
            and not _OF_THING.search(text[max(start, match.start() - 24) : match.start()])
        ):
            yield Candidate(match.start(), match.end(), "pattern")
