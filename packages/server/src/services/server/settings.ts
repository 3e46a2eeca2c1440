import { randomBytes } from "node:crypto";
import type { Database } from "../../database/driver.ts";
import { newId } from "../../values/ids.ts";

const TOKEN_SECRET = "token.secret";

const newSecret = () => randomBytes(32).toString("base64url");

/** Small values of the server itself, by key. */
export class SettingsStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Reads a value, or `undefined`. */
  get(key: string): unknown {
    const row = this.#database.prepare("SELECT value FROM settings WHERE key = ?").get<{ value: string }>(key);
    return row && JSON.parse(row.value);
  }

  /** Stores a value that JSON can carry. */
  set(key: string, value: unknown): void {
    this.#database
      .prepare("INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
      .run(key, JSON.stringify(value));
  }

  /** Id of this installation. */
  get serverId(): string {
    return this.#getOrMake("server.id", newId);
  }

  /** The secret that tokens are signed with: made once per data folder, never shared with another. */
  get tokenSecret(): Uint8Array {
    return Buffer.from(this.#getOrMake(TOKEN_SECRET, newSecret), "base64url");
  }

  /** Makes another secret, so that no token that was signed until now is good any more. */
  renewTokenSecret(): void {
    this.set(TOKEN_SECRET, newSecret());
  }

  #getOrMake(key: string, make: () => string): string {
    const present = this.get(key);
    if (typeof present === "string") {
      return present;
    }
    const made = make();
    this.set(key, made);
    return made;
  }
}
