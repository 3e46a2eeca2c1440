"""The queries and orders of Elasticsearch that clearml-server uses, decided on plain dictionaries."""

import functools


def matches(document, query):
    """Says whether a document is what a query asks for."""
    [(kind, content)] = query.items()
    return _KINDS[kind](document, content)


def in_order(documents, sort):
    """Sorts hits by an order as Elasticsearch writes it; what lacks a field comes last."""
    for field, descending in reversed(order_of(sort)):
        documents = sorted(
            documents,
            key=functools.cmp_to_key(lambda a, b: _compare(a["_source"].get(field), b["_source"].get(field), descending)),
        )
    return documents


def order_of(sort):
    """Reads an order: pairs of a field and whether it goes down."""
    parts = sort if isinstance(sort, list) else [sort] if sort else []
    pairs = [part if isinstance(part, dict) else {part: "asc"} for part in parts]
    return [
        (field, (how.get("order", "asc") if isinstance(how, dict) else how) == "desc")
        for pair in pairs
        for field, how in pair.items()
    ]


def _compare(a, b, descending):
    if a is None or b is None:
        return (a is None) - (b is None)
    return ((a > b) - (a < b)) * (-1 if descending else 1)


def _is_term(document, content):
    [(field, wanted)] = content.items()
    wanted = wanted["value"] if isinstance(wanted, dict) else wanted
    return _is_one_of(document, field, [wanted])


def _is_one_of(document, field, wanted):
    found = document.get(field)
    found = found if isinstance(found, list) else [found]
    return any(_text(value) in {_text(one) for one in wanted} for value in found if value is not None)


def _text(value):
    """Numbers, booleans and words are indexed as one text each: 1, 1.0 and "1" are the same term."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _is_in_range(document, content):
    [(field, bounds)] = content.items()
    value = document.get(field)
    tests = {
        "gt": lambda bound: value > bound,
        "gte": lambda bound: value >= bound,
        "lt": lambda bound: value < bound,
        "lte": lambda bound: value <= bound,
    }
    return value is not None and all(tests[name](bound) for name, bound in bounds.items() if name in tests)


def _is_all(document, content):
    required = _listed(content.get("must")) + _listed(content.get("filter"))
    wanted = _listed(content.get("should"))
    return (
        all(matches(document, query) for query in required)
        and not any(matches(document, query) for query in _listed(content.get("must_not")))
        and (not wanted or bool(required) or any(matches(document, query) for query in wanted))
    )


def _listed(queries):
    return queries if isinstance(queries, list) else [queries] if queries else []


def _is_above_zero(document, content):
    assert content == {"query": "value:>0"}, f"no such text is searched for: {content}"
    return _is_in_range(document, {"value": {"gt": 0}})


_KINDS = {
    "match_all": lambda document, content: True,
    "exists": lambda document, content: document.get(content["field"]) is not None,
    "term": _is_term,
    "terms": lambda document, content: all(_is_one_of(document, *pair) for pair in content.items()),
    "range": _is_in_range,
    "bool": _is_all,
    "query_string": _is_above_zero,
}
