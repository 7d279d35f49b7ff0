"""Japanese names by their form: compound nouns, cut by the morphological analyser, with a legal form or a head."""

import re
from collections.abc import Iterator

from pipeline.find.organisations.analyser import Word, analyse, is_common
from pipeline.find.organisations.compounds import LATIN, Sentence
from pipeline.find.organisations.patterns_ja import (
    CLAUSE,
    COMMITTEES,
    COMPANY_FORMS,
    CORPORATE,
    EVENTS,
    GENERIC,
    HEADS,
    JOINABLE,
    JOINERS,
    LEGAL_FORMS,
    NATIONS,
    NOT_AFTER,
    NOT_NAMES,
    OF_ITS_OWN,
    OF_UNIVERSITIES,
    ORDINAL,
    PARENTS,
    PHRASE,
    PREFIXES,
    ROLES,
    SHA,
    SUBSIDIARY,
    TIMES,
    WEAK_HEADS,
)
from pipeline.find.organisations.spans import Candidate

_CUE = re.compile("|".join(map(re.escape, sorted({*LEGAL_FORMS, *HEADS}, key=len, reverse=True))))
_HEADS = tuple(sorted(HEADS, key=len, reverse=True))
# The leftmost of the alternatives that reach the end is the longest.
_HEAD = re.compile(f"(?:{'|'.join(map(re.escape, _HEADS))})$")
_LONGEST_HEAD = len(_HEADS[0])
_FORMS = tuple(sorted(LEGAL_FORMS, key=len, reverse=True))
_FORM = re.compile("|".join(map(re.escape, _FORMS)))
_SORTS = GENERIC | ROLES
_SORTS_AND_PREFIXES = GENERIC | PREFIXES
_CLOSED = PARENTS - JOINABLE
_ORDINAL_OPENINGS = "第回0123456789一二三四五六七八九十百"
_FARTHEST = 12
"""Words between two heads of one name."""
_CORPORATE = re.compile(CORPORATE.pattern.removesuffix("$"))


def find_japanese(sentence: Sentence) -> Iterator[Candidate]:
    """Gives the names that a sentence has by their form."""
    text, start, end = sentence.text, sentence.start, sentence.end
    for match in SHA.finditer(text, start, end):
        yield Candidate(match.start(), match.end(), "pattern")
    if not (_CUE.search(text, start, end) or _CORPORATE.search(text, start, end)):
        return
    for compound in sentence.compounds:
        for begin, stop in _known_to_dictionary(compound):
            yield Candidate(begin, stop, "pattern")
        for begin, stop in _names(text, start, compound):
            yield Candidate(begin, stop, "pattern")


def _known_to_dictionary(compound: list[Word]) -> Iterator[tuple[int, int]]:
    """Names of the analyser's dictionary that end as companies do, with what is one name with them: 日本|民主党, フジテレビ|出版."""
    for number, word in enumerate(compound):
        if not word.is_name or (_head_of(word.text) and not CORPORATE.search(word.text)):
            continue
        first = last = number
        while first and (compound[first - 1].is_place or compound[first - 1].text in {"新", "旧", "国民"}):
            first -= 1
        # 富士通|クライアント|コンピューティング, 三菱商事|都市|開発: a company of the same group.
        for further in range(number + 1, min(number + 4, len(compound))):
            if not compound[further].is_nominal or compound[further].is_place:
                break
            if SUBSIDIARY.fullmatch(compound[further].text):
                last = further
        if last > number or CORPORATE.search(word.text):
            yield compound[first].start, compound[last].end


