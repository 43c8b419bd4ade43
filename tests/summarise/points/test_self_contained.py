"""Which sentences can be read alone."""

import pytest

from summarise.lexicon.vocabulary import vocabulary
from summarise.points.self_contained import Fault, fault_of


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("The council closed three of its five libraries on Monday.", Fault.NONE),
        ("He closed three of its five libraries on Monday.", Fault.LEANING),
        ("But the council closed three of its five libraries.", Fault.LEANING),
        ("This was the third time that the council had met.", Fault.LEANING),
        ("In addition, the council closed three libraries.", Fault.LEANING),
        ("Will the council close three of its five libraries?", Fault.POOR),
        ("Three of our five libraries in town will close soon.", Fault.SOFT),
        ("Three of the five libraries will close, she said.", Fault.SOFT),
        ("“Three of the five libraries in town will close.”", Fault.LEANING),
        ("The mayor said: “Three of the five libraries will close.", Fault.BROKEN),
        ("The council closed three of its five (", Fault.BROKEN),
        ("The council closed " + "and closed " * 20 + "three libraries.", Fault.POOR),
        ("closed three of its five libraries on Monday.", Fault.BROKEN),
        ("Too short.", Fault.BROKEN),
        ("two pints of milk", Fault.UNFIT),
        ("Sign up for our newsletter to read about libraries.", Fault.UNFIT),
        ("word " * 200 + ".", Fault.UNFIT),
    ],
)
def test_each_fault_is_seen(sentence: str, fault: Fault) -> None:
    assert fault_of(sentence, vocabulary()) is fault


def test_a_lead_may_be_longer() -> None:
    sentence = "The council closed " + "and closed " * 19 + "three."
    assert fault_of(sentence, vocabulary()) is Fault.POOR
    assert fault_of(sentence, vocabulary(), is_lead=True) is Fault.SOFT
