"""Readers of public corpora: text, spans and parts, from small files in each form."""

import json
from pathlib import Path

import pytest

from pipeline.errors import WorkspaceError
from pipeline.training.corpora import (
    CORPORA,
    CROSSNER,
    GSD,
    STOCKMARK,
    WIKIPEDIA_ANNOTATED,
    Corpus,
    Part,
    Sentence,
    present,
)


def read(corpus: Corpus, folder: Path, part: Part = "train") -> list[Sentence]:
    return list(corpus.read(folder, part))


def marked(sentence: Sentence) -> list[tuple[str, str]]:
    return [(sentence.text[start:end], label) for start, end, label in sentence.marks]


def test_stockmark(tmp_path: Path) -> None:
    items = [
        {
            "curid": str(number),
            "text": "港屋はミナト海運の子会社。",
            "entities": [
                {"name": "ミナト海運", "span": [3, 8], "type": "法人名"},
                {"name": "港屋", "span": [0, 2], "type": "その他の組織名"},
            ],
        }
        for number in range(200)
    ]
    (tmp_path / "ner.json").write_text(json.dumps(items), encoding="utf-8")
    parts = {part: read(STOCKMARK, tmp_path, part) for part in ("train", "dev", "test")}
    assert sum(map(len, parts.values())) == 200
    assert len(parts["train"]) > len(parts["test"]) > len(parts["dev"]) > 0
    assert marked(parts["train"][0]) == [("港屋", "その他の組織名"), ("ミナト海運", "法人名")]


def test_sentences_of_an_article_are_in_one_part(tmp_path: Path) -> None:
    items = [{"curid": str(number % 10), "text": f"文{number}", "entities": []} for number in range(100)]
    (tmp_path / "ner.json").write_text(json.dumps(items), encoding="utf-8")
    articles = [
        {sentence.text[-1] for sentence in read(STOCKMARK, tmp_path, part)} for part in ("train", "dev", "test")
    ]
    assert sum(map(len, articles)) == 10


CONLLU = """# text = BBC News は東京で
1\tBBC\t_\t_\t_\t_\t_\t_\t_\tBunsetuPositionType=ROOT|NE=B-ORG
2\tNews\t_\t_\t_\t_\t_\t_\t_\tNE=L-ORG
3\tは\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
4\t東京\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|NE=U-GPE
5\tで\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No

"""


def test_gsd(tmp_path: Path) -> None:
    (tmp_path / "ja_gsd-ud-dev.ne.conllu").write_text(CONLLU, encoding="utf-8")
    (sentence,) = read(GSD, tmp_path, "dev")
    assert sentence.text == "BBC News は東京で"
    assert marked(sentence) == [("BBC News", "ORG"), ("東京", "GPE")]


def test_gsd_where_only_tagged_tokens_are_there(tmp_path: Path) -> None:
    (tmp_path / "stanza").mkdir()
    (tmp_path / "stanza" / "train.bio").write_text(
        "BBC\tB-ORG\nNews\tI-ORG\nは\tO\n東京\tB-GPE\nで\tO\n\n港\tO\n", encoding="utf-8"
    )
    first, second = read(GSD, tmp_path)
    assert (first.text, marked(first)) == ("BBC Newsは東京で", [("BBC News", "ORG"), ("東京", "GPE")])
    assert (second.text, second.marks) == ("港", ())


def test_wikipedia_annotated(tmp_path: Path) -> None:
    (tmp_path / "id").mkdir()
    (tmp_path / "id" / "train.id").write_text("wiki00010001\n", encoding="utf-8")
    folder = tmp_path / "knp" / "wiki0001"
    folder.mkdir(parents=True)
    rows = [
        "# S-ID:wiki00010001-1",
        "* -1D",
        "+ 1D",
        "国際 こくさい 国際 名詞 <NE:ORGANIZATION:head>",
        "港湾 こうわん 港湾 名詞 <NE:ORGANIZATION:middle>",
        "協会 きょうかい 協会 名詞 <NE:ORGANIZATION:tail>",
        "の の の 助詞",
        "EOS",
        "山本 やまもと 山本 名詞 <NE:PERSON:single>",
        "EOS",
    ]
    (folder / "wiki00010001.knp").write_text("\n".join(rows), encoding="utf-8")
    first, second = read(WIKIPEDIA_ANNOTATED, tmp_path)
    assert (first.text, marked(first)) == ("国際港湾協会の", [("国際港湾協会", "ORGANIZATION")])
    assert marked(second) == [("山本", "PERSON")]


def test_crossner(tmp_path: Path) -> None:
    folder = tmp_path / "ner_data" / "politics"
    folder.mkdir(parents=True)
    tokens = "The\tO\nPort\tB-organisation\nAuthority\tI-organisation\n(\tO\nPA\tB-organisation\n)\tO\n's\tO\nplan\tO\n.\tO\n"
    (folder / "train.txt").write_text(tokens, encoding="utf-8")
    (sentence,) = read(CROSSNER, tmp_path)
    assert sentence.text == "The Port Authority (PA)'s plan."
    assert marked(sentence) == [("Port Authority", "organisation"), ("PA", "organisation")]


def test_present_are_those_of_the_language_that_are_there(tmp_path: Path) -> None:
    (tmp_path / GSD.name).mkdir()
    (tmp_path / CROSSNER.name).mkdir()
    (tmp_path / "another").mkdir()
    assert present(tmp_path, "ja") == [GSD]
    with pytest.raises(WorkspaceError, match="ner-wikipedia-dataset, UD_Japanese-GSD"):
        present(tmp_path / "another", "ja")


def test_each_corpus_has_a_licence_and_no_label_is_both_open_and_known() -> None:
    for corpus in CORPORA:
        assert corpus.licence
        assert not corpus.unknown & set(corpus.labels)
