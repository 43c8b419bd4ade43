"""Newsletters as they are sent."""


def make_letter(
    number: int = 1,
    *,
    sender: str = '"The Daily Note" <news@paper.example>',
    list_id: str = "",
    body: str = "",
    more: str = "",
) -> bytes:
    """Return a message with a part of HTML and one of plain text."""
    body = body or f"<p>Storm {number} reached the coast.</p>"
    listed = f"List-Id: {list_id}\n" if list_id else ""
    return (
        f"From: {sender}\nTo: me@example.org\nSubject: Storm {number}\n"
        f"Message-ID: <letter-{number}@paper.example>\n"
        f"Date: Mon, 05 Oct 2020 12:{number % 60:02d}:00 +0000\n{listed}{more}"
        'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain; charset=utf-8\n\nStorm {number}, in plain text.\n"
        f"--b\nContent-Type: text/html; charset=utf-8\n\n<html><body>{body}</body></html>\n--b--\n"
    ).encode()
