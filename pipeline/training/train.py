"""Training a name model: spaCy's own training loop over annotated corpora."""

import json
import random
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pipeline.files import sha256
from pipeline.records import Language
from pipeline.training.annotated import UNKNOWN, read_annotated
from pipeline.training.augment import exchanged, names_in, releases
from pipeline.training.corpora import Corpus, Mark, Part, Sentence, present

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc, Span

VERSION = "1.0.0"
"""Of the models that are made here: the second number for other data, the first for another shape or other labels."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Size of a model and how long it is trained.

    Attributes:
        width, depth: of the convolutional encoder.
        hidden: width of the layer that decides on a token.
        attrs, rows: what a token is looked up by, each in a hash table of so many rows.
        steps: batches at most; fewer where `patience` of them brought nothing on the development part.
        releases: how many passages in the manner of press releases are made up.
    """

    width: int = 128
    depth: int = 4
    hidden: int = 64
    attrs: tuple[str, ...] = ("NORM", "PREFIX", "SUFFIX", "SHAPE", "TAG")
    rows: tuple[int, ...] = (5000, 1000, 2500, 1000, 200)
    dropout: float = 0.2
    steps: int = 7000
    patience: int = 2500
    releases: int = 5000


def train_names(
    language: Language,
    data: Path,
    out: Path,
    *,
    base: str,
    registered: Sequence[str] = (),
    annotated: Path | None = None,
    shape: Shape | None = None,
    seed: int = 0,
    log: TextIO,
) -> Path:
    """Trains a name model that settings.yml can name under `names`.

    Args:
        data: folder with checkouts of the corpora, by their names.
        out: folder to write; replaced when the training is done, and not before.
        base: the spaCy pipeline whose word vectors the model looks words up in.
        registered: names of organisations for the passages that are made up.
        annotated: folder with documents annotated in our own form, each in `raw/` below it.
        log: told of the progress.

    Returns:
        `out`.

    Raises:
        WorkspaceError: there is nothing to train on.
        ConfigurationError: an annotated document is not of the form.
    """
    from spacy.language import DEFAULT_CONFIG
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train
    from thinc.api import Config, NumpyOps, set_current_ops

    shape = shape or Shape()
    set_current_ops(NumpyOps(use_blis=False))
    corpora = present(data, language)
    out.parent.mkdir(parents=True, exist_ok=True)  # an hour of training must not end at this
    sentences = list(_training_sentences(language, corpora, data, registered, annotated, shape, random.Random(seed)))  # noqa: S311
    with tempfile.TemporaryDirectory(prefix="oboegaki-train-") as work:
        folder = Path(work)
        config = DEFAULT_CONFIG.merge(Config(_configuration(language, base, shape, seed=seed, data=folder)))
        nlp = _tokenizer(config, language)
        _write(folder / "train.spacy", nlp, sentences)
        _write(folder / "dev.spacy", nlp, (s for corpus in corpora for s in _labelled(corpus, data, "dev")))
        (folder / "out").mkdir()
        _, last = train(init_nlp(config), folder / "out", stdout=log, stderr=log)
        best = folder / "out" / "model-best"
        trained = best if best.exists() else Path(str(last))
        _ship(trained, corpora, len(sentences))
        fresh = out.with_name(out.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(trained, fresh)
        shutil.rmtree(out, ignore_errors=True)
        fresh.rename(out)
    return out


def _training_sentences(
    language: Language,
    corpora: Sequence[Corpus],
    data: Path,
    registered: Sequence[str],
    annotated: Path | None,
    shape: Shape,
    rng: random.Random,
) -> Iterator[Sentence]:
    """What the corpora have, some of it with other names, and, in Japanese, passages in the manner of releases."""
    read = {corpus.name: list(_labelled(corpus, data, "train")) for corpus in corpora}
    for sentences in read.values():
        yield from sentences
    names = names_in(sentence for corpus in corpora if corpus.lends for sentence in read[corpus.name])
    for corpus in corpora:
        for _ in range(corpus.again):
            yield from (exchanged(sentence, names, rng) for sentence in read[corpus.name] if sentence.marks)
    if language == "ja" and names:
        parties = {
            sentence.text[start:end]
            for corpus in corpora
            if corpus.parties
            for sentence in corpus.read(data / corpus.name, "train")
            for start, end, label in sentence.marks
            if label in corpus.parties
        }
        yield from releases({**names, "ORG": [*sorted(parties), *registered]}, rng, shape.releases)
    if annotated is not None:
        yield from read_annotated(annotated, language)


def _labelled(corpus: Corpus, data: Path, part: Part) -> Iterator[Sentence]:
    """The sentences of a corpus with our labels."""
    for sentence in corpus.read(data / corpus.name, part):
        marks: list[Mark] = []
        for start, end, label in sentence.marks:
            ours = UNKNOWN if label in corpus.unknown else corpus.labels.get(label)
            if ours is not None and (not marks or marks[-1][1] <= start):
                marks.append((start, end, ours))
        yield Sentence(sentence.text, tuple(marks))


def _write(path: Path, nlp: "Pipeline", sentences: Iterable[Sentence]) -> None:
    from spacy.tokens import DocBin

    DocBin(docs=(_doc(nlp, sentence) for sentence in sentences)).to_disk(path)


def _doc(nlp: "Pipeline", sentence: Sentence) -> "Doc":
    """A sentence with its names; one that ends within a token is left open."""
    doc = nlp.make_doc(sentence.text)
    named: list[Span] = []
    unknown: list[Span] = []
    end = 0
    for first, stop, label in sentence.marks:
        span = doc.char_span(first, stop, label=label) if label else None
        around = span or doc.char_span(first, stop, alignment_mode="expand")
        if around is None or around.start < end:
            continue
        (unknown if span is None else named).append(around)
        end = around.end
    doc.set_ents(named, missing=unknown, default="outside")
    return doc


def _tokenizer(config: Any, language: Language) -> "Pipeline":
    import spacy

    return spacy.blank(language, config={"nlp": {"tokenizer": config["nlp"]["tokenizer"]}})


def _ship(folder: Path, corpora: Sequence[Corpus], sentences: int) -> None:
    """Leaves what a name model is made of, and says in its meta.json what it was made from."""
    from spacy.language import DEFAULT_CONFIG
    from thinc.api import Config

    # Words are looked up in the vocabulary of the pipeline that settings.yml names.
    shutil.rmtree(folder / "vocab")
    config = Config().from_disk(folder / "config.cfg", interpolate=False)
    for section in ("paths", "corpora", "training", "initialize"):  # they name files of the training
        config[section] = DEFAULT_CONFIG[section]
    config.to_disk(folder / "config.cfg")
    path = folder / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta |= {
        "name": "names",
        "version": VERSION,
        "spacy_version": ">=3.8.4,<3.9",
        "description": "Names of organisations, people, places, facilities, products and events",
        "license": _licence(corpora),
        "sources": [
            {"name": corpus.name, "url": f"https://github.com/{corpus.repository}", "license": corpus.licence}
            for corpus in corpora
        ],
        # A change of the weights has to show here: this file stands for the model where it is asked what has changed.
        "weights": sha256((folder / "ner" / "model").read_bytes()),
        "sentences": sentences,
    }
    path.write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _licence(corpora: Sequence[Corpus]) -> str:
    """That of the weights: the corpora's own, where one demands that what is made from it has the same."""
    shared = any("BY-SA" in corpus.licence for corpus in corpora)
    return "CC BY-SA 4.0" if shared else " and ".join(sorted({corpus.licence for corpus in corpora}))


def _configuration(language: Language, base: str, shape: Shape, *, seed: int, data: Path) -> dict[str, Any]:
    """The configuration of a training run, in the form of spaCy's config files."""
    tokenizer: dict[str, Any] = {"@tokenizers": "spacy.Tokenizer.v1"}
    if language == "ja":
        # The shortest words: no name ends within one of them.
        tokenizer = {"@tokenizers": "spacy.ja.JapaneseTokenizer", "split_mode": "A"}
    from spacy.cli.info import info

    vectors: Any = info(base, silent=True)["vectors"]  # type: ignore[index]
    encoder = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": shape.width,
            "attrs": list(shape.attrs),
            "rows": list(shape.rows),
            "include_static_vectors": vectors["width"] > 0,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": shape.width,
            "depth": shape.depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": shape.hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": encoder,
    }
    return {
        "nlp": {"lang": language, "pipeline": ["ner"], "tokenizer": tokenizer, "batch_size": 256},
        "components": {"ner": {"factory": "ner", "model": model}},
        "corpora": {
            part: {
                "@readers": "spacy.Corpus.v1",
                "path": str(data / f"{part}.spacy"),
                "max_length": 0,
                "gold_preproc": False,
                "limit": 0,
                "augmenter": None,
            }
            for part in ("train", "dev")
        },
        "training": {
            "seed": seed,
            "dropout": shape.dropout,
            "patience": shape.patience,
            "max_epochs": 0,
            "max_steps": shape.steps,
            "eval_frequency": min(500, max(1, shape.steps // 4)),
            "dev_corpus": "corpora.dev",
            "train_corpus": "corpora.train",
            "before_update": None,
            "gpu_allocator": None,
            "logger": {"@loggers": "spacy.ConsoleLogger.v1", "progress_bar": False},
            "batcher": {
                "@batchers": "spacy.batch_by_words.v1",
                "discard_oversize": False,
                "tolerance": 0.2,
                "size": {"@schedules": "compounding.v1", "start": 200, "stop": 1500, "compound": 1.001},
            },
            "optimizer": {"@optimizers": "Adam.v1", "learn_rate": 0.001, "use_averages": True},
            "score_weights": {"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0},
        },
        "initialize": {"vectors": base, "before_init": None, "after_init": None},
    }
