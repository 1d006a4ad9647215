"""Logistic regressions over rows of features, learned and cross-validated over articles.

Where several people mark, and each choose differently what to mark, one weight a feature is shared by all and each has
an intercept of its own: a column that says who marked (:class:`ByMarker`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from timeline_service.logistic import Features
from training.columns import matrix, often

Learn = Callable[[csr_matrix, np.ndarray, np.ndarray | None], LogisticRegression]


def learn(x: csr_matrix, y: np.ndarray, worth: np.ndarray | None = None, *, strength: float) -> LogisticRegression:
    """Weights and an intercept. ``worth``: what each row counts; ``strength``: inverse of the L2 penalty."""
    return LogisticRegression(C=strength, max_iter=3000).fit(x, y, worth)


@dataclass(frozen=True)
class ByMarker:
    """Rows whose last columns say who marked them: ``x``, the names of its columns, and which of them are markers."""

    x: csr_matrix
    names: Sequence[str]
    markers: Sequence[str]

    @classmethod
    def of(cls, rows: Sequence[tuple[str, str, Features]], *, seen: int) -> ByMarker:
        """Rows (article, marker, features), with the features alone that stand in at least ``seen`` articles."""
        markers = sorted({marker for _, marker, _ in rows})
        names = often(((article, features) for article, _, features in rows), seen=seen) + markers
        return cls(matrix([{**features, marker: 1.0} for _, marker, features in rows], names), names, markers)

    def weights(self, model: LogisticRegression, *, shipped: str) -> dict[str, float]:
        """The weights of the features by name, and as ``prior`` the intercept of the marker that is shipped."""
        weights = dict(zip(self.names, model.coef_[0].tolist(), strict=True))
        rest = {name: weight for name, weight in weights.items() if name not in self.markers}
        return {"prior": weights[shipped]} | rest


def learn_by_marker(
    x: csr_matrix, y: np.ndarray, worth: np.ndarray | None = None, *, strength: float
) -> LogisticRegression:
    """Weights of such rows, without an intercept beside those of the markers."""
    return LogisticRegression(C=strength, fit_intercept=False, max_iter=3000, solver="liblinear").fit(x, y, worth)


def held_out(
    fit: Learn, x: csr_matrix, y: np.ndarray, worth: np.ndarray | None = None, *, articles: Sequence[str], folds: int
) -> np.ndarray:
    """How likely each answer is for each row, by weights that were learned without its article.

    A column for each answer, in their order.
    """
    answers = np.unique(y)
    likely = np.zeros((len(y), len(answers)))
    for train, test in GroupKFold(folds).split(x, y, articles):
        model = fit(x[train], y[train], None if worth is None else worth[train])
        likely[np.ix_(test, np.searchsorted(answers, model.classes_))] = model.predict_proba(x[test])
    return likely
