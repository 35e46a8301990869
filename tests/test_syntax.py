"""Tokens know their head, their children and the edges of what hangs on them, in offsets of the report."""

from dateline.syntax import Parse, sentences

TEXT = "..  Two men died. They fled."
PARSE = Parse(
    start=(0, 1, 5, 9, 13, 14, 19, 23),
    end=(1, 4, 8, 13, 14, 18, 23, 24),
    lemma=("", " ", "", "", "", "", "", ""),
    tag=("CD", "_SP", "NNS", "VBD", ".", "PRP", "VBD", "."),
    pos=("NUM", "SPACE", "NOUN", "VERB", "PUNCT", "PRON", "VERB", "PUNCT"),
    dep=("nummod", "dep", "nsubj", "ROOT", "punct", "nsubj", "ROOT", "punct"),
    head=(2, 0, 3, 3, 3, 6, 6, 6),
    entity=("B-CARDINAL", "", "", "", "", "", "", ""),
    opens=(0, 5),
)


def test_white_space_is_no_token_and_offsets_are_those_of_the_report() -> None:
    text = "xxxxTwo men died. They fled."
    parse = Parse(
        start=(0, 3, 4, 8, 12, 14, 19, 23),
        end=(3, 4, 7, 12, 13, 18, 23, 24),
        lemma=PARSE.lemma, tag=PARSE.tag, pos=PARSE.pos, dep=PARSE.dep, head=PARSE.head, entity=PARSE.entity,
        opens=PARSE.opens,
    )  # fmt: skip
    first, second = sentences(text, 4, parse, paragraph=7)
    assert [token.text for token in first.tokens] == ["Two", "men", "died", "."]
    assert all(text[token.start : token.end] == token.text for token in (*first.tokens, *second.tokens))
    assert (str(first), str(second), first.paragraph) == ("Two men died.", "They fled.", 7)


def test_edges_span_the_whole_subtree() -> None:
    first, _ = sentences(TEXT, 0, PARSE, 0)
    two, men, died, _ = first.tokens
    assert (two.head, men.head, died.head) == (men, died, died)
    assert (men.left, men.right, died.left, died.right) == (0, 1, 0, 3)
    assert died.child("nsubj") is men
    assert list(two.ancestors()) == [men, died] and first.root is died


def test_a_chain_as_long_as_a_page_takes_no_recursion() -> None:
    size = 10_000
    chain = Parse(
        start=tuple(range(0, 2 * size, 2)), end=tuple(range(1, 2 * size, 2)), lemma=("a",) * size, tag=("NN",) * size,
        pos=("NOUN",) * size, dep=("dep",) * size, head=(*range(1, size), size - 1), entity=("",) * size, opens=(0,),
    )  # fmt: skip
    (sentence,) = sentences("a " * size, 0, chain, 0)
    assert (sentence.root.left, sentence.root.right) == (0, size - 1)
