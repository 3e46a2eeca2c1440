import type { Migration } from "../migration.ts";

/** A password that a person signs in to the pages with; the id is made anew with each password, and tokens name it. */
export const passwords: Migration = {
  id: 5,
  name: "passwords",
  up(database) {
    database.exec(`
      CREATE TABLE passwords (
        id TEXT PRIMARY KEY,
        user TEXT NOT NULL UNIQUE REFERENCES users(id) ON DELETE CASCADE,
        login TEXT NOT NULL UNIQUE,
        hash TEXT NOT NULL,
        changed TEXT NOT NULL
      ) STRICT;
    `);
  },
};
