import type { Migration } from "../migration.ts";

/**
 * The calls that changed something lately, by the names that their clients gave them, and their replies. `total` is the size of
 * a row and of all before it. The batches that were remembered before are the first of them.
 */
export const answeredCalls: Migration = {
  id: 8,
  name: "answered calls",
  up(database) {
    database.exec(`
      CREATE TABLE answered_calls (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        received INTEGER NOT NULL,
        total INTEGER NOT NULL,
        reply TEXT NOT NULL
      ) STRICT;
      INSERT INTO answered_calls (id, received, total, reply)
        SELECT
          substr(id, 1, instr(id, '/')) || 'events.add_batch' || substr(id, instr(id, '/')),
          received,
          sum(length(id) + length(reply)) OVER (ORDER BY received, id),
          reply
        FROM received_batches ORDER BY received, id;
      DROP TABLE received_batches;
    `);
  },
};
