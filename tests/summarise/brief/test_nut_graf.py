"""What a text is about, in one or two of its sentences, or not at all."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from msgspec.structs import replace

from summarise.brief.brief_json import brief_to_json
from summarise.brief.nut_graf import MOST_WORDS, with_nut_graf
from summarise.lexicon.vocabulary import vocabulary
from summarise.model import Actor, ActorKind, Brief, Coverage, KeyPoint, Mention, Span
from summarise.text.document_text import read_document
from tests.summarise.conftest import BriefMaker
from tests.support.samples.brief_strategies import briefs

REPORT = """The harbour town of Whitmouth will lose its fishing fleet after Ocean Foods decided on \
Monday to sell all 14 of its boats.

Helen Marsh, the chief executive of Ocean Foods, said the fleet had cost her company £3m in the \
last year. “We have looked at every other way,” she told reporters.

Mayor Karl Vogel urged the government to buy the fleet."""

FEATURE = """It was still dark when they walked down to the quay, as their fathers had done.

They drank their coffee and looked at the sea, and nobody said a word about the boats.

The fishing fleet of Whitmouth is one of twelve on the eastern coast that Ocean Foods wants to \
sell before the end of the year, according to the union of the fishermen.

“I was born on a boat,” one of them said. “Where else should I go?”"""


def of_points(text: str, *points: str, actors: tuple[Actor, ...] = (), title: str = "") -> Brief:
    """Return a brief with key points that stand in a text."""
    spans = [Span(start=text.index(it), end=text.index(it) + len(it)) for it in points]
    return Brief(
        id="a",
        title=title,
        language="en",
        pipeline="p",
        coverage=Coverage.FULL,
        text=text,
        actors=actors,
        key_points=tuple(
            KeyPoint(
                text=span.of(text),
                span=span,
                actors=tuple(
                    it.name
                    for it in actors
                    if any(span.contains(m.span) for m in it.mentions if not m.is_pronoun)
                ),
            )
            for span in spans
        ),
    )


def graf_of(brief: Brief) -> str:
    graf = with_nut_graf(brief, vocabulary(), read_document(brief.text).sentences).nut_graf
    return graf.text if graf is not None else ""


def person(name: str, text: str, *places: str, pronouns: tuple[str, ...] = ()) -> Actor:
    """Return a person with mentions where some words stand first."""
    mentions = [(it, False) for it in places] + [(it, True) for it in pronouns]
    return Actor(
        name=name,
        kind=ActorKind.PERSON,
        mentions=tuple(
            Mention(
                span=Span(start=text.index(words), end=text.index(words) + len(words)),
                is_pronoun=is_pronoun,
            )
            for words, is_pronoun in mentions
        ),
    )


def test_a_report_is_told_by_its_lead_and_what_adds_to_it(brief_of: BriefMaker) -> None:
    graf = brief_of(REPORT, title="Ocean Foods sells fleet of Whitmouth").nut_graf

    assert graf is not None
    assert graf.text.startswith("The harbour town of Whitmouth will lose its fishing fleet")
    assert len(graf.text.split()) <= MOST_WORDS


def test_a_feature_is_told_where_its_news_is(brief_of: BriefMaker) -> None:
    graf = brief_of(FEATURE, title="Ocean Foods to sell the fleet of Whitmouth").nut_graf

    assert graf is not None
    assert graf.text.startswith("The fishing fleet of Whitmouth is one of twelve")


def test_the_spans_hold_the_words(brief_of: BriefMaker) -> None:
    brief = brief_of(REPORT)
    assert brief.nut_graf is not None

    assert all(it.of(brief.text).strip() in brief.nut_graf.text for it in brief.nut_graf.spans)
    document = brief_to_json(brief)
    assert document["nut_graf"] == {
        "text": brief.nut_graf.text,
        "spans": [[it.start, it.end] for it in brief.nut_graf.spans],
    }


def test_quotations_questions_and_what_leans_tell_nothing() -> None:
    text = (
        "“The fleet of Whitmouth will be sold by Ocean Foods,” she said. Who will buy the fleet of "
        "Ocean Foods? Such is the fleet of Whitmouth. He will sell the fleet of Whitmouth."
    )
    sentences = [
        "“The fleet of Whitmouth will be sold by Ocean Foods,” she said.",
        "Who will buy the fleet of Ocean Foods?",
        "Such is the fleet of Whitmouth.",
        "He will sell the fleet of Whitmouth.",
    ]

    assert graf_of(of_points(text, *sentences, title="Fleet of Whitmouth sold")) == ""


def test_a_mere_description_of_somebody_tells_nothing() -> None:
    text = "The 85-year-old left the board of the harbour in Whitmouth on Monday after a quarrel."

    assert graf_of(of_points(text, text, title="Board of Whitmouth")) == ""


def test_a_surname_gets_the_name_in_brackets() -> None:
    first = "“Jane Poe is gone,” a clerk of the harbour board in Whitmouth said."
    second = "Poe has left the board of the harbour in Whitmouth after a quarrel about the fleet."
    text = f"{first} {second}"
    at = text.index(second)
    poe = replace(
        person("Jane Poe", text, "Jane Poe"),
        mentions=(
            *person("Jane Poe", text, "Jane Poe").mentions,
            Mention(span=Span(start=at, end=at + 3)),
        ),
    )

    graf = graf_of(of_points(text, second, actors=(poe,), title="Poe leaves harbour board"))
    assert graf == second.replace("Poe", "Poe [Jane Poe]")


def test_what_only_repeats_is_not_added() -> None:
    first = "Ocean Foods will sell the fishing fleet of Whitmouth."
    again = "Ocean Foods sells the fishing fleet of Whitmouth this year."
    text = f"{first} {again}"

    assert graf_of(of_points(text, first, again, title="Ocean Foods sells fleet")) == first


@given(briefs())
def test_whatever_the_brief_it_is_short_and_stands_in_the_text(brief: Brief) -> None:
    whole = replace(
        brief, key_points=tuple(replace(it, shown=()) for it in brief.key_points), title="a title"
    )
    sentences = read_document(brief.text).sentences
    graf = with_nut_graf(whole, vocabulary(), sentences).nut_graf

    if graf is not None:
        assert 0 < len(graf.text.split()) <= MOST_WORDS
        assert graf.spans
        assert all(span.of(brief.text) for span in graf.spans)
    assert graf == with_nut_graf(whole, vocabulary(), sentences).nut_graf


def test_a_set_up_that_the_next_sentence_turns_over_is_no_answer(brief_of: BriefMaker) -> None:
    text = (
        "For most people a ferry is a dull part of the way to work in the morning.\n\n"
        "But Nora Lind lived aboard the Whitmouth ferry for eleven years, the harbour board of "
        "Whitmouth found on Monday.\n\nThe board told Nora Lind to leave the ferry by May."
    )

    assert graf_of(brief_of(text)).startswith("Nora Lind lived aboard the Whitmouth ferry")


def test_the_first_sentence_is_asked_even_if_it_is_no_key_point() -> None:
    lead = "Ocean Foods will sell the fishing fleet of Whitmouth before the end of the year."
    point = "Mayor Karl Vogel urged the government to buy the boats at once."
    text = f"{lead} {point}"

    assert graf_of(of_points(text, point, title="Fleet of Whitmouth sold")).startswith(lead)


@pytest.mark.parametrize(
    "lead",
    [
        "A fisherman who lost his boat in the storm of Whitmouth has been paid for it.",
        "Some fishermen in Whitmouth are being paid for boats that a storm took.",
        "There have been more storms in Whitmouth than in any year before.",
        "It was a storm in Whitmouth that led the fishermen to sell the boats.",
        "This is the moment a storm took the boats of the fishermen of Whitmouth.",
    ],
)
def test_what_would_lean_on_a_sentence_before_it_may_be_the_first(lead: str) -> None:
    first = of_points(lead, lead, title="Boats of Whitmouth")
    before = "“We have boats and nets here,” they said. “We have boats and nets here,” he said."
    second = of_points(f"{before} {lead}", lead, title="Boats of Whitmouth")

    assert graf_of(first) == lead
    assert not graf_of(second) or lead.startswith("A fisherman")


@pytest.mark.parametrize(
    "sentence",
    [
        "Fresh start: the fleet of Whitmouth leaves the harbour for the last time.",
        "09.40 The fleet of Whitmouth has left the harbour for the last time.",
        "For many people, it was the fleet that made Whitmouth what it is.",
        "And the next owner of the fleet of Whitmouth is …",
        "To avoid this, the harbour of Whitmouth wants to buy the fleet.",
    ],
)
def test_captions_entries_of_live_pages_and_what_means_the_rest_are_no_answer(
    sentence: str,
) -> None:
    assert graf_of(of_points(sentence, sentence, title="Fleet of Whitmouth leaves")) == ""


def test_who_is_left_or_right_in_a_picture_is_no_answer() -> None:
    lead = "The harbour of Whitmouth has lost its fishing fleet to a company."
    caption = "Mayor Karl Vogel (left) saw 14 boats of the fleet of Whitmouth leave."
    text = f"{lead} {caption}"

    assert graf_of(of_points(text, lead, caption, title="Whitmouth loses fleet")) == lead


def test_the_name_of_a_film_may_begin_the_answer() -> None:
    text = "“The Last Boat,” by Jane Poe, shows how Whitmouth lost its fleet in a single year."

    assert graf_of(of_points(text, text, title="Jane Poe's film of Whitmouth")) == text


def test_an_essay_is_told_by_no_sentence_that_its_headline_does_not_have() -> None:
    lead = "Ocean Foods has sold the fleet of Whitmouth, as if a harbour were a shop."
    text = f"{lead} I have lived there for years. My father fished. I miss the boats every day."

    assert graf_of(of_points(text, lead, title="What harbours are for")) == ""
    assert graf_of(of_points(text, lead, title="Ocean Foods sells Whitmouth's fleet")) == lead


def test_another_form_of_a_word_of_the_headline_will_do() -> None:
    lead = "The harbour master has apologised to two families of fishermen."

    assert graf_of(of_points(lead, lead, title="Apology on the quay")) == lead


def test_a_sentence_with_the_date_of_the_page_in_it_is_no_answer(brief_of: BriefMaker) -> None:
    text = (
        "Ocean Foods to sell its boats POSTED: May 04, 2026 Ocean Foods of Whitmouth decided on "
        "Monday to sell all 14 of its boats.\n\n"
        "Mayor Karl Vogel of Whitmouth urged the government to buy the fleet of Ocean Foods."
    )

    assert "POSTED" not in graf_of(brief_of(text))


def test_a_standfirst_takes_no_lead_its_place(brief_of: BriefMaker) -> None:
    lead = "The loss of the ferry will cost the insurers of Whitmouth the greater part of £1m."
    standfirst = "The sinking leaves the insurers with the largest of all claims in their history"
    after = "Whitmouth talks of little else in these days."
    brief = brief_of(f"{standfirst}\n\n{lead} {after}", title="Ferry was insured for £1m")

    assert graf_of(brief) == lead


def test_under_a_play_on_words_a_full_lead_tells_and_a_scene_does_not() -> None:
    full = "Jane Poe sold 14 boats of the fishing fleet of Whitmouth to a company on Monday."
    scene = "Jane Poe took off her glasses and wiped her eyes at the window."
    title = "Nets and tears"
    sold, wept = ((text, person("Jane Poe", text, "Jane Poe")) for text in (full, scene))

    assert graf_of(of_points(full, full, actors=(sold[1],), title=title)) == full
    assert graf_of(of_points(scene, scene, actors=(wept[1],), title=title)) == ""


def test_a_teaser_is_no_answer_and_the_news_behind_it_is(brief_of: BriefMaker) -> None:
    text = """In the battle to be the grandest boat on the seas, it takes a lot to impress.

