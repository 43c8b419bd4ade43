import importlib.util
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest

from summarise.lexicon.language_table import Language, Method, language_table
from summarise.lexicon.surface_lexicon import read_surface_words, surface_words
from summarise.model import (
    Actor,
    ActorKind,
    Brief,
    BriefRequest,
    Coverage,
    Precision,
    QuoteKind,
    Span,
    Stance,
)
from summarise.parse.spacy_adapter import LabelledName
from summarise.pipeline import Pipeline
from summarise.surface.plain_names import plain_names
from summarise.surface.surface_brief import SurfaceReader
from summarise.text.document_text import read_document

PUBLISHED = datetime(2025, 3, 5, 9, 0, tzinfo=UTC)
"""A Wednesday."""

STORY = """\
La maire de Saint-Orbec, Hélène Marchetti, a annoncé lundi 3 mars la fermeture de trois \
bibliothèques de la ville. « Nous n'avons plus les moyens de les chauffer », a-t-elle déclaré \
devant le conseil municipal. Les dégâts coûteront plus de 2,4 millions d'euros.

« C'est une honte », a réagi Paul Garnier, président de l'Union des lecteurs de Saint-Orbec. \
M. Garnier estime que 12 000 lecteurs seront privés de livres. Le budget a baissé de 15 % en 2023.

Mme Marchetti a ajouté : « Les livres seront donnés à l'hôpital de la rue Gambetta. » \
Selon le porte-parole de la mairie, « rien ne sera jeté ». Le conseil se réunira jeudi."""

LABELS = {
    "Saint-Orbec": "LOC",
    "Hélène Marchetti": "PER",
    "Paul Garnier": "PER",
    # As small models have it: one surname with the wrong label, one street as a person.
    "Garnier estime": "MISC",
    "Garnier": "LOC",
    "Union des lecteurs": "ORG",
    "Gambetta": "PER",
}


