import { NewerDatabaseError } from "../errors.ts";
import type { Database } from "./driver.ts";
import type { Migration } from "./migration.ts";
import { accounts } from "./migrations/001-accounts.ts";
import { documents } from "./migrations/002-documents.ts";
import { events } from "./migrations/003-events.ts";
import { serving } from "./migrations/004-serving.ts";
import { passwords } from "./migrations/005-passwords.ts";
import { keyPairOrigins } from "./migrations/006-key-pair-origins.ts";
import { receivedBatches } from "./migrations/007-received-batches.ts";
import { answeredCalls } from "./migrations/008-answered-calls.ts";
import { pointSums } from "./migrations/009-point-sums.ts";

/** Every step that leads from an empty file to the present schema, in order. A released step is never edited. */
export const migrations: readonly Migration[] = [
  accounts,
  documents,
  events,
  serving,
  passwords,
  keyPairOrigins,
  receivedBatches,
  answeredCalls,
  pointSums,
];

/** The schema that this version writes. */
export const SCHEMA_VERSION = migrations.at(-1)?.id ?? 0;

/** Brings a database to the present schema, each missing step in its own transaction. */
export function migrate(database: Database): void {
  const present = database.schemaVersion;
  if (present > SCHEMA_VERSION) {
    throw new NewerDatabaseError(present, SCHEMA_VERSION);
  }
  for (const migration of migrations) {
    if (migration.id <= present) {
      continue;
    }
    database.transaction(() => {
      migration.up(database);
      database.schemaVersion = migration.id;
    });
  }
}
