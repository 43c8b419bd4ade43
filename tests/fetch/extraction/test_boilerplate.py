import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.extraction.boilerplate import MAX_DROPPED_SHARE, sift
from fetch.extraction.lines.sifted_blocks import Surroundings
from fetch.text.blocks import Block, BlockKind, count_words, letters_of, total_words

STORY = [
    Block(text=f"The harbour office said on day {number} that the ferry would sail again soon.")
    for number in range(8)
]
TITLE = "Ferry sails again"


def texts(blocks: list[Block], *titles: str) -> list[str]:
    return [block.text for block in sift(blocks, titles=titles).kept]


STORY_TEXTS = [block.text for block in STORY]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter and get the day's headlines delivered to your inbox",
        "Subscribe to The Harbour on YouTube for more sea news:",
        "Click here to subscribe to the Harbour Newsletter",
        "Follow Harbour News on Facebook, Twitter and Instagram.",
        "Join our WhatsApp channel for breaking news",
        "Listen to the Harbour podcast live at 12:45 weekdays - or listen back here.",
        "Read more: Pilot boats are to be painted red",
        "READ NEXT: Storm closes the port",
        "ALSO READ: Brace for bad weather",
        "[Related: Harbour budget passes]",
        "Related post: How a lighthouse works",
        "Lesen Sie auch: Die Fähre fährt wieder",
        "You may also like:",
        "Advertisement",
        "Advertisement 1Story continues below",
        "Article content",
        "Comments",
        "Share this article",
        "Photo: AFP",
        "Image: Ann Author",
        "Foto: Jörg Beispiel",
        "A ferry in the harbour, on Monday. (credit: Ann Author/Harbour News)",
        "The ferry lies at the pier in this file picture Getty Images",
        "Copyright © 2026 Harbour News. All rights reserved.",
        "© 2026 Harbour News",
        "We and our partners use cookies to store information on a device.",
        "If you buy something through this post, we may earn a commission.",
        "Write to Ann Author at ann.author@harbour.example",
        "Do you have a story to tell? Email: desk@harbour.example",
        "https://harbour.example/articles/ferry-sails",
        "2026-11-22T08:57:40+01:00",
        "___",
        "分享让更多人看到",
        "Fifty issues a year, delivered to your door. See our offers.",
    ],
)
def test_boilerplate_goes_and_the_story_stays(line: str) -> None:
    middle = [*STORY[:5], Block(text=line), *STORY[5:]]

    assert texts(middle) == STORY_TEXTS


@pytest.mark.parametrize(
    "line",
    [
        "The newspaper said that it would read more letters from its readers next year.",
        "He told the inbox of every member of parliament what he thought of the plan, in full.",
        "Comments made by the minister on Monday were met with anger in the harbour.",
        "“Subscribe to nothing,” the pilot said, “and you will never be disappointed, my friend.”",
        "The photo shows a ferry that sank in 1912 with more than fifty people on board.",
        "Related companies paid the fine of four million pounds, the court heard on Tuesday.",
        "The firm told readers who subscribe to its newsletter that their data had been stolen.",
        "Users who get the newsletter from the party said that they had never asked for it.",
        "More than 4,000 people signed the petition.",
        "What are the best ferries?",
        "12 people were hurt.",
        "Please consider leaving the harbour by noon, the coastguard told skippers on Monday.",
        "Readers who subscribe to the weekly newsletter pay with their names, the court heard.",
        "Sign up for duty on a ferry and see the estuary, the posters promise.",
        "Subscribe to the view that boats have souls, and the fog is no bother.",
        "The county wants to become a member of the Sea League by next spring.",
        "We must support independent journalism, or fall silent.",
        "He sold the pictures of the wreck to Getty Images.",
        "The firm broke its terms of service and paid for that.",
        "An error occurred while the bridge was being lowered.",
        "Advertisement sales fell by 5%.",
        "You may also like the old quay, where the lanes are too narrow for carts.",
        "By dawn he was gone.",
        "Edited by the harbour master, the log says nothing of the storm.",
        "Posted prices rose by 12 per cent.",
        "Norway contributed research vessels to the search.",
        "Siehe auch die Regeln der alten Häfen, die streng und klar sind.",
        "Mehr dazu sagte der Hafenmeister am Freitag nicht.",
        "Wer den Newsletter abonnieren will, muss bald zahlen, teilte der Verlag mit.",
        "有料会員の数は去年より二割増えたと同社は発表した。",
    ],
)
def test_sentences_that_only_look_like_boilerplate_stay(line: str) -> None:
    middle = [*STORY[:5], Block(text=line), *STORY[5:]]

    assert line in texts(middle)


AROUND = Surroundings(beside={letters_of(text): 1 for text in ("Low tide", "It rained")})


@pytest.mark.parametrize("place", [0, 8])
@pytest.mark.parametrize("line", ["Low tide", "It rained"])
def test_a_few_words_that_are_set_as_the_story_is_stay_at_its_ends(line: str, place: int) -> None:
    blocks = [*STORY[:place], Block(text=line), *STORY[place:]]

    assert line in [block.text for block in sift(blocks, around=AROUND).kept]
    assert line not in texts(blocks)


