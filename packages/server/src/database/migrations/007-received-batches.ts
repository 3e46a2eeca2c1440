import type { Migration } from "../migration.ts";

/** The batches that were stored lately, by the names that their clients gave them, and how they were answered. */
export const receivedBatches: Migration = {
  id: 7,
  name: "received batches",
  up(database) {
    database.exec(`
      CREATE TABLE received_batches (
        id TEXT PRIMARY KEY,
        received INTEGER NOT NULL,
        reply TEXT NOT NULL
      ) STRICT;
      CREATE INDEX received_batches_by_time ON received_batches(received);
    `);
  },
};
