import pytest

from fetch.feeds.author_names import author_names


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ([], ""),
        (["", " "], ""),
        (["editor@paper.online (Mia Vale)"], "Mia Vale"),
        (["Mia Vale <mia@paper.photography>"], "Mia Vale"),
        (["Mia Vale (mia@paper.org)"], "Mia Vale"),
        (["Mia Vale mia@paper.org"], "Mia Vale"),
        (["mailto:mia.vale+news@paper.museum"], ""),
        (["mia@paper.org ()"], ""),
        (["mia@paper.org (Mia Vale (Bergen))"], "Mia Vale (Bergen)"),
        (["mia@paper.org (Mia Vale), per@paper.org (Per Li)"], "Mia Vale, Per Li"),
        (["Mia Vale", "Mia Vale"], "Mia Vale"),
        (["Mia Vale", "MIA VALE"], "Mia Vale"),
        (["mia@paper.org (Mia Vale)", "Mia Vale"], "Mia Vale"),
        (["Mia Vale", "Per Li"], "Mia Vale, Per Li"),
        (["Mia Vale, Per Li", "Mia Vale", "Per Li"], "Mia Vale, Per Li"),
        (["Mia Vale", "Per Li", "Mia Vale and Per Li"], "Mia Vale and Per Li"),
        (["Vale, Mia"], "Vale, Mia"),
        (["By <a href='/mia'>Mia Vale</a>"], "Mia Vale"),
        (["By: Mia Vale"], "Mia Vale"),
        (['"Vale, Mia" <mia@paper.org>'], "Vale, Mia"),
        (['"Wild" Mia Vale'], '"Wild" Mia Vale'),
        (["https://paper.org/mia"], ""),
        (["Byron Vale"], "Byron Vale"),
        (["(Mia Vale)"], "Mia Vale"),
        (["@miavale"], "@miavale"),
        (["Sand &amp; Sea"], "Sand & Sea"),
    ],
)
def test_authors_are_named_once_and_without_addresses(said: list[str], line: str) -> None:
    assert author_names(said) == line
