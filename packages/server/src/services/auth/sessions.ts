import type { Database } from "../../database/driver.ts";
import type { Clock } from "../../values/clock.ts";

/** Remembers which sessions were signed out, until their tokens expire by themselves. */
export class SessionStore {
  readonly #database: Database;
  readonly #revoked: Set<string>;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    const now = Math.floor(clock().getTime() / 1000);
    database.prepare("DELETE FROM revoked_sessions WHERE expires < ?").run(now);
    const rows = database.prepare("SELECT id FROM revoked_sessions").all<{ id: string }>();
    this.#revoked = new Set(rows.map(({ id }) => id));
  }

  isRevoked(id: string): boolean {
    return this.#revoked.has(id);
  }

  /** Makes every token of a session invalid; `expires` is in seconds. */
  revoke({ id, expires }: { id: string; expires: number }): void {
    this.#database.prepare("INSERT OR IGNORE INTO revoked_sessions (id, expires) VALUES (?, ?)").run(id, expires);
    this.#revoked.add(id);
  }
}
