"""Two people of one surname."""

from tests.summarise.conftest import CastMaker

COUPLE = "Thomas Harlow and his wife, Anna Harlow, bought the inn in May. "


def places(cast_of: CastMaker, text: str) -> dict[str, list[str]]:
    """Each person's name with the words that follow its mentions."""
    return {
        cluster.name: [
            text[mention.span.end :].split(maxsplit=1)[0].strip(".,")
            for mention in cluster.mentions[1:]
        ]
        for cluster in cast_of(text).clusters
    }


def test_forms_of_address_part_them(cast_of: CastMaker) -> None:
    found = places(cast_of, COUPLE + "Mr Harlow cooks. Mrs Harlow counts. Mr Harlow sings.")

    assert found == {"Thomas Harlow": ["cooks", "sings"], "Anna Harlow": ["counts"]}


def test_first_names_part_them(cast_of: CastMaker) -> None:
    found = places(cast_of, COUPLE + "Guests say that Anna counts and that Thomas cooks for them.")

    assert found == {"Thomas Harlow": ["cooks"], "Anna Harlow": ["counts"]}


def test_a_bare_surname_goes_on_with_the_last_named(cast_of: CastMaker) -> None:
    text = COUPLE + "Thomas Harlow cooks. Guests say that Harlow sings as well."

    assert places(cast_of, text)["Thomas Harlow"] == ["cooks", "sings"]


def test_a_family_is_nobody_of_its_own(cast_of: CastMaker) -> None:
    found = places(cast_of, COUPLE + "The Harlows closed it again, and guests missed the Harlows.")

    assert found == {"Thomas Harlow": [], "Anna Harlow": []}
