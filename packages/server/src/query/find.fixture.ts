import { expect } from "vitest";
import { Collection } from "../database/documents/collection.ts";
import { Database } from "../database/driver.ts";
import { migrate } from "../database/migrations.ts";
import { taskFields } from "../services/tasks/fields.ts";
import type { Document } from "./document-path.ts";
import type { EntityFields } from "./entity-fields.ts";
import { parseQuery } from "./filters/parse-query.ts";
import { matches } from "./matches.ts";
import { parseOrder } from "./order/ordering.ts";

/** A collection in memory that holds the documents; ids are given where there are none: a, b, c … */
export function collectionOf(
  documents: readonly Document[],
  fields: EntityFields = taskFields,
): Collection<{ id: string }> {
  const database = Database.open(":memory:");
  migrate(database);
  const collection = new Collection<{ id: string }>(database, "tasks", fields);
  documents.forEach((document, index) => {
    collection.insert({ id: String.fromCharCode(97 + index), ...document });
  });
  return collection;
}

/**
 * Finds documents the way list endpoints do and returns their ids as one text, such as "ac".
 * SQL and the plain evaluation of the condition must agree.
 */
export function find(documents: readonly Document[], request: Document, fields: EntityFields = taskFields): string {
  const where = parseQuery(request, fields);
  const collection = collectionOf(documents, fields);
  const found = collection.find({ where, order: parseOrder(request, fields) }).map(({ id }) => id);
  const expected = collection
    .find()
    .filter((document) => matches(where, document as Document))
    .map(({ id }) => id);
  expect([...found].sort()).toEqual([...expected].sort());
  expect(collection.count(where)).toBe(found.length);
  return found.join("");
}
