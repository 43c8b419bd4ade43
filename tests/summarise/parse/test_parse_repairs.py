"""Names hung on the office they belong to, not on the place before them."""

import pytest

from summarise.model import BriefRequest
from summarise.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "The mayor of Harwich, Edith Marlow, said on Monday that the port would close.",
            "The mayor of Harwich",
        ),
        (
            "The president of France, Paul Morin, told reporters that the talks had failed.",
            "The president of France",
        ),
    ],
)
def test_the_holder_of_an_office_bears_it_and_speaks(
    pipeline: Pipeline, text: str, role: str
) -> None:
    brief = pipeline.brief(BriefRequest(id="x", text=f"{text} Nobody was hurt in the storm."))

    person = next(actor for actor in brief.actors if actor.kind == "person")
    assert person.role == role
    assert [quote.speaker for quote in brief.quotes] == [person.name]
