import { stat } from "node:fs/promises";
import { formatSize } from "@clearml-ts/archive";
import type { Database } from "../../database/driver.ts";
import { SCHEMA_VERSION } from "../../database/migrations.ts";
import { checkDatabase } from "../database-check.ts";
import { countText, type Finding, findingsOf } from "./finding.ts";

/** Bytes of the log from which on it is worth a word: SQLite writes it back at four million, unless somebody reads on and on. */
const LARGE_LOG = 200e6;

/** Looks whether pages, indexes and references of the database are sound, and how much of it is free. */
export function checkIntegrity(database: Database): Finding {
  const { ok, warning, problem } = findingsOf("database");
  const [damage] = checkDatabase(database);
  if (damage !== undefined) {
    return problem(`it is damaged: ${damage}`, "Restore the newest backup into a new folder.");
  }
  const broken = database.prepare("PRAGMA foreign_key_check").all<{ table: string }>();
  if (broken.length > 0) {
    return problem(`${countText(broken.length, "row")} of ${broken[0]?.table} refer to nothing`, "Restore a backup.");
  }
  const { bytes, free } = database.size;
  const message = `sound, ${formatSize(bytes)} of which ${formatSize(free)} are free`;
  return free > 100e6 && free > bytes / 2
    ? warning(message, 'Once the server is stopped, "clearml-ts server vacuum" gives them back to the disk.')
    : ok(message);
}

/** Looks whether this version can work with the tables. */
export function checkSchema(database: Database): Finding {
  const { ok, problem } = findingsOf("schema");
  const found = database.schemaVersion;
  if (found > SCHEMA_VERSION) {
    return problem(
      `number ${found}, of a newer version: this one knows up to ${SCHEMA_VERSION}`,
      "Update the package.",
    );
  }
  if (found === 0) {
    return problem("none: this is not the database of a server", "Name the folder of a server.");
  }
  return ok(
    isOlder(database)
      ? `number ${found}; the next start makes it ${SCHEMA_VERSION}, then more is looked at`
      : `number ${found}`,
  );
}

/** Whether the next start changes the tables: what is known of them holds afterwards only. */
export function isOlder({ schemaVersion }: Database): boolean {
  return schemaVersion < SCHEMA_VERSION;
}

/** Looks at the log, from which changes go to the database file. */
export async function checkLog(path: string): Promise<Finding> {
  const { ok, warning } = findingsOf("log");
  const size = await stat(`${path}-wal`).then(
    (found) => found.size,
    () => 0,
  );
  return size > LARGE_LOG
    ? warning(`${formatSize(size)}: it is not written back`, "End what reads the database for long, such as a backup.")
    : ok(formatSize(size));
}

/** Looks for events whose task or model is gone, and for rows whose series is. */
export function checkEvents(database: Database): Finding {
  const { ok, warning } = findingsOf("events");
  const [owners] = database
    .prepare(
      `SELECT count(*) AS gone FROM (SELECT owner FROM event_series UNION SELECT owner FROM event_receipts)
       WHERE owner NOT IN (SELECT id FROM tasks UNION ALL SELECT id FROM models)`,
    )
    .all<{ gone: number }>();
  const series = seriesTables(database).reduce((count, table) => count + unknownSeries(database, table), 0);
  const gone = [
    ...(owners?.gone ? [`of tasks or models that are gone (${owners.gone})`] : []),
    ...(series > 0 ? [`of curves without a name (${series})`] : []),
  ];
  return gone.length > 0
    ? warning(`some are left ${gone.join(" and ")}`, "They take room and are shown nowhere. Please report it.")
    : ok("all are of a task or model that is there");
}

/** The tables whose rows belong to a series. */
function seriesTables(database: Database): string[] {
  return database
    .prepare(
      `SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c ON c.name = 'series' WHERE t.type = 'table'`,
    )
    .all<{ name: string }>()
    .map(({ name }) => name);
}

/** How many series a table has rows of that are filed nowhere: steps from one to the next, as it may have millions of rows. */
function unknownSeries(database: Database, table: string): number {
  return (
    database
      .prepare(
        `WITH RECURSIVE present(id) AS (
           SELECT min(series) FROM ${table}
           UNION ALL
           SELECT (SELECT min(series) FROM ${table} WHERE series > present.id) FROM present WHERE present.id IS NOT NULL
         )
         SELECT count(*) AS unknown FROM present
         WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM event_series)`,
      )
      .get<{ unknown: number }>()?.unknown ?? 0
  );
}