The Whitmouth yard said on Monday that it will build the grandest boat for Ocean Foods, \
at a cost of £90m.

Ocean Foods wants the boat for its guests, and the yard has hired 300 people to build it."""

    graf = brief_of(text, "Whitmouth yard to build grandest boat").nut_graf

    assert graf is not None
    assert graf.text.startswith("The Whitmouth yard said")


def test_a_short_first_sentence_is_gone_on_with(brief_of: BriefMaker) -> None:
    text = """"The Harbour Show" is getting a new host.

On Monday, the station said the comedian Karl Vogel will take over from Helen Marsh, who leaves \
in June."""

    graf = brief_of(text, "The Harbour Show has a new host").nut_graf

    assert graf is not None
    assert "Karl Vogel" in graf.text


def test_a_club_that_says_what_it_will_do_may_open() -> None:
    text = "Whitmouth say they will not be rushed into a bid for the keeper Karl Vogel."

    assert graf_of(of_points(text, text, title="Whitmouth wary of Vogel")) == text


def test_a_blank_point_tells_nothing() -> None:
    assert graf_of(of_points("Whitmouth sells its boats.\n\n\u2028 ", "\u2028")) == ""


def test_the_next_sentence_is_told_if_only_it_says_what_is_meant(brief_of: BriefMaker) -> None:
    text = """One of the largest ferries on the coast will stay in the harbour today because of an \
