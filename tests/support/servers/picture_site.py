"""A paper on loopback whose one article has a picture."""

import io

from PIL import Image

from tests.support.servers.loopback import LoopbackServer, reply

PARAGRAPHS = (
    "The bridge over the estuary was opened on Monday after nine years of work, officials said, "
    "two years later than was planned and at almost twice the price of the first estimate.",
    "Thousands of people walked across before the first cars were let on to it in the afternoon, "
    "many of them in raincoats, and a brass band played on the northern bank until it was dark.",
    "Ferries had carried the people of both towns across the water since 1884; the last of them "
    "sailed at midnight with forty passengers, three dogs and the mayor of the smaller town.",
    "Engineers had to begin anew twice, because the mud below the third pier turned out to be "
    "deeper than any drilling had shown, and a storm took a crane in the first winter.",
)
FIGURE = """<figure><img src="/bridge.png" width="800" height="600">
<figcaption>The bridge at dawn</figcaption></figure>"""
PARTS = [f"<p>{words}</p>" for words in PARAGRAPHS]
PAGE = f"""<!doctype html><html><head><title>Bridge opens</title></head><body><article>
<h1>Bridge opens</h1>{PARTS[0]}{FIGURE}{"".join(PARTS[1:])}</article></body></html>"""
FEED = """<rss version="2.0"><channel><title>Estuary Post</title><item><title>Bridge opens</title>
<link>{url}</link><guid>1</guid></item></channel></rss>"""


def publish(server: LoopbackServer) -> None:
    """Let the server answer with feed, page and picture."""
    written = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(written, "PNG")
    feed = FEED.format(url=server.url("/page")).encode()
    html, png = {"Content-Type": "text/html"}, {"Content-Type": "image/png"}
    server.answers["/feed"] = reply(feed, headers={"Content-Type": "text/xml"})
    server.answers["/page"] = reply(PAGE.encode(), headers=html)
    server.answers["/bridge.png"] = reply(written.getvalue(), headers=png)
