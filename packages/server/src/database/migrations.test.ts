import { expect, test } from "vitest";
import { NewerDatabaseError } from "../errors.ts";
import { PointBlock } from "../services/events/points/point-block.ts";
import { Database } from "./driver.ts";
import { migrate, migrations, SCHEMA_VERSION } from "./migrations.ts";

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

/** The schema of a database: tables, indexes and their columns. */
function schemaOf(database: Database): unknown[] {
  return database.prepare("SELECT name, sql FROM sqlite_master ORDER BY name").all();
}

test.each(migrations.map(({ id, name }) => [id, name]))(
  "a database that ends with migration %i (%s) is brought to the present schema",
  (last) => {
    const present = Database.open(":memory:");
    migrate(present);
    const old = Database.open(":memory:");
    for (const { id, up } of migrations.filter(({ id }) => id <= last)) {
      up(old);
      old.schemaVersion = id;
    }
    old.exec("INSERT INTO settings (key, value) VALUES ('kept', '1')");

    migrate(old);

    expect(old.schemaVersion).toBe(SCHEMA_VERSION);
    expect(schemaOf(old)).toEqual(schemaOf(present));
    expect(old.prepare("SELECT value FROM settings WHERE key = 'kept'").get()).toEqual({ value: "1" });
  },
);

test("the curves of an older database are read by sums as well", () => {
  const old = Database.open(":memory:");
  for (const { id, up } of migrations.filter(({ id }) => id < 9)) {
    up(old);
    old.schemaVersion = id;
  }
  const insert = old.prepare(`INSERT INTO scalar_blocks (series, first, last, count, earliest, latest, curve, origins)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const points = (count: number, values: (iter: number) => number) =>
    PointBlock.of(
      Array.from({ length: count }, (_, iter) => ({
        event: { iter, value: values(iter), timestamp: 7 - iter },
        receipt: 1,
      })),
    );
  const blocks = [points(200, (iter) => iter), points(200, () => Number.NaN), points(199, (iter) => iter)];
  for (const [series, { first, last, count, earliest, latest, curve, origins }] of blocks.entries()) {
    insert.run(series, first, last, count, earliest, latest, curve, origins);
  }

  migrate(old);

  const reach = { first: 0, last: 199, count: 200, earliest: -192, latest: 7 };
  expect(old.prepare("SELECT * FROM scalar_sums").all()).toEqual([
    { series: 0, ...reach, sum: 19_900, lost: 0, least: 0, greatest: 199 },
  ]);
});

test("a migration that fails leaves the database as it was before it", () => {
  const database = Database.open(":memory:");
  // The third step finds a table of that name.
  database.exec("CREATE TABLE plots (id INTEGER)");

  expect(() => migrate(database)).toThrow("plots");

  expect(database.schemaVersion).toBe(2);
  expect(database.prepare("SELECT name FROM sqlite_master WHERE name = 'event_series'").all()).toEqual([]);
});

test("the steps are numbered in their order", () => {
  expect(migrations.map(({ id }) => id)).toEqual(migrations.map((_, index) => index + 1));
});

test("a database of a newer version is refused", () => {
  const database = Database.open(":memory:");
  database.schemaVersion = 1000;

  expect(() => migrate(database)).toThrow(NewerDatabaseError);
});