def _names(text: str, sentence: int, compound: list[Word]) -> Iterator[tuple[int, int]]:
    """The names inside one compound, as spans of the text."""
    pieces = list(_at_middle_dots(compound))
    for piece in pieces:
        words = without_labels(piece)
        while words:
            found = _by_form(words) or _by_head(text, words)
            if found is None:
                break
            first, last = found
            begin, stop = words[first].start, words[last].end
            rest = words[last + 1 :]
            tail = text[stop : words[-1].end]
            is_post = text[begin:stop].endswith(("局", "院")) and text[stop : stop + 1] == "長"
            if (
                not is_post
                and not NOT_AFTER.match(tail)
                and not NOT_AFTER.match(text[stop : stop + 8] if not rest else "")
            ):
                # 英オックスフォード大学: newspapers put the state before the name.
                begin += text[begin] in NATIONS and bool(re.match(r"[ァ-ヴA-Z]", text[begin + 1]))
                yield _with_clause(text, sentence, begin, text[begin:stop]), stop
            # 東京大学|医科学研究所: what follows a body without a gap is a part of it.
            inside = rest and rest[0].start == stop and _head_of(text[begin:stop]) in PARENTS
            if inside and not (rest[0].is_place or rest[0].is_name):
                break
            words = without_labels(rest)


def _at_middle_dots(compound: list[Word]) -> Iterator[list[Word]]:
    """Cuts at ・ where a whole name ends before it: 経済産業省・環境省, but not エネルギー安全保障・ネットゼロ省."""
    piece: list[Word] = []
    for number, word in enumerate(compound):
        if (
            word.text in {"・", "/"}
            and piece
            and (_ends_name("".join(item.text for item in piece)) or _begins_another(piece, compound[number + 1 :]))
        ):
            yield piece
            piece = []
        else:
            piece.append(word)
    if piece:
        yield piece


def _begins_another(before: list[Word], after: list[Word]) -> bool:
    """Whether a name begins behind the ・ of a list: 小学校・三井銀行; 愛知県体育館・札幌中島センター."""
    if not after or not (after[0].is_place or after[0].is_name):
        return False
    # コングスベルグ・マリタイム・ジャパン: katakana goes on.
    if after[0].is_place and re.match(r"[ァ-ヴ]", after[0].text) and re.search(r"[ァ-ヴー]$", before[-1].text):
        return False
    proper = any(word.pos[1] == "固有名詞" for word in before)
    return (not proper and not re.search(r"[ァ-ヴA-Za-z]", before[-1].text)) or (
        before[0].is_place and after[0].is_place and len(before) > 1
    )


def _ends_name(text: str) -> bool:
    head = _head_of(text)
    return text.endswith(tuple(COMPANY_FORMS)) or (head != "" and head not in WEAK_HEADS and len(text) > len(head))


def without_labels(words: list[Word]) -> list[Word]:
    """Leaves out what stands before a name without being part of it: 本日, 第71回, 2024年4月, 会長."""
    first = 0
    while first < len(words):
        word = words[first]
        if word.text[0] in _ORDINAL_OPENINGS and (
            ordinal := ORDINAL.match("".join(item.text for item in words[first:]))
        ):
            first = first + _word_at(words[first:], ordinal.end() - 1) + 1
        elif TIMES.match(word.text) or word.text in ROLES or (not word.is_nominal and word.text != "("):
            first += 1
        else:
            break
    return words[first:]


def _by_form(words: list[Word]) -> tuple[int, int] | None:
    """First and last word of a name with a legal form; None where the compound has none."""
    joined = "".join(word.text for word in words)
    match = _FORM.search(joined)
    if not match:
        return None
    first, last = _word_at(words, match.start()), _word_at(words, match.end() - 1)
    form = match[0]
    if "".join(word.text for word in words[last + 1 :])[:1] == "化":
        return None
    before, after = words[:first], words[last + 1 :]
    behind = form in COMPANY_FORMS and before and not _all_generic(before) and not _starts_name(after, before)
    if behind:
        return 0, last
    if not after:
        return None
    head = _by_head_within(after)
    stop = last + 1 + (head if head is not None and form not in COMPANY_FORMS else _company_end(after))
    return first, stop


def _word_at(words: list[Word], offset: int) -> int:
    position = 0
    for number, word in enumerate(words):
        position += len(word.text)
        if offset < position:
            return number
    return len(words) - 1


def _all_generic(words: list[Word]) -> bool:
    return all(word.text in _SORTS or not word.is_nominal for word in words)