over-running repair.

There will be no crossings of the Whitmouth Star to Holm before Tuesday, Ocean Foods said.

Karl Vogel, the mayor, called it a disgrace for the town."""

    graf = brief_of(text, title="Ferry of the coast to stay in harbour").nut_graf

    assert graf is not None
    assert "Whitmouth Star" in graf.text


def test_a_long_next_sentence_is_shortened_to_the_words_that_are_left() -> None:
    lead = "One of the largest ferries on the coast will stay in the harbour today for repairs."
    after = f"Karl Vogel, who owns it, has sold the ferry, {'and the nets ' * 12}to Holm."
    text = f"{lead} {after}"
    start = text.index("Karl")
    brief = of_points(text, lead, actors=(person("Karl Vogel", text, "Karl Vogel"),))

    def shorten(spans: Sequence[Span], most: int) -> list[tuple[Span, ...]]:
        short = (Span(start=start, end=start + 10), Span(start=text.index(" has"), end=len(text)))
        asked = [it.start == start and most <= MOST_WORDS - len(lead.split()) for it in spans]
        cut = text.index(", and the nets")
        form = (
            short[0],
            Span(start=short[1].start, end=cut),
            Span(start=len(text) - 1, end=len(text)),
        )
        return [form if it else () for it in asked]

    sentences = read_document(text).sentences
    graf = with_nut_graf(brief, vocabulary(), sentences, shorten).nut_graf

    assert graf is not None
    assert graf.text == f"{lead} Karl Vogel has sold the ferry."


def test_what_turns_the_first_sentence_over_is_told_with_it() -> None:
    lead = "Ocean Foods of Whitmouth has sold all of its boats."
    turn = "But a judge has forbidden the sale, which 90 fishermen had fought."
    brief = of_points(f"{lead} {turn}", lead, title="Ocean Foods sells boats of Whitmouth")

    assert graf_of(brief) == f"{lead} {turn}"


def test_nothing_is_told_of_a_scene_that_has_little_of_the_headline() -> None:
    scene = "As the Whitmouth limped to its quay, a storm of pictures told of nothing but woe."
    text = f"{scene} Nobody had told the brokers of Ocean Foods."
    brief = of_points(text, scene, title="Brokers calm over troubles of Whitmouth in dock")

    assert graf_of(brief) == ""


def test_what_adds_to_a_beginning_that_is_missing_tells_nothing(brief_of: BriefMaker) -> None:
    text = "The plan to sell the boats of Whitmouth also drew fire from Mayor Karl Vogel on Monday."

    assert brief_of(text, title="Ocean Foods sells boats of Whitmouth").nut_graf is None


def test_a_report_that_quotes_people_is_no_essay() -> None:
    lead = "Ocean Foods of Whitmouth has sold all of its 14 boats to a rival."
    said = "'My guarantee is that we will fish,' said Karl Vogel. 'I was there,' said Jane Poe."
    brief = of_points(f"{lead} {said}", lead, title="All boats of Whitmouth sold")

    assert graf_of(brief).startswith(lead)


@pytest.mark.parametrize(
    "head",
    [
        "Fleet Is Sold, Town Angry September 14, 2026 10: 46 AM ",
        "Owners Silent (March 20, 2026) - - ",
        "The town is angry Friday, Sep 10, 2026 | Updated 9: 28 AM EDT ",
    ],
)
def test_the_head_of_a_page_is_left_out(head: str) -> None:
    lead = "Ocean Foods of Whitmouth has sold all of its 14 boats to a rival on the coast."
    brief = of_points(head + lead, head + lead, title="Fleet of Whitmouth sold to rival")

    assert graf_of(brief) == lead


def test_letters_that_were_read_wrongly_make_no_credit() -> None:
    lead = "Jane Poe, the leader of Sinn FÃ©in in Whitmouth, has sold her boats to Ocean Foods."

    assert graf_of(of_points(lead, lead, title="Jane Poe sells her boats")) == lead


def test_half_a_number_opens_no_sentence() -> None:
    text = "A quake of magnitude 5. 9 shook the harbour of Whitmouth on Monday, Ocean Foods said."
    rest = text[text.index("9 shook") :]

    assert graf_of(of_points(text, rest, title="Quake in Whitmouth harbour")) == ""


def test_a_brief_first_sentence_is_told_with_the_one_that_leans_on_it() -> None:
    lead = "Jane Poe of Whitmouth is preparing for a new chapter in her life."
    after = "She is leaving Ocean Foods to build boats of her own in Holm."
    text = f"{lead} {after}"
    poe = person("Jane Poe", text, "Jane Poe", pronouns=("She is",))
    brief = of_points(text, lead, actors=(poe,), title="Jane Poe starts a new chapter")

    assert graf_of(brief) == text


def test_a_description_gets_the_name_that_the_text_gives_it() -> None:
    text = """The home secretary has defended his decision on Monday to keep the boats of Whitmouth.

