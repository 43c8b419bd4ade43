"""How much of a story the rules against boilerplate take: nothing of it should go.

Real stories that hold no boilerplate are given to `nutgraf extract` as plain pages, each sentence
as a paragraph of its own: so every one of them is judged by itself, also as the first and as the
last. What is missing from the article was taken.

Prose is a sentence: at least six words, with a capital, a digit or a quotation mark before it and a
full stop behind it. Not counted is what papers print below and between their stories and what an
extractor may drop: lines about who wrote or reported them, lines that send the reader elsewhere
or ask something of him, rights, captions and credits. These rules know nothing of those that they
measure.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STORY_SETS = ("bbc_extractive", "writers", "cnn")
LEAST_WORDS = 6
_PER = 10_000

_BETWEEN_SENTENCES = re.compile(
    r"(?<=[.!?][\"'”’)])\s+(?=[\"'“‘(A-Z])|(?<=[a-z0-9%][.!?])\s+(?=[\"'“‘(A-Z0-9£$])"  # noqa: RUF001
)
_SENTENCE = re.compile(r"[\"'“‘(\[]?[A-Z0-9£$€].*[.!?][\"'”’)\]]*$", re.DOTALL)  # noqa: RUF001
_ABOUT_AUTHORS = re.compile(
    r"\bcontributed to this (?:report|story)\b"
    r"|\b(?:reported|wrote)(?: and wrote)?(?: this story)? from\b"
    r"|^[A-Z][\w.]+ [A-Z][\w.]+ is (?:an? |the )?(?:\w+ )?(?:correspondent|reporter|editor)"
    r" (?:for|at)\b"
)
_TO_THE_READER = re.compile(
    r"^(?:read|see) more\b|^more (?:from|on)\b|^click here\b|^(?:you can )?follow (?:us|him|her|@)"
    r"|^(?:e-?mail|write to) (?:us|your)\b|^subscribe\b|^(?:now )?we want to hear from you",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"all rights reserved|^copyright\b|^©", re.IGNORECASE)
_CAPTION = re.compile(
    r"^(?:pictured?|photos?|image|source|credit)\b\s*:|\((?:pictured|left|right|file photo)\)\W*$",
    re.IGNORECASE,
)
_NOT_PROSE = (_ABOUT_AUTHORS, _TO_THE_READER, _RIGHTS, _CAPTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story of a paper, in sentences."""

    id: str
    title: str
    sentences: tuple[str, ...]


def load_stories(folder: Path, names: Sequence[str]) -> list[Story]:
    """Return the stories of some sets."""
    return [
        story
        for name in names
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for story in _story(json.loads(line))
    ]


def _story(document: Mapping[str, Any]) -> Iterator[Story]:
    sentences = tuple(
        sentence.strip()
        for paragraph in document["paragraphs"]
        for sentence in _BETWEEN_SENTENCES.split(paragraph)
        if sentence.strip()
    )
    if sentences:
        title = document["title"] or "A story of the day"
        yield Story(id=document["id"], title=title, sentences=sentences)


def page_of(story: Story) -> dict[str, str]:
    """Return a story as a plain page, as `nutgraf extract --jsonl` reads it."""
    title = html.escape(story.title)
    body = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in story.sentences)
    page = (
        f"<!doctype html><html lang='en'><head><title>{title}</title></head><body><article>"
        f"<h1>{title}</h1>{body}</article></body></html>"
    )
    return {"id": story.id, "url": "http://paper.example/story", "html": page}


def is_prose(sentence: str) -> bool:
    """Tell whether a sentence of a story is counted."""
    if len(sentence.split()) < LEAST_WORDS or not _SENTENCE.match(sentence):
        return False
    return not any(pattern.search(sentence) for pattern in _NOT_PROSE)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def taken(story: Story, text: str) -> list[str]:
    """Return the prose of a story that its article lacks."""
    said = _letters(text)
    return [it for it in story.sentences if is_prose(it) and _letters(it) not in said]


def prose_figures(
    stories: Sequence[Story], articles: Mapping[str, Mapping[str, Any]]
) -> dict[str, float]:
    """Return how many sentences of prose there are, and of ten thousand how many were taken."""
    count = sum(is_prose(sentence) for story in stories for sentence in story.sentences)
    known = [story for story in stories if articles.get(story.id, {}).get("text")]
    lost = [it for story in known for it in taken(story, articles[story.id]["text"])]
    return {
        "paragraphs": float(count),
        "missing": float(len(stories) - len(known)),
        "taken_per_10000": _PER * len(lost) / max(count, 1),
    }