def test_the_biography_of_the_author_goes_and_that_of_somebody_in_the_story_stays() -> None:
    line = Block(text="Ann Author is a professor of tides at the harbour college.")
    told = Block(
        text="Nobody knew the tides better than Author, said the harbour office on Monday."
    )

    assert texts([*STORY, line]) == STORY_TEXTS
    assert line.text in texts([*STORY, told, line])


def test_the_title_is_not_said_again() -> None:
    heading = Block(text="FERRY sails again!", kind=BlockKind.HEADING)

    assert texts([heading, *STORY], TITLE) == STORY_TEXTS


def test_the_title_may_be_quoted_later() -> None:
    later = Block(text=TITLE, kind=BlockKind.HEADING)

    assert TITLE in texts([*STORY[:5], later, *STORY[5:]], TITLE)


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Author",
        "By Ann Author in Harwich | | Shipping",
        "By Ann Author, Sea Correspondent18 November 2026 at 10:15",
        "Updated: Tue., Nov. 24, 2026",
        "Veröffentlicht am 13. Mai 2026 um 15:44",
        "3 min read",
        "SEA NEWS",
        "Ann Author",
    ],
)
def test_byline_and_date_above_the_text_go(line: str) -> None:
    assert texts([Block(text=line), *STORY]) == STORY_TEXTS


@pytest.mark.parametrize(
    "line",
    [
        "Ann Author contributed reporting from Hull.",
        "(Reporting by Ann Author; Editing by Bob Editor)",
        "Ann Author is a senior reporter at Harbour News. Follow her on Twitter.",
        "This article was originally published by Harbour Monthly.",
        "With reports from Harbour Radio",
        "Ann Author covers shipping for The Harbour News.",
    ],
)
def test_who_wrote_it_goes_at_the_end_only(line: str) -> None:
    assert texts([*STORY, Block(text=line)]) == STORY_TEXTS


def test_biographies_inside_a_story_stay() -> None:
    line = "Ann Author is a senior editor at the harbour office and spoke first."

    assert line in texts([STORY[0], Block(text=line), *STORY[1:]])


def test_lists_of_links_go() -> None:
    links = [Block(text=f"Another story {n}", kind=BlockKind.ITEM, link_share=1) for n in range(3)]

    assert texts([*STORY, *links]) == STORY_TEXTS


def test_a_linked_heading_over_its_paragraph_stays() -> None:
    heading = Block(text="The second ferry", kind=BlockKind.HEADING, link_share=1)

    assert "The second ferry" in texts([*STORY[:4], heading, *STORY[4:]])


def test_headings_with_nothing_under_them_go() -> None:
    heading = Block(text="Everything else about ferries", kind=BlockKind.HEADING)

    assert texts([*STORY, heading]) == STORY_TEXTS


def test_questions_may_be_asked_again() -> None:
    question = Block(text="What do you think of the ferry, and would you sail on it again?")

    kept = texts([question, STORY[0], question, STORY[1], question, STORY[2]])

    assert kept.count(question.text) == 3


def test_adjacent_repeats_go() -> None:
    assert texts([STORY[0], STORY[0], *STORY[1:]]) == STORY_TEXTS


def test_a_page_that_seems_all_boilerplate_is_left_as_it_is() -> None:
    blocks = [Block(text="Sign up for our newsletter today, it is in your inbox daily")] * 3

    assert sift(blocks).kept == blocks


LINES = st.sampled_from(
    ["Comments", "Read more: x", "Photo: AFP", "Sign up for our newsletter", *STORY_TEXTS[:3]]
)
BLOCKS = st.lists(
    st.builds(
        Block,
        text=LINES | st.text(min_size=1, max_size=60),
        kind=st.sampled_from(BlockKind),
        link_share=st.floats(0, 1),
    ),
    max_size=12,
)


@given(BLOCKS)
def test_never_more_than_the_share_is_dropped_and_nothing_is_made_up(blocks: list[Block]) -> None:
    kept = sift(blocks, titles=[TITLE]).kept

    assert total_words(kept) >= (1 - MAX_DROPPED_SHARE) * total_words(blocks) - 1e-9
    remaining = iter(blocks)
    assert all(any(block is other for other in remaining) for block in kept)


@pytest.mark.parametrize(
    ("text", "words"),
    [("three short words", 3), ("", 0), ("東京の天気は晴れです", 5), ("日本語 と English", 3)],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert count_words(text) == words


def beside_each_other(blocks: list[Block]) -> Surroundings:
    return Surroundings(beside={letters_of(block.text): 1 for block in blocks})


@pytest.mark.parametrize("heading", ["1. Releases", "Chapter 1", "Apollo 11", "Phase 2"])
def test_a_numbered_heading_is_no_date(heading: str) -> None:
    blocks = [Block(text=heading, kind=BlockKind.HEADING), *STORY]

    kept = sift(blocks, around=beside_each_other(blocks)).kept

    assert [block.text for block in kept] == [heading, *STORY_TEXTS]


@pytest.mark.parametrize(
    "date",
    ["12 March", "March 12, 2026", "Montag, 3. März 2026", "5 marzo", "12 марта", "3/4/2026"],
)
def test_a_date_over_the_story_is_none_of_it(date: str) -> None:
    blocks = [Block(text=date, kind=BlockKind.HEADING), *STORY]

    kept = sift(blocks, around=beside_each_other(blocks)).kept

    assert [block.text for block in kept] == STORY_TEXTS
