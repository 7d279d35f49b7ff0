"""Names from the `ner` component of a spaCy pipeline, decoded for all tokens at once.

spaCy's own decoder goes from token to token, which is most of the time that finding names takes. But all that a decision
depends on is the token and, within a name, the name's first token and label. So what is decided outside of names is computed
for all tokens in one multiplication, and from every token that would begin a name of several words that name is followed, all
of them in step. Same weights, same rules (those of spaCy's `BiluoPushDown`), same names (docs/decisions/011-decoding.md).
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

Name = tuple[int, int, str]
"""First character, end, label."""

_FEATURES = 3  # of a state: the token, the first token of the name that is open, the token before

# Components that set no entities; of others it isn't known.
_HARMLESS = frozenset({"tok2vec", "sentencizer", "senter", "parser"})


class Decoder:
    """The weights of a `ner` component, laid out for decoding.

    Attributes:
        labels: what it can find.
    """

    def __init__(self, component: Any) -> None:
        model = component.model
        self._tok2vec, self._lower = model.get_ref("tok2vec"), model.get_ref("lower")
        self._bias = self._lower.get_param("b")
        upper = model.get_ref("upper")
        weights, bias = upper.get_param("W"), upper.get_param("b").copy()
        bias[list(model.attrs["unseen_classes"])] = -np.inf
        moves = [component.moves.get_class_name(number) for number in range(component.moves.n_moves)]
        self.labels = sorted(move[2:] for move in moves if move.startswith("U-") and move[2:])

        def rows(*names: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
            places = [moves.index(name) for name in names]
            return weights[places], bias[places]

        self._outside = rows("O", *(f"{move}-{label}" for move in "UB" for label in self.labels))
        self._last, self._inside = (rows(*(f"{move}-{label}" for label in self.labels)) for move in "LI")

    @classmethod
    def of(cls, nlp: "Pipeline") -> "Decoder | None":
        """The decoder for a pipeline; None where its names come from anything but one component of spaCy's own kind."""
        from spacy.pipeline import EntityRecognizer

        *others, last = nlp.pipe_names or [""]
        if last != "ner" or any(nlp.get_pipe_meta(name).factory not in _HARMLESS for name in others):
            return None
        component: Any = nlp.get_pipe("ner")
        if type(component) is not EntityRecognizer or not component.model.attrs.get("has_upper"):
            return None
        return cls(component) if component.model.get_ref("lower").get_dim("nF") == _FEATURES else None

    def names(self, docs: "Sequence[Doc]") -> list[list[Name]]:
        """The names in each document, which the components before `ner` have seen."""
        filled = [doc for doc in docs if len(doc)]
        if not filled:
            return [[] for _ in docs]
        hidden = self._lower.predict(self._tok2vec.predict(filled))
        # Row 0 stands for a feature that a state doesn't have.
        token, first, before = (hidden[1:, feature] for feature in range(_FEATURES))
        flags = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]) for doc in filled])
        # No name goes beyond the end of a text or a sentence, or begins with white space.
        must_end = np.append(flags[1:, 1] == 1, True)
        must_end[np.cumsum([len(doc) for doc in filled]) - 1] = True

        weights, bias = self._outside
        scores = (token + hidden[0, 1] + hidden[0, 2] + self._bias).max(axis=-1) @ weights.T + bias
        scores[flags[:, 0] == 1, 1:] = -np.inf
        scores[must_end, 1 + len(self.labels) :] = -np.inf
        move = scores.argmax(axis=-1)
        label = (move - 1) % len(self.labels)
        end = np.arange(1, len(move) + 1)

        start = np.flatnonzero(move > len(self.labels))
        at = start + 1
        while len(start):
            state = (token[at] + first[start] + before[at - 1] + self._bias).max(axis=-1)
            is_last = must_end[at] | (
                _scores(self._last, state, label[start]) >= _scores(self._inside, state, label[start])
            )
            end[start[is_last]] = at[is_last] + 1
            start, at = start[~is_last], at[~is_last] + 1
        return list(self._spans(docs, move > 0, end, label))

    def _spans(
        self, docs: "Sequence[Doc]", begins: NDArray[np.bool_], end: NDArray[np.intp], label: NDArray[np.intp]
    ) -> Iterator[list[Name]]:
        """The names that are met going from left to right: one that would begin inside another is none."""
        offset = 0
        for doc in docs:
            names: list[Name] = []
            free = 0
            for token in np.flatnonzero(begins[offset : offset + len(doc)]).tolist():
                if token >= free:
                    free = int(end[offset + token]) - offset
                    last = doc[free - 1]
                    names.append((doc[token].idx, last.idx + len(last), self.labels[label[offset + token]]))
            offset += len(doc)
            yield names


def _scores(
    layer: tuple[NDArray[np.float32], NDArray[np.float32]], states: NDArray[np.float32], label: NDArray[np.intp]
) -> NDArray[np.float32]:
    """The score of each state's own label."""
    weights, bias = layer
    scores: NDArray[np.float32] = np.einsum("ij,ij->i", states, weights[label]) + bias[label]
    return scores
