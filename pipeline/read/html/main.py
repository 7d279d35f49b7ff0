"""Which chunks of a page are its main content: what its elements say, then where the words are."""

import re
from collections.abc import Sequence
from itertools import accumulate

from pipeline.read import patterns_en, patterns_ja
from pipeline.read.html.chunks import Chunk, Node
from pipeline.read.html.names import FURNITURE, LANDMARKS, NAVIGATION
from pipeline.read.html.signs import BREAK, ink, linked_ink, plain

# A chunk with a larger share of its characters in links leads to other pages and says nothing itself.
_LINKED = 0.75
# What a template calls furniture and has more of the words than this is none (<div class="with-sidebar"> around everything).
_WRAPPER = 0.5
# An element for the main content that has less of the words than this is empty or was put somewhere else.
_MAIN, _ARTICLE = 0.25, 0.6
# What may be left beside the main content: characters, and share of all.
_LEFT, _LEFT_SHARE = 80, 0.04
# A sentence has so many characters, at least, and a page that is found by its sentences so many of them.
_SENTENCE, _ENOUGH = 40, 200
# Lines of a page that are no part of its text, whatever element they are in.
_FURNITURE = re.compile(
    r"(?:skip\sto\s(?:main\s)?content|back\sto\s(?:the\s)?top|(?:to\s)?(?:page\s)?top(?:\sof\spage)?|share(?:\sthis)?(?:\spage|\sarticle|\son\s.{1,40})?:?|"
    r"print(?:\sthis\spage|able\sversion)?|tweet|follow\sus.{0,40}|read\smore|learn\smore|view\sall|previous(?:\sarticle)?|next(?:\sarticle)?|advertisement|loading\W{0,3}|menu|close|"
    r"(?:copyright|©|\(c\)).{0,160}|.{0,80}all\srights\sreserved\W{0,2}|"
    r"(?:本文|メニュー|ナビゲーション)(?:へ|に)(?:移動|スキップ|ジャンプ).{0,8}|(?:この)?ページの?(?:先頭|トップ|上部)(?:へ|に)?.{0,6}|(?:ページ)?トップ(?:へ|に)(?:戻る)?|"
    r"(?:一覧|前のページ|ホーム)(?:へ|に)?(?:戻る|もどる)|印刷(?:する|用ページ)?|文字サイズ.{0,20}|(?:この(?:記事|ページ)を)?(?:シェア|ツイート|共有|ブックマーク)(?:する)?|"
    r"前の記事.{0,3}|次の記事.{0,3}|もっと見る|続きを読む|閉じる|メニュー|.{0,60}(?:Adobe\s?(?:Acrobat\s?)?Reader|アドビ).{0,200})$",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\b(?:we|(?:this|our)\s(?:web)?site)\s(?:and\s.{1,40}\s)?uses?\s.{0,40}\bcookies\b|\bcookies?\s(?:policy|settings|preferences|consent)\b"
    r"|(?:当|本)(?:ウェブ)?サイト.{0,30}(?:Cookie|クッキー)|(?:Cookie|クッキー)を使用し",
    re.IGNORECASE,
)
# A heading above links to other pages.
_RELATED = re.compile(
    r"(?:related|more|latest|recent|recommended|other|further|you\smay|see\salso|explore|topics?|tags?|categor(?:y|ies)|share|popular|trending)\b.{0,40}$"
    r"|.{0,8}(?:関連(?:リンク|情報|記事|ニュース|ページ|サイト|コンテンツ)|おすすめ|最新(?:の?(?:ニュース|記事|情報))?|人気|新着|カテゴリ|タグ|リンク|アーカイブ|バックナンバー).{0,12}$",
    re.IGNORECASE,
)
_LONG_LINK = 80
# Lists and tables of more chunks than this lay out the page.
_LIST_CHUNKS = 100


def main_content(chunks: Sequence[Chunk], nodes: Sequence[Node]) -> list[int]:
    """Gives the indices of the chunks that are the main content."""
    weights = [_weight(chunk) for chunk in chunks]
    kept = [True] * len(chunks)
    _drop_furniture(nodes, weights, kept)
    start, stop = _main_span(chunks, nodes, weights, kept)
    chosen = [index for index in range(start, stop) if kept[index]]
    return _without_trails(chunks, nodes, chosen)


def _weight(chunk: Chunk) -> int:
    """Characters of a chunk that say something: none of what is a link or furniture."""
    printed = ink(chunk.text)
    linked = linked_ink(chunk.text)
    if linked >= _LINKED * printed and not (linked > _LONG_LINK and _is_sentence(chunk)):
        return 0
    if printed < 300 and (_FURNITURE.match(words := plain(chunk.text)) or _COOKIES.search(words)):
        return 0
    return printed - linked


def _is_sentence(chunk: Chunk) -> bool:
    tail = plain(chunk.text)[-12:]
    return bool(patterns_ja.FINAL.search(tail) or patterns_en.FINAL.search(tail))


def _sums(weights: Sequence[int], kept: Sequence[bool]) -> list[int]:
    return [0, *accumulate(weight if keep else 0 for weight, keep in zip(weights, kept, strict=True))]


def _drop_furniture(nodes: Sequence[Node], weights: Sequence[int], kept: list[bool]) -> None:
    """Takes out what elements, roles and names say is no content, unless it is most of the page."""
    sums = _sums(weights, kept)
    covered = 0
    for node in nodes:
        if node.start < covered or node.start == node.stop:
            continue
        if _is_furniture(node) and sums[node.stop] - sums[node.start] <= _WRAPPER * sums[-1]:
            kept[node.start : node.stop] = [False] * (node.stop - node.start)
            covered = node.stop


