"""The manual: complete, understood by groff, and made with the standard library alone."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest

from cache.search.query_parser import POSSESSIONS, parse
from cache.values.query_tree import FieldName, State
from tests.support.environment import is_ci
from tui.headless.cli.main import build_parser
from tui.headless.commands.command_table import COMMANDS
from tui.headless.reference import query_page
from tui.headless.reference.command_tree import read_parser
from tui.headless.reference.config_page import config_page
from tui.headless.reference.files import reference_files
from tui.headless.reference.manual import manual_pages
from tui.headless.reference.page import (
    Block,
    Definition,
    Example,
    Heading,
    ManualPage,
    Paragraph,
)
from tui.headless.reference.plain_page import as_markdown, as_text
from tui.headless.reference.roff import as_roff

REPOSITORY = Path(__file__).parents[4]
DEFAULTS = (REPOSITORY / "config.toml").read_text(encoding="utf-8")
PAGES = manual_pages(build_parser(), defaults=DEFAULTS, version="1.2")
PROGRAM, CONFIG, QUERY = PAGES
HOSTILE = (".so /etc/passwd", "'br", "\\fB\\n(.z", 'a "quoted" \\', "-", "~ ^ ` 'x'", "…“é”")


def page_of(*blocks: Block) -> ManualPage:
    return ManualPage(name="n", section=7, summary="s", version='1"', blocks=blocks)


needs_groff = pytest.mark.skipif(
    shutil.which("groff") is None and not is_ci(), reason="needs groff, to read the pages with"
)


def formatted(source: str) -> tuple[str, str]:
    """Return what groff makes of a page, and what it warns of."""
    answer = subprocess.run(
        ["groff", "-ww", "-Kutf8", "-man", "-Tutf8", "-P-cbou"],
        input=source,
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout, answer.stderr


@needs_groff
@pytest.mark.parametrize("page", PAGES, ids=lambda it: it.name)
def test_groff_has_nothing_to_warn_of(page: ManualPage) -> None:
    shown, warnings = formatted(as_roff(page))

    assert warnings == ""
    assert page.summary.split()[-1] in shown


@needs_groff
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_request_of_roff(text: str) -> None:
    page = page_of(
        Heading(text=text),
        Paragraph(text=text),
        Definition(term=text, text=text),
        Example(lines=(text,)),
    )

    shown, warnings = formatted(as_roff(page))

    assert warnings == ""
    assert " ".join(shown.split()).count(text.replace("…", "...")) >= 3


def test_the_manual_has_every_command_and_option() -> None:
    shown = as_text(PROGRAM)
    tree = read_parser(build_parser())

    for node in tree.walk():
        assert " ".join(node.path) in shown
        for option in node.options:
            assert option.words, (node.path, option.flags)
            assert all(flag in shown for flag in option.flags)


def test_the_manual_has_every_key() -> None:
    shown = as_text(PROGRAM)

    assert [it.name for it in COMMANDS if it.is_listed and f"({it.name})" not in shown] == []


def test_the_manual_has_every_setting_with_its_default() -> None:
    terms = {it.term for it in CONFIG.blocks if isinstance(it, Definition)}
    tables = tomllib.loads(DEFAULTS)

    assert {key for table in tables.values() for key in table} == {
        term.partition(" = ")[0] for term in terms
    }
    assert "concurrency = 16" in terms


def test_a_default_may_be_any_value_of_one_line() -> None:
    text = '[app]\nkeys = [["a # b"], { c = "#" }]  # words: # and more\nplain = ""\n'

    page = config_page(text, version="1")

    assert [it for it in page.blocks if isinstance(it, Definition)] == [
        Definition(term='keys = [["a # b"], { c = "#" }]', text="words: # and more"),
        Definition(term='plain = ""', text=""),
    ]


def test_a_default_that_is_no_simple_line_is_refused() -> None:
    with pytest.raises(ValueError, match="expected `key = value"):
        config_page("[app]\nkeys = a b\n", version="1")


def test_the_manual_has_every_field_and_its_examples_are_queries() -> None:
    assert set(query_page.FIELDS) == set(FieldName)
    assert set(query_page.STATES) == set(State)
    assert query_page.POSSESSIONS == POSSESSIONS
    for query in (*query_page.EXAMPLES, *(example for _, example in query_page.FIELDS.values())):
        assert parse(query).wanted


def test_markdown_keeps_what_is_code_and_marks_nothing_else() -> None:
    shown = as_markdown(page_of(Paragraph(text="See `a_b*` and c_d*")), title="T")

    assert shown == "# T\n\nSee `a_b*` and c\\_d\\*\n"


def test_the_files_are_made_where_only_what_a_build_needs_is_installed(tmp_path: Path) -> None:
    """A wheel is built where there is nothing but hatchling and msgspec, and no nutgraf."""
    (tmp_path / "msgspec").symlink_to(Path(msgspec.__file__).parent)
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from tui.headless.cli.main import build_parser\n"
        "from tui.headless.reference.files import reference_files\n"
        "print(sorted(reference_files(build_parser(), defaults='[app]\\n', version='1')))"
    )

    answer = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(REPOSITORY), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )

    files = reference_files(build_parser(), defaults="[app]\n", version="1")
    assert answer.stdout == f"{sorted(files)}\n"
