"""Calls of the Google Reader API with its two tokens, and its lists of ids, page by page."""

import re
from dataclasses import replace

from msgspec import Struct, field

from fetch.exchange import Answered
from fetch.sync.api_calls import MAX_PAGES, ApiCall, ApiCaller, Pairs
from fetch.sync.json_values import (
    bad_answer,
    fields_of,
    parse_json,
    require_fields,
    require_list,
    text,
)
from fetch.sync.reader_items import remote_id
from fetch.sync.reader_quirks import ReaderQuirks
from fetch.sync.sync_model import Login, RemoteId, SyncError, SyncFailureKind

API = "/reader/api/0/"
_AUTH = re.compile(r"^Auth=([\x21-\x7e]{1,4000})\s*$", re.MULTILINE)
_ERROR = re.compile(r"^Error=(.{0,200})", re.MULTILINE)
_TOKEN = re.compile(r"[\x21-\x7e]{1,4000}")
_JSON = ("output", "json")


class ReaderSession:
    """Calls with a login that is renewed once if the server does not know it any more."""

    def __init__(self, caller: ApiCaller, login: Login) -> None:
        self._caller = caller
        self._login = login
        app = {"AppId": login.app_id, "AppKey": login.app_key}
        self._app = app if login.app_id else {}
        self._auth = ""
        self._token = ""

    async def sign_in(self) -> None:
        """Get a login token. Raises SyncError: WRONG_PASSWORD among others."""
        form = (
            ("Email", self._login.user),
            ("Passwd", self._login.secret),
            ("service", "reader"),
            ("accountType", "HOSTED_OR_GOOGLE"),
            ("client", "nutgraf"),
        )
        call = ApiCall(path="/accounts/ClientLogin", method="POST", form=form, headers=self._app)
        said = await self._caller.send_text(call)
        if refused := _ERROR.search(said):
            detail = f"the server refused the login: {refused[1]}"
            raise self._caller.failure(SyncFailureKind.WRONG_PASSWORD, detail)
        found = _AUTH.search(said)
        if found is None:
            raise bad_answer("the server's answer to the login has no token")
        self._auth, self._token = found[1], ""
        self._caller.keep_secret(self._auth)

    async def get(self, path: str, *query: tuple[str, str]) -> object:
        """Return what a list says. Raises SyncError."""
        answer = await self._renewing(ApiCall(path=API + path, query=(_JSON, *query)))
        return parse_json(answer.body)

    async def post_reading(self, path: str, form: Pairs) -> object:
        """Return what is asked for with more than fits into an address. Raises SyncError."""
        call = ApiCall(path=API + path, method="POST", query=(_JSON,), form=form, is_long=True)
        return parse_json((await self._renewing(call)).body)

    async def post(
        self,
        path: str,
        form: Pairs,
        *,
        accepts: frozenset[int] = frozenset(),
        is_long: bool = False,
    ) -> Answered:
        """Change something. Raises SyncError."""
        return await self._renewing(
            ApiCall(
                path=API + path,
                method="POST",
                form=form,
                accepts=accepts,
                is_long=is_long,
                is_reading=False,
            )
        )

    async def _renewing(self, call: ApiCall) -> Answered:
        if self._auth:
            try:
                return await self._signed(call)
            except SyncError as error:
                if error.failure.kind is not SyncFailureKind.WRONG_PASSWORD:
                    raise
        await self.sign_in()
        try:
            return await self._signed(call)
        except SyncError as error:
            if error.failure.kind is not SyncFailureKind.WRONG_PASSWORD:
                raise
            # A web server in front that drops the header is the usual reason.
            detail = (
                "the server took the password and then refuses its own token; perhaps the header "
                "“Authorization” does not reach it"
            )
            status = error.failure.status
            raise self._caller.failure(error.failure.kind, detail, status=status) from error

    async def _signed(self, call: ApiCall) -> Answered:
        form = call.form
        if form is not None:
            form = (("T", self._token or await self._new_token()), *form)
        return await self._caller.send(replace(call, form=form, headers=self._headers()))

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"GoogleLogin auth={self._auth}", **self._app}

    async def _new_token(self) -> str:
        call = ApiCall(path=f"{API}token", headers=self._headers())
        said = (await self._caller.send_text(call)).strip()
        if not _TOKEN.fullmatch(said):
            raise bad_answer("the server's token for changes is none")
        self._token = said
        self._caller.keep_secret(said)
        return said


class IdList(Struct):
    """Ids in the server's order, each once.

    Attributes:
        is_whole: False if there may be more that could not be listed.
        count: of all that were given, repeated ones included.
        last: the last id that was given.
    """

    ids: dict[RemoteId, None] = field(default_factory=dict)
    is_whole: bool = True
    count: int = 0
    last: RemoteId | None = None

    def take(self, page: list[RemoteId | None]) -> bool:
        """Add a page; tell whether it had anything new."""
        before = len(self.ids)
        self.count += len(page)
        for known in page:
            if known is None:
                self.is_whole = False
            else:
                self.ids[known] = None
        self.last = page[-1] if page else self.last
        return len(self.ids) > before


async def list_ids(
    session: ReaderSession, quirks: ReaderQuirks, stream: str, *, without: str = ""
) -> IdList:
    """Return the ids of a stream, without those of another one. Raises SyncError."""
    found, has_shifted = await _list_once(session, quirks, stream, without)
    if has_shifted:
        found, has_shifted = await _list_once(session, quirks, stream, without)
        found.is_whole = found.is_whole and not has_shifted
    return found


async def _list_once(
    session: ReaderSession, quirks: ReaderQuirks, stream: str, without: str
) -> tuple[IdList, bool]:
    """Return the ids, and whether an offset pointed to another place when it was used."""
    found = IdList()
    query = [("s", stream), ("n", str(quirks.ids_at_once))]
    query += [("xt", without)] if without else []
    used: set[str] = set()
    mark = ""
    while True:
        is_offset = bool(mark) and mark == str(found.count)
        # The last entry is asked for again: if another one has its place, the list has changed.
        asked = str(found.count - 1) if is_offset else mark
        pages = [("c", asked)] if asked else []
        answer = require_fields(await session.get("stream/items/ids", *query, *pages))
        refs = require_list(answer, "itemRefs")
        page = [remote_id(text(fields_of(ref), "id")) for ref in refs]
        if is_offset:
            if page[:1] != [found.last]:
                return found, True
            page = page[1:]
        has_new = found.take(page)
        mark = text(answer, "continuation")
        if not page or not mark:
            return found, False
        is_enough = len(found.ids) >= quirks.max_ids or len(used) + 1 >= MAX_PAGES
        if mark in used or not has_new or is_enough:
            found.is_whole = False
            return found, False
        used.add(mark)