def _starts_name(after: list[Word], before: list[Word]) -> bool:
    """Whether a company form belongs to what follows: 大手商社 株式会社X; not to X株式会社 代表取締役."""
    if (
        not after
        or after[0].text in ROLES
        or after[0].text.startswith(("代表", "取締", "社長", "執行", "本社", "会長", "専務", "常務"))
    ):
        return False
    if before[-1].text.strip() == "":
        return True
    # 原子力規制 合同会社マトリクスK, where a lost layout put a table's cells together: common words and a name.
    proper = bool(re.match(r"[ァ-ヴA-Za-z]", after[0].text)) or after[0].is_name
    return is_common("".join(word.text for word in before)) and proper


def _company_end(after: list[Word]) -> int:
    """The last word of a name behind 株式会社: all of the compound, up to a post or a part."""
    for number, word in enumerate(after):
        # 株式会社四国総合研究所 is a name; in 株式会社みなと研究所 the part of a company.
        own = word.text == "研究所" and after[number - 1].text in GENERIC
        if (
            number
            and not own
            and (
                word.text in ROLES or word.text.startswith(("代表", "取締", "社長", "本社", "研究所", "事業部", "担当"))
            )
        ):
            return number - 1
        if number and EVENTS.search(f"___{word.text}"):
            return number - 1
    return len(after) - 1


def _by_head(text: str, words: list[Word]) -> tuple[int, int] | None:
    last = _by_head_within(words)
    if last is None:
        return None
    first = _first_word(words[: last + 1])
    name = "".join(word.text for word in words[first : last + 1])
    if _is_named(words[first : last + 1], name):
        return first, _with_branch(words, last)
    # 関係省庁 and the like: no name, but one may follow in the same compound.
    rest = words[last + 1 :]
    if not rest:
        return None
    found = _by_head(text, rest)
    return None if found is None else (found[0] + last + 1, found[1] + last + 1)


def _with_branch(words: list[Word], last: int) -> int:
    """A university's branch is its name's end: インド工科大学ハイデラバード校."""
    if not words[last].text.endswith("大学"):
        return last
    for number in range(last + 2, min(last + 5, len(words))):
        if words[number].text == "校":
            return number
    return last


def _first_word(words: list[Word]) -> int:
    """Where a name begins in a compound that a lost layout put together: 専門分野名古屋大学, ターク米国エネルギー省."""
    words, skipped = _without_person(words)
    return skipped + _first_of_name(words)


def _without_person(words: list[Word]) -> tuple[list[Word], int]:
    """Leaves out a person's name before a body's, where a table lost its layout: 山田太郎|海洋庁, Jens Brandt ドイツ海洋庁."""
    for number in range(len(words) - 2, 0, -1):
        one, two = words[number - 1], words[number]
        full = one.pos[2:4] == ("人名", "姓") and two.pos[2:4] == ("人名", "名")
        if full and number + 2 < len(words):
            return words[number + 1 :], number + 1
    latin = next((number for number, word in enumerate(words) if not LATIN.match(word.text) and word.text.strip()), 0)
    count = sum(1 for word in words[:latin] if LATIN.match(word.text))
    if count >= 2 and words[latin].is_place and latin + 1 < len(words):
        return words[latin:], latin
    return words, 0


def _first_of_name(words: list[Word]) -> int:
    """The same where no person stands before the name."""
    head = _head_of(words[-1].text)
    if words[-1].pos[1] == "固有名詞" and head and words[-1].text != head:
        # The analyser's dictionary knows the body: only what begins names may stand before it.
        first = len(words) - 1
        while first and (words[first - 1].is_place or words[first - 1].text in PREFIXES):
            first -= 1
        return first
    if head in {"省", "庁", "政府", "議会"}:
        states = [number for number, word in enumerate(words) if word.pos[3:4] == ("国",)]
        # 日英独 and the like are more than one state's: the name begins with the first of neighbours.
        while len(states) > 1 and states[-2] == states[-1] - 1:
            states.pop()
        return states[-1] if states else 0
    return 0


def _head_of(text: str) -> str:
    match = _HEAD.search(text[-_LONGEST_HEAD:])
    return match[0] if match else ""


