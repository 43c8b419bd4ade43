"""A desk with articles in nine languages, of each coverage, without text, and too long."""

from msgspec.structs import replace

from summarise.model import Brief, BriefRequest, Coverage
from summarise.pipeline import Pipeline
from tests.support.caches.newsdesk import NOW, TEXT, Desk, brief_of
from tests.support.scale import full_or

ARTICLES = {
    "de": (
        "Die alte Brücke von Lindau wird gesperrt",
        "Die Stadt Lindau sperrt am Montag ihre alte Brücke. Bürgermeisterin Anna Vogt sagte, das "
        "Bauwerk trage keine Lastwagen mehr.\n\n„Wir haben zu lange gewartet“, sagte Vogt vor dem "
        "Rathaus. Der Umweg führt über Bregenz. Klaus Ritter vom Handelsverband klagte über die "
        "Folgen für die Läden am Hafen.",
    ),
    "es": (
        "Los panaderos de Cádiz apagan los hornos",
        "Los panaderos de Cádiz apagaron el martes sus hornos en protesta por el precio del gas. "
        "Marta Solís, portavoz del gremio, pidió ayuda al Gobierno andaluz.\n\n«No podemos seguir "
        "así», dijo Solís. El alcalde Ramón Prieto prometió una respuesta antes del viernes.",
    ),
    "ru": (
        "В Пскове открыли музей под открытым небом",
        "В Пскове открыли музей деревянных домов под открытым небом. Директор музея Ольга Лебедева "
        "сказала, что дома собирали по всей области.\n\n«Мы спешили, пока они стояли», — сказала "
        "Лебедева. Губернатор Сергей Волков обещал построить дорогу от вокзала.",
    ),
    "no": (
        "Fergen til Værøy går igjen",
        "Fergen mellom Bodø og Værøy går igjen etter tre uker i verft. Kaptein Liv Strand sa at "
        "motoren er som ny.\n\n«Vi er lettet», sa Strand. Ordfører Per Hauge i Værøy ventet på kaia "
        "sammen med skoleklassen til Kari Moe.",
    ),
    "ja": (
        "港町の古い灯台、百年ぶりに再び点灯",
        "港町の古い灯台が金曜日の夜、百年ぶりに再び点灯された。市長の山本健一は「町の誇りだ」と述べた。"
        "\n\n灯台を直したのは地元の大工、佐藤花子さんら十二人で、費用は三千万円だった。"
        "観光客は来年、二倍に増える見込みだという。",
    ),
    "fr": (
        "À Rouen, le marché aux fleurs change de place",
        "Le marché aux fleurs de Rouen quittera la place Saint-Marc lundi. La maire, Claire Dubois, "
        "a expliqué que les travaux dureraient deux ans.\n\n« Nous reviendrons », a promis Jean "
        "Morel, fleuriste depuis 1987. Quarante vendeurs s’installeront sur les quais de la Seine.",
    ),
    "ar": (
        "افتتاح مكتبة جديدة على النيل",
        "افتتحت مدينة أسوان يوم الخميس مكتبة جديدة على ضفة النيل. وقالت مديرة المكتبة سلمى حسن إن "
        "القاعة تتسع لثلاثمئة قارئ.\n\nوأضافت حسن: «هذا بيت للجميع». وحضر الافتتاح وزير الثقافة "
        "أحمد فوزي ومئات من طلاب المدارس.",
    ),
    "zh": (
        "山城小学的孩子们种下三百棵树",
        "周六上午，山城小学的孩子们在河边种下三百棵树。校长李明说：“十年以后，这里会有一片树林。”"
        "\n\n家长王芳表示，这条河去年夏天淹没了两条街。市政府计划明年再种一千棵。",
    ),
    "en": (
        "Harbour crews return to work in Kelso",
        "Harbour crews in Kelso returned to work on Tuesday after nine days. Ruth Ames, who leads "
        "the port union, said the new contract gives 340 workers a rise of 4 per cent.\n\n“It is "
        "fair, and it is late,” Ames said. Mayor Tom Birch thanked both sides.",
    ),
}
LONG_LINE = "A line. " + "x" * 100_000

_LATE = full_or(("fr",), ())
"""Loading its model takes five seconds, and its briefs look like the English ones."""


def fill_with_languages(desk: Desk, pipeline: Pipeline) -> int:
    """Fill a desk, briefs made by the program itself; return how many entries there are."""
    desk.feed("Babel, in the middle")
    feed_id = desk.feed("Babel")
    made: dict[str, tuple[str, Brief | None]] = {}
    for code, (title, text) in ARTICLES.items():
        if code in _LATE:
            continue
        request = BriefRequest(id="1", title=title, text=text, language=code, published=NOW)
        made[title] = text, pipeline.brief(request)
    for coverage in Coverage:
        brief = brief_of(coverage=coverage, note=f"Only {coverage}.")
        if coverage is Coverage.EMPTY:
            brief = replace(brief, key_points=(), actors=(), quotes=(), figures=(), timeline=())
        made[f"Coverage {coverage}"] = TEXT, brief
    made["Without a brief"] = TEXT, None
    request = BriefRequest(id="1", title="", text=LONG_LINE, language="en", published=NOW)
    made["One long line"] = LONG_LINE, pipeline.brief(request)
    desk.entries(feed_id, *made, "Without a text")
    for entry_id, (text, told) in zip(desk.ids(), made.values(), strict=False):
        if told is not None:
            desk.brief(entry_id, text, told)
    return len(made) + 1
