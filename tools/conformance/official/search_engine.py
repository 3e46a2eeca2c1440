"""A small Elasticsearch in memory: it files documents and answers the searches that clearml-server makes."""

import copy
import fnmatch
import glob
import json
import math
import os
import re
import uuid
from datetime import datetime

import elasticsearch

from search_aggregations import aggregate
from search_queries import in_order, matches, order_of


class SearchEngine:
    """Stands where a client of Elasticsearch would."""

    def __init__(self, checkout):
        self._mappings = [
            json.load(open(path)) for path in glob.glob(os.path.join(checkout, "apiserver/elastic/mappings/*/*.json"))
        ]
        self.indices = self
        self.clear()

    def clear(self):
        """Forgets every document."""
        self._documents = {}
        self._scrolls = {}

    def exists(self, index):
        return any(self._named(index))

    def index(self, index, document, id=None):
        self._documents.setdefault(index, {})[id or uuid.uuid4().hex] = self._as_mapped(index, document)

    def search(self, index="*", body=None, scroll=None, **options):
        request = {**(body or {}), **{name: value for name, value in options.items() if value is not None}}
        found = self._found(index, request)
        answer = {"hits": {"total": {"value": len(found)}}}
        size = request.get("size", 10)
        ordered = self._after(in_order(found, request.get("sort")), request)
        answer["hits"]["hits"] = [self._shown(hit, request) for hit in ordered[:size]]
        if "aggs" in request and self.exists(index):
            answer["aggregations"] = aggregate(found, request["aggs"])
        if scroll is not None:
            answer["_scroll_id"] = uuid.uuid4().hex
            self._scrolls[answer["_scroll_id"]] = (len(found), [self._shown(hit, request) for hit in ordered[size:]], size)
        return answer

    def scroll(self, scroll_id, **_):
        if scroll_id not in self._scrolls:
            raise elasticsearch.TransportError(404, "search_context_missing_exception")
        total, rest, size = self._scrolls[scroll_id]
        self._scrolls[scroll_id] = (total, rest[size:], size)
        return {"hits": {"total": {"value": total}, "hits": rest[:size]}, "_scroll_id": scroll_id}

    def clear_scroll(self, scroll_id):
        self._scrolls.pop(scroll_id, None)

    def count(self, index, body):
        return {"count": len(self._found(index, body))}

    def delete_by_query(self, index, body, **_):
        found = self._found(index, body)
        for hit in found:
            del self._documents[hit["_index"]][hit["_id"]]
        return {"deleted": len(found), "task": "done"}

    def bulk(self, actions, **_):
        """Files many documents; stops at the first that does not fit its index, as the client does."""
        added = 0
        for action in actions:
            self.index(action["_index"], action["_source"], action.get("_id"))
            added += 1
        return added, []

    def streaming_bulk(self, actions, **_):
        for action in actions:
            self.index(action["_index"], action["_source"], action.get("_id"))
            yield True, {}

    def _named(self, index):
        patterns = index.split(",")
        return [name for name in self._documents if any(fnmatch.fnmatch(name, pattern) for pattern in patterns)]

    def _found(self, index, request):
        query = request.get("query", {"match_all": {}})
        return [
            {"_index": name, "_id": id, "_source": document}
            for name in self._named(index)
            for id, document in self._documents[name].items()
            if matches(document, query)
        ]

    def _after(self, ordered, request):
        if "search_after" not in request:
            return ordered
        [(field, descending)] = order_of(request["sort"])
        [last] = request["search_after"]
        return [hit for hit in ordered if (hit["_source"][field] < last if descending else hit["_source"][field] > last)]

    def _shown(self, hit, request):
        """A copy, with the fields that are asked for: callers change what they get."""
        source = copy.deepcopy(hit["_source"])
        wanted = request.get("_source")
        if isinstance(wanted, list):
            source = {name: value for name, value in source.items() if name in wanted}
        return {**hit, "_source": source}

    def _as_mapped(self, index, document):
        document = copy.deepcopy(document)
        for mapping in self._mappings:
            patterns = mapping["index_patterns"]
            if any(fnmatch.fnmatch(index, pattern) for pattern in ([patterns] if isinstance(patterns, str) else patterns)):
                for field, column in mapping["mappings"].get("properties", {}).items():
                    if document.get(field) is not None:
                        _check(index, field, column.get("type"), document[field])
                        document[field] = _stored(column.get("type"), document[field])
        return document


def _stored(kind, value):
    """Searches see a number where a text with a number came; moments are counted in milliseconds."""
    if kind in ("float", "double", "long", "integer") and isinstance(value, str):
        return float(value)
    if kind == "date" and isinstance(value, str):
        moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
        return int(moment.timestamp() * 1000)
    return value


def _check(index, field, kind, value):
    """Refuses a value that a column does not take, with the failure of a bulk request."""
    for one in value if isinstance(value, list) else [value]:
        if not _FITS.get(kind, lambda _: True)(one):
            failure = {"type": "mapper_parsing_exception", "reason": f"failed to parse field [{field}] of type [{kind}]"}
            raise elasticsearch.helpers.BulkIndexError(
                "1 document(s) failed to index.", [{"index": {"_index": index, "error": failure, "status": 400}}]
            )


def _is_number(value):
    if isinstance(value, bool):
        return False
    try:
        return math.isfinite(float(value))
    except (TypeError, ValueError):
        return False


def _is_date(value):
    return _is_number(value) or isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d", value) is not None


def _is_keyword(value):
    return not isinstance(value, (dict, list))


_FITS = {
    "float": _is_number,
    "double": _is_number,
    "long": _is_number,
    "integer": _is_number,
    "date": _is_date,
    "boolean": lambda value: value in (True, False, "true", "false", ""),
    "keyword": _is_keyword,
    "text": _is_keyword,
}