Judges ruled against the decision last week. New Home Secretary Karl Vogel said he would read it."""
    brief = of_points(text, text[: text.index(".") + 1], title="Minister defends decision on boats")
    brief = replace(brief, actors=(person("Karl Vogel", text, "Karl Vogel"),))

    assert graf_of(brief).startswith("The home secretary [Karl Vogel] has defended his decision")


def test_a_name_and_a_clause_are_no_lead(brief_of: BriefMaker) -> None:
    text = """Jane Poe, who is demanding a clean-up of the boats.

The council of Whitmouth was condemned on Monday for leaving 14 boats on the quay."""

    graf = brief_of(text, title="Council condemned over boats of Whitmouth").nut_graf

    assert graf is None or not graf.text.startswith("Jane Poe, who")


def test_a_sentence_with_stray_full_stops_is_no_answer() -> None:
    text = "At least. two owners have sold the. boats of Whitmouth to Ocean Foods on Monday."

    assert graf_of(of_points(text, text, title="Owners sell boats of Whitmouth")) == ""


def test_somebody_in_the_words_of_others_may_open() -> None:
    text = "“Cold and ruthless” ship owner Jane Poe has sold all the boats of Whitmouth to Holm."

    assert graf_of(of_points(text, text, title="Jane Poe sells boats of Whitmouth")) == text


def test_the_place_of_the_report_is_left_out() -> None:
    lead = "A court of appeal forbade the sale of the boats of Whitmouth to Ocean Foods."
    brief = of_points(f"Port Holm - {lead}", f"Port Holm - {lead}", title="Court forbids sale")

    assert graf_of(brief) == lead
