"""Roles before a comma, in a verb of coming and going, and in the next sentence."""

import pytest

from tests.summarise.conftest import BriefMaker


def role_of(brief_of: BriefMaker, text: str, name: str) -> str:
    return next(actor.role for actor in brief_of(text).actors if actor.name == name)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Ann Marsh is to step down as programme director of the Holm clinic.",
            "Ann Marsh",
            "programme director of the Holm clinic",
        ),
        (
            "Since Mr Ed Berg became party leader, money has come from the unions.",
            "Ed Berg",
            "party leader",
        ),
        ("Kari Holm resigned as mayor of Vik on Monday.", "Kari Holm", "mayor of Vik"),
        (
            "One of the defendants, Ola Berg, showed no remorse in court.",
            "Ola Berg",
            "One of the defendants",
        ),
        ("A father of eight, Ola Berg sounded defiant.", "Ola Berg", "A father of eight"),
        (
            "The drop was sharp, the manufacturers' organisation, EEF, said on Monday.",
            "EEF",
            "the manufacturers' organisation",
        ),
        (
            "The story is much the same with Norpress. The social networking site took it down.",
            "Norpress",
            "social networking site",
        ),
    ],
)
def test_a_role_told_apart_from_the_name_is_found(
    brief_of: BriefMaker, text: str, name: str, role: str
) -> None:
    assert role_of(brief_of, text, name) == role


@pytest.mark.parametrize(
    "text",
    [
        "Ann Marsh could become party leader in May.",
        "Ann Marsh hopes to be elected mayor of Vik.",
        "Ann Marsh has not been appointed director of the Holm clinic.",
    ],
)
def test_a_post_that_nobody_has_yet_is_no_role(brief_of: BriefMaker, text: str) -> None:
    assert role_of(brief_of, text, "Ann Marsh") == ""


def test_what_somebody_is_not_is_no_role(brief_of: BriefMaker) -> None:
    text = "But Acme Mills wasn’t the only group to sue. The town met Acme Mills on Monday."

    assert role_of(brief_of, text, "Acme Mills") == ""
