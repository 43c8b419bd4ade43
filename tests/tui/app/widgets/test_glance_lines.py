"""The glance at an article: what fits is set, and nothing is no error."""

from tests.support.samples.builders import make_brief
from tui.app.widgets.typesetting.glance_lines import set_glance
from tui.app.widgets.typesetting.line_setter import Setter


def test_a_brief_that_only_names_one_actor_is_set() -> None:
    setter = Setter(40, frozenset())

    set_glance(setter, make_brief("Rebels took the city.\n\nFifteen died."))

    assert any("Rebels" in line.text for line in setter.lines)
