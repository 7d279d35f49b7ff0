"""What a model calls an organisation in Japanese, and what general evidence makes of it; no model is loaded."""

import pytest

from pipeline.find.organisations.finder import find_organisations
from pipeline.find.organisations.registry import Registry
from pipeline.records import Entity
from tests.annotated import document, parse

REGISTRY = Registry.of([])

# What the model is made to say is marked; a sentence is of the one or of the other kind as a whole.
BODIES = """
<model>エヌティ</model>は「ISO規格に従う」と述べた。
国際規格を<model>OECD</model>が定めた。
会合には日本と<model>OECD</model>が参加した。
二国間クレジット制度（JCM）を<model>UNIDO</model>が支援する。
「<model>トヨタ</model>は協力を続ける」と述べた。
全国港湾協会（<model>ZKK</model>）が主催する。
米<model>IBM</model>が参加する。
米・<model>IBM</model>、独・<model>BMW</model>が参加する。
<model>IBM</model>・インテルの2社が参加する。
3月3日・<model>OECD</model>が公表した。
<model>NEC</model>/IBM 3社の共同研究である。
「<model>東京大学</model>と連携して研究する」と述べた。
<model>OECD</model>（Organisation for Economic Cooperation）が公表した。
<model>外務省</model>担当者が説明した。
"""
NO_BODIES = """
国際規格<model>ISO</model>/IEC 42001に従う。
<model>ISO</model>/IEC JTC 1の会合に出る。
日・<model>EU</model>・シンガポールの28機関が参画する。
<model>ASEAN</model>・韓の首脳が会った。
日・米・<model>EU</model>の首脳が会った。
2021年に「<model>国連</model>海洋科学の10年」が始まった。
二国間クレジット制度（JCM）に基づく。<model>JCM</model>は両国の枠組みである。
<model>三社</model>は協力する。
<model>トヨタ</model>系の商社が出資した。
大学の下に<model>タスクフォース</model>を置く。
<model>アカデミア</model>や民間企業が参加する。
照会先：国際課 <model>ASEAN</model>担当 榎本
<model>EuroQCI</model>（欧州量子通信インフラ）に接続する。
"""


def found(sentence: str) -> set[str]:
    text, annotations = parse(sentence)
    entities = [Entity(item.start, item.end, "organisation") for item in annotations]
    mentions, _ = find_organisations(document(text, language="ja"), REGISTRY, entities)
    return {text[mention.start : mention.end] for mention in mentions}


@pytest.mark.parametrize("sentence", BODIES.strip().splitlines())
def test_bodies(sentence: str) -> None:
    wanted = {item.text for item in parse(sentence)[1]}
    assert wanted <= found(sentence)


@pytest.mark.parametrize("sentence", NO_BODIES.strip().splitlines())
def test_no_bodies(sentence: str) -> None:
    assert not {item.text for item in parse(sentence)[1]} & found(sentence)
