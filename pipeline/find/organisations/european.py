"""German, French, Italian and Spanish names of bodies, which keep their form in English and Japanese texts."""

import re
from collections.abc import Iterator

from pipeline.find.organisations.spans import Candidate

# Compiled by hand from the names of the federal bodies of Germany and of the public institutions of France, Italy and Spain.
_UPPER, _LETTER = "A-ZÄÖÜÀ-ÖØ-Þ", "A-Za-zÀ-ÖØ-öø-ÿ"
_GERMAN = (
    rf"(?:[{_UPPER}][{_LETTER}]*-?)?(?:[Mm]inisterium|[Aa]gentur|[Ii]nstitut|[Gg]esellschaft|[Vv]erband|(?<=[a-z])amt|[Zz]entrum|[Ss]tiftung|"
    rf"[Uu]niversität|[Hh]ochschule|[Aa]nstalt|[Bb]ehörde)(?![{_LETTER}])"
    rf"(?:\s(?:für|der|des|zu|zur|für die)\s[{_UPPER}][{_LETTER}\-]+(?:,\s[{_UPPER}][{_LETTER}\-]+)*(?:\sund\s[{_UPPER}][{_LETTER}\-]+)?|\s[{_UPPER}][{_LETTER}\-]+)*"
)
_LINK = r"(?:de la|de l'|de los|de las|della|delle|dell'|degli|de|du|des|del|dei|di|do|da|dos|das|e a|d'|à la|à l'|à|aux|pour la|pour les|pour le|pour|per la|per l'|per|para la|para el|para|et|e|y|en)"
_ENDING = (
    r"(?:ique|iques|aire|aires|al|ale|ales|aux|ien|ienne|if|ive|el|elle|elles|ica|iche|ico|ici|are|ari|ale|ali|ar|ares)"
)
_ROMANCE = (
    rf"(?:Institut|Autorité|Agence|Ministère|Université|Commissariat|Conseil|Comité|Fondation|Laboratoire|École|Électricité|Société|Organisme|Observatoire|"
    rf"Istituto|Agenzia|Ministero|Università|Consiglio|Fondazione|Ente|Politecnico|Instituto|Agencia|Ministerio|Universidad|Consejo|Fundación|Centro|Fundação|Universidade|Agência|Ministério|Conselho)"
    rf"(?:\s(?:[{_UPPER}][{_LETTER}'’\-]+|[a-zà-ÿ]+{_ENDING}(?![{_LETTER}]))|\s{_LINK}\s?[{_LETTER}][{_LETTER}'’\-]+)+"
)
_NAME = re.compile(rf"(?<![{_LETTER}0-9])(?:{_GERMAN}|{_ROMANCE})")
_PROPER = re.compile(rf"[{_UPPER}].*(?:\s|[a-zäöüß]{{4}})")


def find_european(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Gives the names that a block, `text[start:end]`, has by the form of these languages."""
    for match in _NAME.finditer(text, start, end):
        words = match[0]
        # One bare head names none, and Institut alone is any.
        if (
            words[0].isupper()
            and _PROPER.match(words)
            and words not in {"Institut", "Universität", "Hochschule", "Centro", "Ente"}
        ):
            yield Candidate(match.start(), match.end(), "pattern")
