"""Whom "the agency", "the governor" and "the group" mean as speakers, with the real model."""

import pytest

from tests.summarise.conftest import BriefMaker


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The news agency Vikpress hired Ola Berg. The agency said that it was glad.",
            "Vikpress",
        ),
        (
            "Acme Relief, a watchdog organization, met Ola Berg in the town."
            " The dam was at its lowest, the watchdog organization said.",
            "Acme Relief",
        ),
        (
            "The Organisation for Open Harbours met Ola Berg on Monday."
            " The organisation told reporters that the harbour was safe.",
            "Organisation for Open Harbours",
        ),
        (
            "Acme Harbours says the change will harm boats. The group estimates that 800 boats"
            " would have to leave.",
            "Acme Harbours",
        ),
        (
            "Indiana Gov. Ola Berg signed the law. The governor said that it would hold.",
            "Ola Berg",
        ),
        (
            "The French president, Ola Berg, met workers in the harbour."
            " The French leader said that the harbour would stay.",
            "Ola Berg",
        ),
        (
            "The Harbour Finance Committee asked for papers from the dealer. The committee was"
            " left without them. It concluded that the dealer had lied to the town.",
            "Harbour Finance Committee",
        ),
    ],
)
def test_a_description_means_whoever_has_that_role(
    brief_of: BriefMaker, text: str, name: str
) -> None:
    assert brief_of(text).quotes[-1].speaker == name


def test_an_age_tells_who_of_those_named_is_meant(brief_of: BriefMaker) -> None:
    brief = brief_of("Ola Berg left the set. The 70-year-old actor said that he was tired.")

    assert brief.quotes[0].speaker == "Ola Berg"


def test_another_of_a_kind_is_not_the_one_named_before(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Harbour trusts, or HTs, pay for boats. Another HT told the paper that it had no boats."
    )

    assert brief.quotes[-1].speaker == "Another HT"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            "A 31-year-old Togo keeper said that the league was good.",
            "A 31-year-old Togo keeper",
        ),
        (
            "About a half-dozen other women said that they had been his victims.",
            "About a half-dozen other women",
        ),
        (
            "Ministers from European and Asian governments said that the euro was hurting them.",
            "Ministers from European and Asian governments",
        ),
        ("Danish and US officials believed that the gas was used.", "Danish and US officials"),
    ],
)
def test_an_unnamed_speaker_is_not_cut_in_a_compound_or_pair(
    brief_of: BriefMaker, text: str, phrase: str
) -> None:
    assert brief_of(text).quotes[0].speaker == phrase


def test_what_is_told_does_not_end_in_and(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "There are more than 200 clubs across England and, according to the Holm Post, at least"
        " nine are offering payments."
    )

    assert brief.quotes[0].text == "There are more than 200 clubs across England"


def test_the_dead_do_not_speak_where_another_may(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "The main suspect in the death of Boris Berg left. Berg was shot on a bridge as he walked"
        " home with Kari Holm. Anton Reed, the head of the board, visited the suspects."
        " The three suspects deny it, he said."
    )

    assert brief.quotes[-1].speaker == "Anton Reed"


def test_of_two_senators_neither_is_named(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Senator Ola Berg met Senator Kari Holm at the harbour. Crowds cheered. "
        "The senator said that the boats would stay."
    )

    assert brief.quotes[-1].speaker == "The senator"
