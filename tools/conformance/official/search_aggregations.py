"""The aggregations of Elasticsearch that clearml-server uses, computed on a list of hits."""

from search_queries import in_order

MILLISECONDS = 1000


def aggregate(hits, aggregations):
    """Computes named aggregations; those over other aggregations come last."""
    results = {}
    for name, content in sorted(aggregations.items(), key=lambda item: _is_over_others(item[1])):
        inner = content.get("aggs", {})
        [(kind, options)] = [(key, value) for key, value in content.items() if key != "aggs"]
        if _is_over_others(content):
            results[name] = _over_others(kind, options, results)
        else:
            results[name] = _KINDS[kind](hits, options, inner)
    return results


def _is_over_others(content):
    return any(kind.endswith("_bucket") for kind in content)


def _over_others(kind, options, results):
    path, value = options["buckets_path"].split(">")
    values = [bucket[value]["value"] or 0 for bucket in results[path]["buckets"]]
    total = sum(values)
    return {"value": total if kind == "sum_bucket" else total / len(values) if values else None}


def _values(hits, options):
    missing = options.get("missing")
    values = [hit["_source"].get(options["field"], missing) for hit in hits]
    return [value for value in values if value is not None]


def _number(combine, empty=None):
    def compute(hits, options, _):
        values = _values(hits, options)
        return {"value": combine(values) if values else empty}

    return compute


def _bucket(key, hits, inner):
    return {"key": key, "doc_count": len(hits), **aggregate(hits, inner)}


def _grouped(hits, key_of):
    groups = {}
    for hit in hits:
        key = key_of(hit["_source"])
        if key is not None:
            groups.setdefault(key, []).append(hit)
    return groups


def _terms(hits, options, inner):
    groups = _grouped(hits, lambda source: source.get(options["field"]))
    buckets = [_bucket(key, group, inner) for key, group in groups.items()]
    [(by, direction)] = options.get("order", {"_count": "desc"}).items()
    buckets.sort(key=lambda bucket: bucket["key"])
    rank = {"_key": lambda b: b["key"], "_count": lambda b: b["doc_count"]}.get(by, lambda b: b[by]["value"])
    buckets.sort(key=rank, reverse=direction == "desc")
    size = options.get("size", 10)
    return {"buckets": buckets[:size], "sum_other_doc_count": sum(b["doc_count"] for b in buckets[size:])}


def _by_distance(hits, field, interval, options, inner):
    groups = _grouped(hits, lambda source: None if source.get(field) is None else source[field] // interval * interval)
    if options.get("min_doc_count", 0) == 0:
        bounds = options.get("extended_bounds", {})
        ends = [*groups, *(bounds[name] // interval * interval for name in ("min", "max") if name in bounds)]
        key = min(ends, default=0)
        while ends and key <= max(ends):
            groups.setdefault(key, [])
            key += interval
    return {"buckets": [_bucket(key, groups[key], inner) for key in sorted(groups)]}


def _histogram(hits, options, inner):
    return _by_distance(hits, options["field"], options["interval"], options, inner)


def _date_histogram(hits, options, inner):
    seconds = int(options["fixed_interval"].removesuffix("s"))
    return _by_distance(hits, options["field"], seconds * MILLISECONDS, options, inner)


def _top_hits(hits, options, _):
    first = in_order(hits, options.get("sort"))[: options.get("size", 3)]
    columns = options.get("docvalue_fields", [])
    shown = [{**hit, "fields": {name: [hit["_source"].get(name)] for name in columns}} for hit in first]
    return {"hits": {"total": {"value": len(hits)}, "hits": shown}}


def _composite(hits, options, _):
    [source] = options["sources"]
    [(name, by)] = source.items()
    after = options.get("after", {}).get(name)
    groups = _grouped(hits, lambda found: found.get(by["terms"]["field"]))
    keys = [key for key in sorted(groups) if after is None or key > after][: options["size"]]
    buckets = [{"key": {name: key}, "doc_count": len(groups[key])} for key in keys]
    return {"buckets": buckets, **({"after_key": buckets[-1]["key"]} if buckets else {})}


_KINDS = {
    "min": _number(min),
    "max": _number(max),
    "sum": _number(sum, 0),
    "avg": _number(lambda values: sum(values) / len(values)),
    "value_count": _number(len, 0),
    "cardinality": _number(lambda values: len(set(values)), 0),
    "terms": _terms,
    "histogram": _histogram,
    "date_histogram": _date_histogram,
    "top_hits": _top_hits,
    "composite": _composite,
}
