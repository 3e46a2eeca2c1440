import { hashSecret, newKeyPair, SecretVerifier } from "../../auth/secrets.ts";
import type { Database } from "../../database/driver.ts";
import type { KeyPair } from "../../startup/config.ts";
import { type Clock, formatDate } from "../../values/clock.ts";

/** A key pair as it can be shown again: without its secret. */
export interface Credential {
  readonly accessKey: string;
  readonly label: string | undefined;
  readonly lastUsed: string | undefined;
  readonly lastUsedFrom: string | undefined;
}

interface CredentialRow {
  access_key: string;
  label: string | null;
  last_used: string | null;
  last_used_from: string | null;
}

/** How old the time of last use may be: writing it at every call would cost a disk flush each. */
const LAST_USED_PRECISION_MS = 60_000;

/** The key pairs of the users; secrets are kept as hashes only. */
export class CredentialStore {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #verifier = new SecretVerifier();
  readonly #lastUsed = new Map<string, { at: number; from: string }>();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Makes a key pair for a user. This is the only time its secret can be seen. */
  async create(user: string, label?: string): Promise<KeyPair> {
    const pair = newKeyPair();
    await this.accept(user, pair, label);
    return pair;
  }

  /** Stores a key pair that was made elsewhere, replacing the secret of one with the same access key. */
  async accept(user: string, { accessKey, secretKey }: KeyPair, label?: string): Promise<void> {
    const hash = await hashSecret(secretKey);
    this.#database
      .prepare(
        `INSERT INTO credentials (access_key, user, secret_hash, label, created) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (access_key) DO UPDATE SET user = excluded.user, secret_hash = excluded.secret_hash`,
      )
      .run(accessKey, user, hash, label, formatDate(this.#clock()));
  }

  /** Returns the user of a valid key pair and notes its use, or `undefined`. */
  async verify(accessKey: string, secretKey: string, from?: string): Promise<string | undefined> {
    const row = this.#database
      .prepare("SELECT user, secret_hash FROM credentials WHERE access_key = ?")
      .get<{ user: string; secret_hash: string }>(accessKey);
    if (!row || !(await this.#verifier.verify(secretKey, row.secret_hash))) {
      return undefined;
    }
    if (from !== undefined) {
      this.#noteUse(accessKey, from);
    }
    return row.user;
  }

  list(user: string): Credential[] {
    return this.#database
      .prepare(
        "SELECT access_key, label, last_used, last_used_from FROM credentials WHERE user = ? ORDER BY created, access_key",
      )
      .all<CredentialRow>(user)
      .map(({ access_key, label, last_used, last_used_from }) => ({
        accessKey: access_key,
        label: label ?? undefined,
        lastUsed: last_used ?? undefined,
        lastUsedFrom: last_used_from ?? undefined,
      }));
  }

  /** Says whether the user has this key pair; without a label it loses the one it has. */
  setLabel(user: string, accessKey: string, label: string | undefined): boolean {
    const { changes } = this.#database
      .prepare("UPDATE credentials SET label = ? WHERE access_key = ? AND user = ?")
      .run(label, accessKey, user);
    return changes > 0;
  }

  /** Removes a key pair and says whether the user had it. */
  revoke(user: string, accessKey: string): boolean {
    const { changes } = this.#database
      .prepare("DELETE FROM credentials WHERE access_key = ? AND user = ?")
      .run(accessKey, user);
    return changes > 0;
  }

  #noteUse(accessKey: string, from: string): void {
    const now = this.#clock();
    const last = this.#lastUsed.get(accessKey);
    if (last && last.from === from && now.getTime() - last.at < LAST_USED_PRECISION_MS) {
      return;
    }
    this.#lastUsed.set(accessKey, { at: now.getTime(), from });
    this.#database
      .prepare("UPDATE credentials SET last_used = ?, last_used_from = ? WHERE access_key = ?")
      .run(formatDate(now), from, accessKey);
  }
}
