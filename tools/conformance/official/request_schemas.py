"""Writes the request schema of each endpoint of a checkout, as its newest version has it.

Argument: the checkout. Standard output: a line an endpoint, {"endpoint", "version", "isBatch", "schema"}.
"""

import json
import sys

import official

services = official.load_services(sys.argv[1])

for name, versions in sorted(services._endpoints.items()):
    newest = versions[0]
    if newest.endpoint_group is None:
        continue
    try:
        found = newest.endpoint_group.get_for_version(newest.min_version)
    except ValueError:
        continue
    line = {
        "endpoint": name,
        "version": str(newest.min_version),
        "isBatch": found.request_schema is None,
        "schema": found.request_schema or found.batch_request_schema,
    }
    print(json.dumps(line))
