"""Kinds of names that were joined or read wrongly in articles drawn by lot."""

from summarise.model import ActorKind
from tests.summarise.conftest import BriefMaker, NamesFinder


def test_a_shortened_first_name_is_the_same_person(brief_of: BriefMaker) -> None:
    brief = brief_of("The judge freed Josh Sweet on Monday. Joshua Sweet, 20, was seen in Holm.")

    assert [actor.name for actor in brief.actors if "Sweet" in actor.name] == ["Joshua Sweet"]


def test_a_nationality_after_an_honorific_is_a_surname(brief_of: BriefMaker) -> None:
    brief = brief_of("Oliver Irish, editor of the paper, spoke. “It is good,” said Mr Irish.")

    assert brief.quotes[0].speaker == "Oliver Irish"


def test_a_short_name_of_many_bodies_is_its_own(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Norpress has signed a deal. Norpress said that it was glad. The games will run on"
        " Norpress News, Norpress Travel and Norpress Sport."
    )

    assert brief.quotes[0].speaker == "Norpress"


def test_what_is_written_with_an_ampersand_or_a_country_behind_is_a_body(
    named_in: NamesFinder,
) -> None:
    kinds = named_in("The owner, P&O Cruises, is late. Ann Marsh works for Marie Stopes UK.")

    assert kinds["P&O Cruises"] is ActorKind.ORGANISATION
    assert kinds["Marie Stopes UK"] is ActorKind.ORGANISATION


def test_a_surname_goes_on_to_mean_whom_it_meant_before_a_relative(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Debra Marsh left prison on Monday. Marsh had served 22 years for the murder of her"
        " 4-year-old son, Adam Marsh, in 1989. Marsh was released on bail in May."
    )

    acts = {actor.name: [act.text for act in actor.acts] for actor in brief.actors}
    assert "was released on bail in May" in acts["Debra Marsh"]
    assert acts["Adam Marsh"] == []
