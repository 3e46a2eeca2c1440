import type { Secrets } from "../../auth/secrets/secrets.ts";
import type { Database } from "../../database/driver.ts";
import { type Clock, formatDate } from "../../values/clock.ts";
import { newId } from "../../values/ids.ts";

/** A password as it can be shown: without itself. */
export interface Password {
  /** Made anew with each password. */
  readonly id: string;
  readonly user: string;
  /** The name that is typed in with it. */
  readonly login: string;
  readonly changed: string;
}

/** The hash that is checked for a name that nobody has, so that it takes as long as a wrong password; no text has it. */
const DECOY = `scrypt$${"A".repeat(22)}$${"A".repeat(43)}`;

/** The passwords of the users; kept as hashes only, and read at each question: another process may change them. */
export class PasswordStore {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #secrets: Secrets;

  constructor(database: Database, clock: Clock, secrets: Secrets) {
    this.#secrets = secrets;
    this.#database = database;
    this.#clock = clock;
  }

  /** Whether anybody has a password. */
  get any(): boolean {
    return this.#database.prepare("SELECT 1 FROM passwords LIMIT 1").get() !== undefined;
  }

  /** Whether a password with this id is still the one of its user. */
  isCurrent(id: string): boolean {
    return this.#database.prepare("SELECT 1 FROM passwords WHERE id = ?").get(id) !== undefined;
  }

  /** Every password, in the order of the names. */
  list(): Password[] {
    return this.#database.prepare("SELECT id, user, login, changed FROM passwords ORDER BY login").all<Password>();
  }

  find(login: string): Password | undefined {
    return this.#database
      .prepare("SELECT id, user, login, changed FROM passwords WHERE login = ?")
      .get<Password>(login);
  }

  /** Hashes a password, to be set; that takes a while. */
  hash(password: string): Promise<string> {
    return this.#secrets.hash(password);
  }

  /** Gives a user a password that was hashed, or another one. */
  set(user: string, login: string, hash: string): void {
    this.#database
      .prepare(
        `INSERT INTO passwords (id, user, login, hash, changed) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (user) DO UPDATE SET id = excluded.id, hash = excluded.hash, changed = excluded.changed`,
      )
      .run(newId(), user, login, hash, formatDate(this.#clock()));
  }

  /** Returns the password that this name and text are, or `undefined`. */
  async verify(login: string, password: string): Promise<Password | undefined> {
    const row = this.#database
      .prepare("SELECT id, user, login, changed, hash FROM passwords WHERE login = ?")
      .get<Password & { hash: string }>(login);
    const matches = await this.#secrets.verify(password, row?.hash ?? DECOY);
    return matches ? row : undefined;
  }
}
