"""Answers of news interfaces, whole and a line each."""

import json

import pytest
from tests.readers.conftest import STORY, Reading, problems, reports

NEWS = {
    "status": "ok",
    "articles": [
        {
            "source": {"id": None, "name": "Example Post"},
            "author": "Ana Example",
            "title": "Dam bursts",
            "url": "https://post.example/dam",
            "publishedAt": "2023-05-12T10:00:00Z",
            "content": STORY,
        }
    ],
}
NESTED = {
    "response": {
        "results": [
            {
                "id": "world/dam",
                "webTitle": "Dam bursts",
                "webPublicationDate": "2023-05-12T10:00:00Z",
                "webUrl": "https://post.example/dam",
                "fields": {"byline": "Ana Example", "bodyText": STORY, "publication": "Example Post"},
            }
        ]
    }
}


@pytest.mark.parametrize("answer", [NEWS, NESTED, NEWS["articles"]])
def test_articles_wherever_they_stand_in_the_answer(read_bytes: Reading, answer: object) -> None:
    (report,) = reports(read_bytes("a.json", json.dumps(answer).encode()))
    assert report.text == f"Dam bursts\n\n{STORY}"
    assert (report.publisher, report.byline, report.url) == ("Example Post", "Ana Example", "https://post.example/dam")
    assert report.published == "2023-05-12T10:00:00+00:00"


def test_lines_with_the_keys_of_an_interface(read_bytes: Reading) -> None:
    lines = [json.dumps(NEWS["articles"][0]), json.dumps({"id": "ours", "text": STORY})]
    first, second = reports(read_bytes("a.jsonl", "\n".join(lines).encode()))
    assert (first.title, first.publisher) == ("Dam bursts", "Example Post")
    assert (second.id, second.text) == ("ours", STORY)


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"{", "is not JSON"), (b'{"status": "ok"}', "holds no article"), (b"[" * 100_000, "is not JSON")],
)
def test_what_cannot_be_read(read_bytes: Reading, content: bytes, what: str) -> None:
    assert what in problems(read_bytes("a.json", content))[0]
