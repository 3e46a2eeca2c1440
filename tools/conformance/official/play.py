"""Plays sequences of calls to the server of a checkout, each sequence on a server that holds nothing.

Argument: the checkout. Standard input: sequences as JSON, a line each: {"name", "calls": [{"endpoint", "version", "data",
"keep"}]}. Standard output: a line a sequence, a list of {"code", "message", "data"}.
"""

import json
import sys
from datetime import datetime

import elasticsearch.helpers
import mongomock.collection
from mongoengine.connection import get_db

import official
from search_engine import SearchEngine

engine = SearchEngine(sys.argv[1])
elasticsearch.helpers.streaming_bulk = lambda _, actions, **__: engine.streaming_bulk(actions)
elasticsearch.helpers.bulk = lambda _, actions, **__: engine.bulk(actions)
services = official.load_services(sys.argv[1], engine)

import world
from apiserver.database import Database
from apiserver.database.model.auth import User as Account
from apiserver.database.model.company import Company
from apiserver.database.model.queue import Queue
from apiserver.database.model.user import User
from apiserver.redis_manager import redman
from apiserver.service_repo import APICall, service_repo
from apiserver.utilities.partial_version import PartialVersion

# A driver that is newer than the imitation of the database hands it an argument more.
_add_update = mongomock.collection.BulkOperationBuilder.add_update
mongomock.collection.BulkOperationBuilder.add_update = lambda self, *args, sort=None, **options: _add_update(
    self, *args, **options
)


def start_again():
    engine.clear()
    redman.connection("apiserver").flushall()
    for alias in (Database.backend, Database.auth):
        database = get_db(alias)
        for name in database.list_collection_names():
            # Not dropped: an index, which keeps names apart, is made but once.
            database[name].delete_many({})
    now = datetime.utcnow()
    Company(id=world.COMPANY, name="clearml").save()
    User(id=world.USER, company=world.COMPANY, name="root", created=now).save()
    Account(
        id=world.USER, company=world.COMPANY, name="root", email="user@example.com", role="admin", created=now
    ).save()
    default = {"name": "default", "created": now, "last_update": now, "system_tags": ["default"]}
    Queue(id=world.DEFAULT_QUEUE, company=world.COMPANY, **default).save()


def filled(value, kept):
    """Puts the ids that earlier calls left in place of their names."""
    if isinstance(value, str):
        return kept.get(value, value)
    if isinstance(value, list):
        return [filled(item, kept) for item in value]
    if isinstance(value, dict):
        return {filled(name, kept): filled(item, kept) for name, item in value.items()}
    return value


def answer(endpoint, version, data):
    call = APICall(endpoint, endpoint_version=PartialVersion(version))

    def load_data(call):
        if isinstance(data, list):
            call._data, call._batched_data = {}, data
        else:
            call._data = data

    services.handle_call(call, load_data_callback=load_data)
    try:
        reply = json.loads(call.get_response()[0]).get("data")
    except (TypeError, ValueError, AttributeError):
        reply = None
    return {"code": f"{call.result.code}/{call.result.subcode}", "message": call.result.msg, "data": reply}


def play(calls):
    start_again()
    kept = {}
    answers = []
    for call in calls:
        found = answer(call["endpoint"], call["version"], filled(call["data"], kept))
        for field, name in call["keep"].items():
            if isinstance(found["data"], dict) and field in found["data"]:
                kept[name] = found["data"][field]
        answers.append(found)
    return answers


service_repo.validate_auth = lambda _, call: setattr(call, "auth", world.administrator())
for line in sys.stdin:
    print(json.dumps(play(json.loads(line)["calls"]), default=str), flush=True)
