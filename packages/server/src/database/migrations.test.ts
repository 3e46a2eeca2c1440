import { expect, test } from "vitest";
import { NewerDatabaseError } from "../errors.ts";
import { Database } from "./driver.ts";
import { migrate } from "./migrations.ts";

test("an empty database is brought to the present schema, and stays as it is the next time", () => {
  const database = Database.open(":memory:");
  migrate(database);
  const version = database.schemaVersion;
  const schema = database.prepare("SELECT sql FROM sqlite_master").all();

  migrate(database);

  expect(version).toBeGreaterThan(0);
  expect(database.schemaVersion).toBe(version);
  expect(database.prepare("SELECT sql FROM sqlite_master").all()).toEqual(schema);
});

test("a database of a newer version is refused", () => {
  const database = Database.open(":memory:");
  database.schemaVersion = 1000;

  expect(() => migrate(database)).toThrow(NewerDatabaseError);
});
