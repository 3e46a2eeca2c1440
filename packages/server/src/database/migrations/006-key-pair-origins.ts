import type { Migration } from "../migration.ts";

/**
 * The name of a key pair inside tokens, made anew with each secret, and the sign-in of its maker; nobody knows that of those that are
 * there already.
 */
export const keyPairOrigins: Migration = {
  id: 6,
  name: "key pair origins",
  up(database) {
    database.exec(`
      ALTER TABLE credentials ADD COLUMN id TEXT;
      ALTER TABLE credentials ADD COLUMN made_by TEXT;
      UPDATE credentials SET id = lower(hex(randomblob(16)));
      CREATE UNIQUE INDEX credentials_by_id ON credentials(id);
    `);
  },
};
