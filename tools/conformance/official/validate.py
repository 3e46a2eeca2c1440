"""Says of each request on standard input, a line each, whether the server of a checkout would take it.

Argument: the checkout. A request is {"endpoint", "version", "data"}; a line of a batch is {..., "item": true}.
Answers a line each: {"model", "schema", "answer"}; the first two are null where the request passes.
"""

import json
import sys

import jsonschema
from boltons.iterutils import remap

import official

services = official.load_services(sys.argv[1])

import world
from apiserver.apierrors import APIError
from apiserver.service_repo import APICall
from apiserver.service_repo.validators import validate_data
from apiserver.utilities.partial_version import PartialVersion


def endpoint_of(call):
    return services._resolve_endpoint_from_call(call)


def call_of(request):
    call = APICall(request["endpoint"], endpoint_version=PartialVersion(request["version"]))
    if request.get("item"):
        call.batched_data = [request["data"]]
    else:
        call.data = request["data"]
    return call


def by_model(request):
    """The refusal by the request model, the required fields and the schemas that the server itself checks."""
    call = call_of(request)
    endpoint = endpoint_of(call)
    if endpoint is None:
        return call.result.msg
    try:
        validate_data(call, endpoint)
    except APIError as error:
        return str(error)
    return None


def by_schema(request):
    """The first deviation from the written schema, which the server checks for few endpoints only."""
    endpoint = endpoint_of(call_of(request))
    if endpoint is None:
        return None
    try:
        schema = endpoint.endpoint_group.get_for_version(endpoint.min_version)
    except ValueError as error:
        return str(error)
    written = schema.request_schema
    if written is None:
        written = {**schema.batch_request_schema, "type": "object"}
    given = remap(request["data"], lambda path, key, value: value is not None)
    error = jsonschema.exceptions.best_match(jsonschema.Draft7Validator(written).iter_errors(given))
    if error is None:
        return None
    return f"{'.'.join(map(str, error.absolute_path)) or 'request'}: {error.message[:160]}"


for line in sys.stdin:
    request = json.loads(line)
    verdict = {
        "model": by_model(request),
        "schema": by_schema(request),
        "answer": world.answer(services, call_of(request)),
    }
    print(json.dumps(verdict), flush=True)
