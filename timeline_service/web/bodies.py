"""The body of a request, read by hand: JSON, plain text, HTML or ninjs, and nothing that breaks what comes after."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn

from flask import request
from werkzeug.exceptions import BadRequest, NotAcceptable, UnsupportedMediaType

from timeline_service.ingest import NINJS, decode
from timeline_service.schemas import Article, ArticleParameters, Invalid, checked

JSON, TEXT, HTML, TIMEML = "application/json", "text/plain", "text/html", "application/timeml+xml"
CSV = "text/csv"
READ_HERE = (JSON, TEXT, HTML, NINJS)
_MOST_DIGITS = 100
_WHOLE_NUMBERS, _DIGITS = ("max_events",), re.compile(r"-?\d{1,9}", re.ASCII)
JSON_LINES = ("application/x-ndjson", "application/jsonl")


def article() -> dict[str, Any]:
    """The article of this request, as ``schemas.Article`` loads it.

    Raises BadRequest (400), UnsupportedMediaType (415) or ``schemas.Invalid`` (422), each with what to fix.
    """
    _refuse_codings()
    kind = request.mimetype
    if kind not in READ_HERE:
        raise _unsupported(_type_of_body())
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise _unsupported(f"The body is in {charset}. Send it in UTF-8.")
    if kind == JSON:
        _refuse_query()
        return checked(Article, _json())
    parameters = _parameters()
    checked(ArticleParameters, parameters)
    body = {NINJS: ("ninjs", _json), TEXT: ("text", _decoded), HTML: ("html", _decoded)}
    name, read = body[kind]
    return checked(Article, parameters | {name: read()})


def are_lines() -> bool:
    """Whether the body of this request is JSON Lines; raise UnsupportedMediaType (415) if it is not JSON either."""
    if request.mimetype not in (JSON, *JSON_LINES):
        raise _unsupported(_type_of_body(), JSON, *JSON_LINES)
    return request.mimetype in JSON_LINES


def answer_type(*offered: str) -> str:
    """The media type among ``offered`` that Accept prefers; raise NotAcceptable (406) if it accepts none."""
    best = request.accept_mimetypes.best_match(offered) if request.headers.get("Accept") else offered[0]
    if best is None:
        raise NotAcceptable(f"This address answers in {' or '.join(offered)}.")
    return best


def size(articles: Iterable[Mapping[str, Any]]) -> int:
    """How much there is to read in articles as ``schemas.Article`` loads them, code points; roughly, for the queue."""
    return sum(len(part) for each in articles for part in _strings(each))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping | list):
        for each in data.values() if isinstance(data, Mapping) else data:
            yield from _strings(each)


def _type_of_body() -> str:
    kind = request.mimetype
    return f"The body has the type {kind}." if kind else "The request has no Content-Type."


def _refuse_codings() -> None:
    """Raise UnsupportedMediaType (415) for a compressed body (RFC 9110 section 15.5.16)."""
    coding = (request.content_encoding or "").strip().lower()
    if coding not in ("", "identity"):
        error = UnsupportedMediaType(f"The body has the Content-Encoding {coding[:40]!r}. Send it without one.")
        error.data = {"headers": {"Accept-Encoding": "identity"}}  # type: ignore[attr-defined]
        raise error


def _refuse_query() -> None:
    """Raise Invalid (422) for query parameters: beside JSON nobody would read them."""
    if request.args:
        raise Invalid({name: ["With a JSON body, send this in the body."] for name in request.args})


def _unsupported(what: str, *read: str) -> UnsupportedMediaType:
    known = read or READ_HERE
    error = UnsupportedMediaType(f"{what} Set Content-Type to {' or '.join(known)}.")
    error.data = {"headers": {"Accept-Post": ", ".join(known)}}  # type: ignore[attr-defined]
    return error


def _decoded() -> str:
    try:
        return decode(request.get_data(cache=False))
    except ValueError as error:
        raise BadRequest(str(error)) from None


def json_object(*, article: bool = False) -> dict[str, Any]:
    """The JSON object of this request, for an ``article`` a ninjs item too.

    Raises UnsupportedMediaType (415), BadRequest (400), or ``schemas.Invalid`` (422) where there is a query beside it.
    """
    _refuse_codings()
    read = (JSON, NINJS) if article else (JSON,)
    if request.mimetype not in read:
        raise _unsupported(_type_of_body(), *read)
    _refuse_query()
    return {"ninjs": _json()} if request.mimetype == NINJS else _json()


def csv() -> str:
    """The spreadsheet of this request, in UTF-8; raise BadRequest (400)."""
    try:
        return decode(request.get_data(cache=False))
    except ValueError as error:
        raise BadRequest(str(error)) from None


def query() -> dict[str, str]:
    """The query parameters of this request; raise Invalid (422) where one of them is said twice, in different ways."""
    twice = [name for name, values in request.args.lists() if len(set(values)) > 1]
    if twice:
        raise Invalid({name: ["It stands in the query more than once. Send it once."] for name in twice})
    return request.args.to_dict()


def _parameters() -> dict[str, Any]:
    """What the query says of an article; a whole number, which JSON writes without quotes, is one here too."""
    said: dict[str, Any] = query()
    return said | {name: int(said[name]) for name in _WHOLE_NUMBERS if _DIGITS.fullmatch(said.get(name, ""))}


def _json() -> dict[str, Any]:
    try:
        text = request.get_data().decode("utf-8").removeprefix("\ufeff")
        data = json.loads(
            text, parse_constant=_no_constant, parse_int=_integer, object_pairs_hook=_without_duplicates
        )
    except UnicodeDecodeError as error:
        raise BadRequest(f"Byte {error.start} of the body is not UTF-8. JSON is sent in UTF-8.") from None
    except RecursionError:
        raise BadRequest("The JSON is nested too deeply. Send one flat object.") from None
    except ValueError as error:
        raise BadRequest(f"The body is not JSON: {error}.") from None
    if not isinstance(data, dict):
        raise BadRequest("The body must be a JSON object.")
    return data


def _without_duplicates(members: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(members)
    if len(made) < len(members):
        seen: set[str] = set()
        twice = next(name for name, _ in members if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise ValueError(f"the member {json.dumps(twice[:80])} stands twice in one object")
    return made


def _integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"a number has {len(digits):,} digits")
    return int(digits)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")