def _is_furniture(node: Node) -> bool:
    tag = node.element.tag
    if tag in NAVIGATION or not node.names.isdisjoint(LANDMARKS):
        return True
    if tag in ("body", "html", "main", "h1", "h2", "h3", "h4", "h5", "h6"):
        return False
    if tag in ("footer", "aside"):
        return node.names.isdisjoint({"footnote", "footnotes", "note", "endnotes"})
    return not node.names.isdisjoint(FURNITURE)


def _main_span(
    chunks: Sequence[Chunk], nodes: Sequence[Node], weights: Sequence[int], kept: Sequence[bool]
) -> tuple[int, int]:
    """The chunks of the element that is the main content: one that says so, else the smallest that has the words."""
    sums = _sums(weights, kept)

    def weight(node: Node) -> int:
        return sums[node.stop] - sums[node.start]

    mains = [node for node in nodes if node.element.tag == "main" or "main" in (node.element.get("role") or "").split()]
    articles = [node for node in nodes if node.element.tag == "article" or "articlebody" in node.names]
    for candidates, share in ((mains, _MAIN), (articles, _ARTICLE)):
        best = max(candidates, key=weight, default=None)
        if best and weight(best) >= max(1, share * sums[-1]):
            return _narrowed(nodes, (best.start, best.stop), sums)
    pairs = list(zip(chunks, weights, kept, strict=True))
    prose = _sums([weight if keep and _is_prose(chunk, weight) else 0 for chunk, weight, keep in pairs], kept)
    listed = _sums([weight if keep and _is_listed(chunk) else 0 for chunk, weight, keep in pairs], kept)
    whole = (0, len(chunks))
    if prose[-1] < _ENOUGH:
        return _narrowed(nodes, whole, sums)
    return _narrowed(nodes, whole, prose, listed)


def _is_prose(chunk: Chunk, weight: int) -> bool:
    return weight >= _SENTENCE and _is_sentence(chunk)


def _is_listed(chunk: Chunk) -> bool:
    """An item, a row, or several lines that are no sentence: what a release lists, and a column of teasers has not."""
    return chunk.item is not None or bool(chunk.cells) or (BREAK in chunk.text and not _is_sentence(chunk))


def _narrowed(nodes: Sequence[Node], span: tuple[int, int], *all_sums: Sequence[int]) -> tuple[int, int]:
    """Goes down while one element has nearly all of the words; nodes stand in the order of the page, so one pass does.

    Args:
        all_sums: running sums of characters, each of words of another sort; of none may more be left beside.
    """
    start, stop = span
    for node in nodes:
        if start <= node.start and node.stop <= stop and (node.start, node.stop) != (start, stop):
            here = [sums[stop] - sums[start] for sums in all_sums]
            left = [
                all_here - (sums[node.stop] - sums[node.start]) for all_here, sums in zip(here, all_sums, strict=True)
            ]
            if all(one <= min(_LEFT, _LEFT_SHARE * all_here) for one, all_here in zip(left, here, strict=True)):
                start, stop = node.start, node.stop
    return start, stop


def _without_trails(chunks: Sequence[Chunk], nodes: Sequence[Node], chosen: Sequence[int]) -> list[int]:
    """Takes out links to other pages and lines of furniture, and headings that have nothing else below them."""
    weights = [_weight(chunk) for chunk in chunks]
    sums = [0, *accumulate(weights)]
    out: list[int] = []
    emptied = announced = False
    skip_to = 0
    for place, index in enumerate(chosen):
        if place < skip_to:
            continue
        chunk = chunks[index]
        if (chunk.level or chunk.label) and _RELATED.match(plain(chunk.text)):
            end = _section_end(chunks, chosen, place)
            if _leads_away(chunks, chosen[place + 1 : end]):
                skip_to = end
                continue
        linked = weights[index] == 0
        announced = linked and chunk.item is not None and (announced or _is_announced(chunks, out))
        if linked and not (announced or _is_among_words(nodes, chunks, index, sums)):
            emptied = True
            continue
        if emptied and chunk.level and out and chunks[out[-1]].level >= chunk.level:
            out.pop()
        emptied = False
        out.append(index)
    while emptied and out and chunks[out[-1]].level > 1:
        out.pop()
    return out


def _section_end(chunks: Sequence[Chunk], chosen: Sequence[int], place: int) -> int:
    """The place of the next heading that is as high."""
    level = chunks[chosen[place]].level or 6
    after = range(place + 1, len(chosen))
    return next((at for at in after if 0 < chunks[chosen[at]].level <= level), len(chosen))


def _leads_away(chunks: Sequence[Chunk], section: Sequence[int]) -> bool:
    """At least half of a section is links."""
    printed = sum(ink(chunks[index].text) for index in section)
    return 2 * sum(linked_ink(chunks[index].text) for index in section) >= printed


def _is_announced(chunks: Sequence[Chunk], out: Sequence[int]) -> bool:
    """The text before says that an enumeration follows."""
    return bool(out) and plain(chunks[out[-1]].text)[-1:] in (":", "：")


def _is_among_words(nodes: Sequence[Node], chunks: Sequence[Chunk], index: int, sums: Sequence[int]) -> bool:
    """The link is an item of a list, or stands in a cell of a table, of which others have words of their own."""
    at = chunks[index].node
    while at >= 0 and nodes[at].element.tag not in ("ul", "ol", "table", "dl"):
        at = nodes[at].parent
        if at >= 0 and nodes[at].stop - nodes[at].start > _LIST_CHUNKS:
            return False
    if at < 0:
        return False
    node = nodes[at]
    printed = sum(ink(chunk.text) for chunk in chunks[node.start : min(node.stop, node.start + _LIST_CHUNKS)])
    return sums[node.stop] - sums[node.start] > (1 - _LINKED) * printed
