import type { Migration } from "../migration.ts";

/** Users, their key pairs, revoked sessions, and the settings of the server. */
export const accounts: Migration = {
  id: 1,
  name: "accounts",
  up(database) {
    database.exec(`
      CREATE TABLE users (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        given_name TEXT,
        family_name TEXT,
        avatar TEXT,
        role TEXT NOT NULL,
        preferences TEXT NOT NULL DEFAULT '{}',
        created TEXT NOT NULL
      ) STRICT;

      CREATE TABLE credentials (
        access_key TEXT PRIMARY KEY,
        user TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
        secret_hash TEXT NOT NULL,
        label TEXT,
        created TEXT NOT NULL,
        last_used TEXT,
        last_used_from TEXT
      ) STRICT;
      CREATE INDEX credentials_by_user ON credentials(user);

      CREATE TABLE revoked_sessions (
        id TEXT PRIMARY KEY,
        expires INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT;
    `);
  },
};
