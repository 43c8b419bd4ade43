"""Whom "the Syrian president" means."""

import pytest

from tests.summarise.conftest import CastMaker

LEADERS = "Chilean President Rosa Pineda met Norwegian Foreign Minister Karl Vogel in Oslo. "


def meant(cast_of: CastMaker, text: str) -> dict[str, str]:
    cast = cast_of(text)
    tokens = cast.annotated.tokens
    return {
        tokens[index].text.lower(): cast.clusters[number].name
        for index, number in cast.descriptions.items()
    }


@pytest.mark.parametrize(
    ("told", "noun", "name"),
    [
        ("The president signed a treaty.", "president", "Rosa Pineda"),
        ("The Chilean president signed a treaty.", "president", "Rosa Pineda"),
        ("Chile's president signed a treaty.", "president", "Rosa Pineda"),
        ("Reporters asked the foreign minister about fish.", "minister", "Karl Vogel"),
    ],
)
def test_an_office_means_who_holds_it(cast_of: CastMaker, told: str, noun: str, name: str) -> None:
    assert meant(cast_of, LEADERS + told) == {noun: name}


@pytest.mark.parametrize(
    "told",
    [
        "The Peruvian president stayed at home.",
        "The former president stayed at home.",
        "The finance minister stayed at home.",
        "The president of the club stayed at home.",
        "A president stayed at home.",
    ],
)
def test_another_office_means_nobody(cast_of: CastMaker, told: str) -> None:
    assert meant(cast_of, LEADERS + told) == {}


def test_nobody_is_meant_before_the_text_has_said_so(cast_of: CastMaker) -> None:
    text = "The Chilean president flew to Oslo. There Chilean President Rosa Pineda signed."

    assert meant(cast_of, text) == {}


def test_two_who_fit_leave_it_open(cast_of: CastMaker) -> None:
    text = "President Rosa Pineda met President Karl Vogel in Oslo. The president smiled."

    assert meant(cast_of, text) == {}