def _by_head_within(words: list[Word]) -> int | None:
    """The word with which the first whole name ends: at a head, or further on where the compound goes on to another."""
    best: int | None = None
    best_head = ""
    so_far = ""
    for number, word in enumerate(words):
        # Nothing goes on to another head from there, or not as far as this: each word is looked at a few times, not from all before it.
        if best is not None and (number - best > _FARTHEST or best_head in _CLOSED):
            break
        so_far += word.text
        head = _head_of(so_far)
        if head == "政府" and number + 1 < len(words) and words[number + 1].text == "間":
            continue  # 政府間海洋学委員会
        if head == "大学" and not word.is_name and _is_sort(words, number):
            continue
        if not head or (word.is_place and len(word.text) > len(head) and head in {"省", "庁", "院", "局"}):
            continue
        if best is None or _is_one_name(best_head, head, words[best + 1 : number + 1]):
            best, best_head = number, head
    return best


def _is_sort(words: list[Word], number: int) -> bool:
    """Whether universities in general are meant: 関東大学リーグ, 世界大学ランキング."""
    after = words[number + 1].text if number + 1 < len(words) else ""
    stem = words[:number]
    return bool(re.match(r"[ァ-ヴ]", after)) and all(
        word.is_place or word.text in _SORTS_AND_PREFIXES or LATIN.match(word.text) for word in stem
    )


def _is_one_name(first: str, second: str, between: list[Word]) -> bool:
    """Whether a compound with two heads is one name: 国立大学協会, 原子力規制委員会; not 名古屋大学大学院工学研究院."""
    gap = "".join(word.text for word in between)
    if first == "大学" and (gap.startswith(OF_UNIVERSITIES) or second in OF_ITS_OWN):
        return True
    if first in PARENTS and first not in JOINABLE:
        return False
    if first in JOINABLE:
        return gap in JOINERS or (first not in PARENTS and second in JOINERS)
    return True


def _is_named(words: list[Word], name: str) -> bool:
    head = _head_of(name)
    if name == head or NOT_NAMES.search(name):
        return False
    if len(words) == 1 and words[0].pos[1] == "固有名詞" and not words[0].is_place:
        return True
    stem = [word for word in words if word.is_nominal]
    stem_text = name.removesuffix(head)
    own = [word for word in stem[:-1] if word.text not in GENERIC and word.pos[1] != "数詞"]
    last = stem[-1].text.removesuffix(head)
    if last and last not in GENERIC:
        own.append(stem[-1])
    if not own or stem_text in GENERIC:
        return False
    # 仏公的投資銀行: which sort of body it is, of which state.
    if own == [stem[0]] and stem[0].text in NATIONS and any(word.text in {"公的", "国営", "民間"} for word in stem):
        return False
    if head == "政府":
        return all(word.is_place for word in stem[:-1]) and len(stem) == 2
    if head not in WEAK_HEADS:
        return True
    proper = any(word.pos[1] == "固有名詞" for word in stem)
    if head == "機関":
        return proper or stem[0].text in PREFIXES
    return proper or len(own) > 1 or (head == "会議" and len(stem) > 2)


def _with_clause(text: str, sentence: int, begin: int, name: str) -> int:
    """Where a committee's name begins that has a clause before its head: …に関する検討会."""
    if not any(name.endswith(head) for head in COMMITTEES):
        return begin
    # A heading or sentence that begins with the name: 水素社会の実現に向けた基本的な考え方検討委員会の開催.
    if PHRASE.fullmatch(text, sentence, begin):
        return sentence
    match = CLAUSE.search(text, sentence, begin)
    if not match:
        return begin
    clause = re.split(r"(?<=[はがをで])(?=[^ぁ-ん])", match["clause"])[-1]
    return begin - len(clause)


def begins_name(text: str) -> bool:
    """Whether words can stand before a name as its beginning: a state, a legal form, 国立."""
    words = list(analyse(text := _FORM.sub("", text).strip(), 0, len(text)))
    # ベトナム農業|環境省: another state's body of nearly the same name.
    if len(words) > 1 and words[0].pos[3:4] == ("国",) and all(word.is_nominal for word in words):
        return True
    return all(word.is_place or word.text in PREFIXES or not word.text.strip() for word in words)
