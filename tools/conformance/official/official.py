"""The API of a checkout of clearml-server, loaded into this process: its databases are in memory, and empty."""

import contextlib
import io
import logging
import os
import sys
import tempfile

import fakeredis
import mongoengine.connection
import mongomock
import redis


def load_services(checkout, search_engine=None):
    """Loads every service of the checkout, as its own server does at the start; without a search engine, a search fails."""
    os.environ["CLEARML__LOGGING__HANDLERS__TEXT_FILE__FILENAME"] = os.path.join(tempfile.mkdtemp(), "apiserver.log")
    sys.path.insert(0, checkout)
    redis.StrictRedis = fakeredis.FakeStrictRedis
    logging.disable(logging.CRITICAL)
    with contextlib.redirect_stdout(io.StringIO()):
        import apiserver.database

        apiserver.database.register_connection = _register_in_memory
        apiserver.database.db.initialize()
        from apiserver.es_factory import ESFactory

        ESFactory.connect = classmethod(lambda *_: search_engine or _NoElasticsearch())
        from apiserver.service_repo import ServiceRepo

        ServiceRepo.load("services")
    return ServiceRepo


def _register_in_memory(alias, **_):
    mongoengine.connection.register_connection(
        alias,
        db=alias,
        host="mongodb://localhost",
        mongo_client_class=mongomock.MongoClient,
        uuidRepresentation="standard",
    )


class _NoElasticsearch:
    """Stands where Elasticsearch would: what comes so far has passed every check."""

    def __getattr__(self, name):
        raise RuntimeError("Elasticsearch is not there")