class Labels:
    """Marks names by a list."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels

    def names(self, text: str, spans: Sequence[Span]) -> list[LabelledName]:
        found = []
        for name, label in self._labels.items():
            at = text.find(name)
            if at >= 0:
                found.append(LabelledName(span=Span(start=at, end=at + len(name)), label=label))
        return found


def french(text: str, labels: Mapping[str, str] = LABELS) -> Brief:
    reader = SurfaceReader(
        language=language_table().languages["fr"],
        words=surface_words("fr"),
        marker=Labels(labels),
    )
    request = BriefRequest(id="a", text=text, language="fr", published=PUBLISHED)
    return reader.brief(request, read_document(text), pipeline="1", count=5)


def named(brief: Brief) -> dict[str, Actor]:
    return {actor.name: actor for actor in brief.actors}


def test_every_actor_has_one_kind_in_the_whole_text() -> None:
    kinds = {name: actor.kind for name, actor in named(french(STORY)).items()}

    assert kinds == {
        "Hélène Marchetti": ActorKind.PERSON,
        "Paul Garnier": ActorKind.PERSON,
        "Union des lecteurs": ActorKind.ORGANISATION,
        "Saint-Orbec": ActorKind.PLACE,
        "Gambetta": ActorKind.PLACE,
    }


def test_surnames_join_full_names() -> None:
    actors = named(french(STORY))

    assert actors["Hélène Marchetti"].aliases == ("Marchetti",)
    assert len(actors["Paul Garnier"].mentions) == 2


def test_an_office_is_no_name() -> None:
    text = "Le procureur de la République de Rouen, Anne Lebrun, a ouvert une enquête vendredi."

    actors = named(french(text, {"République de Rouen": "LOC", "Anne Lebrun": "PER"}))

    assert set(actors) == {"Rouen", "Anne Lebrun"}


def test_initials_join_the_name_they_stand_for() -> None:
    text = "L'Office des eaux vives (OEV) a fermé deux barrages. L'OEV attend la pluie de mars."

    actors = named(french(text, {"Office des eaux vives": "ORG", "OEV": "LOC"}))

    assert actors["Office des eaux vives"].aliases in ((), ("OEV",))


def test_quotes_have_the_speaker_that_stands_beside_them() -> None:
    quotes = [(q.text, q.speaker, q.cue) for q in french(STORY).quotes]

    assert quotes == [
        (
            "Nous n'avons plus les moyens de les chauffer",
            "Hélène Marchetti",
            "a-t-elle déclaré",
        ),
        ("C'est une honte", "Paul Garnier", "a réagi"),
        (
            "Les livres seront donnés à l'hôpital de la rue Gambetta.",
            "Hélène Marchetti",
            "a ajouté",
        ),
        ("rien ne sera jeté", "le porte-parole de la mairie", "Selon"),
    ]


def test_a_fragment_is_a_partial_quote() -> None:
    kinds = [q.kind for q in french(STORY).quotes]

    assert kinds == [QuoteKind.DIRECT, QuoteKind.DIRECT, QuoteKind.DIRECT, QuoteKind.PARTIAL]


def test_an_organisation_does_not_say_what_its_head_says() -> None:
    text = "Le patron de Valtrain a déclaré : « Les trains rouleront tous dimanche matin. »"

    quotes = french(text, {"Valtrain": "ORG"}).quotes

    assert [q.speaker for q in quotes] == ["Le patron de Valtrain"]


def test_a_quotation_alone_goes_on_with_the_speech_before() -> None:
    text = (
        "« Il faut partir avant la nuit », a dit Paul Garnier.\n\n"
        "« La rivière monte encore et nous ne pouvons plus attendre. »"
    )

    assert [q.speaker for q in french(text).quotes] == ["Paul Garnier", "Paul Garnier"]


def test_marks_around_a_word_without_a_verb_of_saying_are_no_quote() -> None:
    assert (
        french("La ville a fermé son « palais » de verre pour trois ans de travaux.").quotes == ()
    )


def test_figures_have_values_and_units() -> None:
    figures = [(f.text, f.value, f.unit) for f in french(STORY).figures]

    assert figures == [
        ("plus de 2,4 millions d'euros", 2_400_000.0, "EUR"),
        ("12 000 lecteurs", 12_000.0, "lecteurs"),
        ("15 %", 15.0, "%"),
    ]


def test_number_words_count() -> None:
    figures = french("Quatre-vingts pompiers et une centaine de voisins ont aidé.").figures

    assert [(f.value, f.unit) for f in figures] == [(80.0, "pompiers"), (100.0, "voisins")]


def test_dates_count_from_the_day_of_publication() -> None:
    events = [(e.when, e.date, e.precision) for e in french(STORY).timeline]

    assert events == [
        ("en 2023", date(2023, 1, 1), Precision.YEAR),
        ("lundi 3 mars", date(2025, 3, 3), Precision.DAY),
        ("jeudi", date(2025, 3, 6), Precision.DAY),
    ]


def test_every_item_is_what_stands_at_its_span() -> None:
    brief = french(STORY)

    shown = [
        *((p.span, p.text) for p in brief.key_points),
        *((q.span, q.text) for q in brief.quotes),
        *((f.span, f.text) for f in brief.figures),
        *((e.when_span, e.when) for e in brief.timeline),
    ]
    assert shown
    assert all(span.of(STORY) == text for span, text in shown)
    assert brief.coverage is Coverage.FULL
    assert "French" in brief.note


def test_another_language_needs_data_only() -> None:
    french_data = (files("summarise.lexicon") / "data" / "fr.toml").read_text(encoding="utf-8")
    reader = SurfaceReader(
        language=Language(code="eo", name="Esperanto", method=Method.SURFACE, models=()),
        words=read_surface_words(french_data.replace('"affirme"', '"asertas"')),
        marker=Labels({"Petro Kovac": "PERSON"}),
    )
    text = "« La rivero jam superas la digojn », asertas Petro Kovac."

    brief = reader.brief(
        BriefRequest(id="a", text=text), read_document(text), pipeline="1", count=3
    )

    assert [(q.speaker, q.cue) for q in brief.quotes] == [("Petro Kovac", "asertas")]
    assert brief.language == "eo"


def test_a_missing_list_is_an_error_of_the_data() -> None:
    with pytest.raises(ValueError, match=r"missing word lists: .*role_nouns"):
        read_surface_words("[figures]\n[time]\n[quotes]\n[names]\nhonorifics = []\n")


def test_a_list_that_nothing_reads_is_an_error_of_the_data() -> None:
    french_data = (files("summarise.lexicon") / "data" / "fr.toml").read_text(encoding="utf-8")

    with pytest.raises(ValueError, match="NameWords: unknown word lists: rank_nouns"):
        read_surface_words(french_data.replace("[names]", "[names]\nrank_nouns = []"))


@pytest.mark.parametrize("code", sorted(language_table().languages))
def test_every_language_of_the_table_has_its_word_lists(code: str) -> None:
    assert (files("summarise.lexicon") / "data" / f"{code}.toml").is_file()


def test_without_its_model_the_note_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    hidden = language_table().languages["fr"].models
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name in hidden else find(name)
    )

    brief = Pipeline().brief(BriefRequest(id="a", text=STORY, language="fr"))

    assert brief.coverage is Coverage.POINTS
    assert "nutgraf[fr]" in brief.note


def test_french_is_read_with_its_model() -> None:
    brief = Pipeline().brief(BriefRequest(id="a", text=STORY, language="fr", published=PUBLISHED))

    kinds = {actor.name: actor.kind for actor in brief.actors}
    assert kinds["Hélène Marchetti"] is ActorKind.PERSON
    assert kinds["Saint-Orbec"] is ActorKind.PLACE
    assert [q.speaker for q in brief.quotes][:2] == ["Hélène Marchetti", "Paul Garnier"]
    assert "fr_core_news_sm" in brief.pipeline


@pytest.mark.parametrize(
    ("text", "shown", "value", "ends", "unit"),
    [
        ("La ville perd entre 10 et 20 millions d'euros.", "entre 10 et 20 millions d'euros",
         None, (1e7, 2e7), "EUR"),
        ("La ville perd 1 200 000 euros.", "1 200 000 euros", 1.2e6, None, "EUR"),
        ("La ville perd 1.200.000 euros.", "1.200.000 euros", 1.2e6, None, "EUR"),
        ("La ville perd 30 millions de couronnes suédoises.",
         "30 millions de couronnes suédoises", 3e7, None, "SEK"),
        ("Le bénéfice de la ville est de -3,5 %.", "-3,5 %", -3.5, None, "%"),
        ("Un électeur sur cinq est indécis.", "Un électeur sur cinq", 20, None, "%"),
        ("Les deux tiers des foyers sont froids.", "Les deux tiers des foyers",
         66.67, None, "%"),
    ],
)  # fmt: skip
def test_french_sums_ranges_and_shares_are_read(
    text: str, shown: str, value: float | None, ends: tuple[float, float] | None, unit: str
) -> None:
    (figure,) = french(f"{text} Le maire l'a dit aux journaux de la ville.", {}).figures

    assert (figure.text, figure.value, figure.ends, figure.unit) == (shown, value, ends, unit)


def test_french_scores_are_no_figures() -> None:
    assert french("La ville a gagné 3-1, puis 6-4, 7-5 dans la soirée de samedi.", {}).figures == ()


def test_french_numbers_of_days_are_read() -> None:
    brief = french("Le pont ouvre le 5.11.2026 et ferme le 11/12/2026 dans la ville.", {})

    assert [event.date for event in brief.timeline] == [date(2026, 11, 5), date(2026, 12, 11)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Paul Garnier n'a pas dit « la mairie est sûre ».", ("n'a pas dit", Stance.NOT_SAID)),
        (
            "Paul Garnier n'a jamais dit « la mairie est sûre ».",
            ("n'a jamais dit", Stance.NOT_SAID),
        ),
        ("Paul Garnier ne dit pas « la mairie est sûre ».", ("ne dit", Stance.NOT_SAID)),
        ("Paul Garnier aurait dit « la mairie est sûre ».", ("aurait dit", Stance.UNCERTAIN)),
        ("Paul Garnier a dit « la mairie est sûre ».", ("a dit", Stance.SAID)),
        ("Si Paul Garnier dit « la mairie est sûre », elle ouvrira.", None),
    ],
)
def test_what_was_not_said_is_no_statement(text: str, found: tuple[str, Stance] | None) -> None:
    brief = french(text, {"Paul Garnier": "PER"})

    assert [(it.cue, it.stance) for it in brief.quotes] == ([found] if found else [])
    assert all(it.cue_span and it.cue_span.of(text) == it.cue for it in brief.quotes)


def test_a_sign_inside_a_name_stays_in_languages_without_a_parser() -> None:
    text = "La marca Johnson & Johnson e AT&T vendono case. Anche Johnson & Johnson vende barche."
    names = plain_names(text, read_document(text).sentences, "it")

    assert [actor.name for actor in names] == ["Johnson & Johnson", "AT&T"]


def test_an_office_with_its_place_is_no_name() -> None:
    text = (
        "Am Montag traf der Bürgermeister von Kiel die Ministerin. Bürgermeister von Kiel ist Anna"
        " Berg. Auch Karl von Holm kam."
    )
    names = plain_names(text, read_document(text).sentences, "de")

    assert [actor.name for actor in names] == ["Anna Berg", "Karl von Holm"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Stadt gibt zwei Milliarden Euro aus. Anna Berg bat um 20 Tonnen Papier."),
        ("de", "Es fehlen Millionen Menschen. Am Montag sagte Anna Berg, Acht Prozent seien weg."),
        ("it", "La città spende due Miliardi di Euro. Lo dice Anna Berg, e due Milioni bastano."),
    ],
)
def test_number_words_and_units_are_no_names(language: str, text: str) -> None:
    names = plain_names(text, read_document(text).sentences, language)

    assert [actor.name for actor in names] == ["Anna Berg"]
