"""Fits the weights of the line classifier (src/dateline/clean) and says how it does on pages that it has not seen.

    python scripts/fit_clean.py INPUT.jsonl GOLD.jsonl [--write]

INPUT  lines {"id", "text"}: pages as text;  GOLD  lines {"id", "body"}: the article in them.
Needs scikit-learn (requirements/fit.txt), which Dateline does not.  The printed figures come from cross-validation by
page: no page is scored by weights that have seen it.  With --write the weights fitted on all pages are written.

Fitted on the development half (102 pages) of scrapinghub/article-extraction-benchmark (MIT).
"""

import argparse
import difflib
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from dateline import clean
from dateline.clean.lines import Line, features, read_lines

FOLDS = 6
STRENGTH = 0.003
"""Inverse strength of the L2 penalty: strong, for 165 features and 102 pages."""
WEIGHTS = Path(__file__).resolve().parent.parent / "src" / "dateline" / "clean" / "weights.json"
Page = tuple[str, list[Line], list[str], np.ndarray, np.ndarray, np.ndarray]


def labels(text: str, lines: list[Line], body: str) -> np.ndarray:
    """Which lines are the article's: most of their words are part of the alignment of page and article."""
    words, owner = [], []
    for number, line in enumerate(lines):
        for word in re.findall(r"\w+", text[line.start : line.end]):
            words.append(word)
            owner.append(number)
    aligned = difflib.SequenceMatcher(None, words, re.findall(r"\w+", body), autojunk=False)
    hits = Counter(owner[k] for block in aligned.get_matching_blocks() for k in range(block.a, block.a + block.size))
    total = Counter(owner)
    return np.array([hits[k] > 0.6 * total[k] if total[k] else False for k in range(len(lines))])


def read_page(text: str, body: str) -> Page:
    """Text, lines, names and values of the features, labels, weights (a page one in all, long lines more)."""
    lines = read_lines(text)
    seen = features(lines)
    names = list(seen[0])
    values = np.array([[row[name] for name in names] for row in seen])
    weights = np.sqrt([2 + min(line.words, 60) for line in lines])
    return text, lines, names, values, labels(text, lines, body), weights / weights.sum()


def fit(pages: list[Page]) -> tuple[float, dict[str, float]]:
    """Bias and weights for features as they are (the scaling is folded into them)."""
    values = np.vstack([page[3] for page in pages])
    given = np.concatenate([page[4] for page in pages])
    weights = np.concatenate([page[5] for page in pages])
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(
        scaler.transform(values), given, sample_weight=weights / weights.mean()
    )
    raw = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (raw * scaler.mean_).sum())
    return round(bias, 4), {
        name: round(float(weight), 4) for name, weight in zip(pages[0][2], raw, strict=True) if abs(weight) >= 0.0005
    }


def four_grams(text: str) -> Counter[tuple[str, ...]]:
    """How often each run of four words occurs (a shorter text is one run)."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[k : k + 4]) for k in range(max(1, len(words) - 3))) if words else Counter()


def kept(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text without the spans; a line break stands where something was cut."""
    parts, at = [], 0
    for start, end in spans:
        parts.append(text[at:start])
        at = end
    return "\n".join([*parts, text[at:]])


def main() -> None:
    """Cross-validates, prints the figures, and with --write fits on everything and writes the weights."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("input", type=Path)
    options.add_argument("gold", type=Path)
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    texts = {row["id"]: row["text"] for row in map(json.loads, chosen.input.open(encoding="utf-8"))}
    bodies = {row["id"]: row["body"] for row in map(json.loads, chosen.gold.open(encoding="utf-8"))}
    # Pages in the order of their ids, which are hashes: as good as shuffled, and the same every time.
    pages = {id: read_page(texts[id], bodies[id]) for id in sorted(bodies)}
    ids = list(pages)
    precision, recall, lost, body_words = [], [], 0.0, 0.0
    for fold in range(FOLDS):
        model = fit([pages[id] for id in ids if id not in ids[fold::FOLDS]])
        for id in ids[fold::FOLDS]:
            text, lines, *_, given, _ = pages[id]
            layout = clean.find_layout(text, model)
            left, gold = four_grams(kept(text, layout.boilerplate)), four_grams(bodies[id])
            shared = (left & gold).total()
            precision.append(shared / max(1, left.total()))
            recall.append(shared / max(1, gold.total()))
            gone = [any(s <= line.start < e for s, e in layout.boilerplate) for line in lines]
            lost += sum(
                line.words for line, is_body, is_gone in zip(lines, given, gone, strict=True) if is_body and is_gone
            )
            body_words += sum(line.words for line, is_body in zip(lines, given, strict=True) if is_body)
    p, r = float(np.mean(precision)), float(np.mean(recall))
    print(f"{len(ids)} pages, {FOLDS}-fold: 4-gram F1 {200 * p * r / (p + r):.2f}", end="  ")
    print(f"precision {100 * p:.2f}  recall {100 * r:.2f}")
    print(f"words of the article called litter: {100 * lost / body_words:.2f} %")
    if chosen.write:
        bias, weights = fit(list(pages.values()))
        WEIGHTS.write_text(json.dumps({"bias": bias, "weights": weights}, indent=1) + "\n", encoding="utf-8")
        print(f"wrote {len(weights)} weights to {WEIGHTS.name}")


if __name__ == "__main__":
    main()
