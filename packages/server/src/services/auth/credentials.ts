import { newKeyPair, type Secrets } from "../../auth/secrets/secrets.ts";
import type { Database } from "../../database/driver.ts";
import { isDiskFull } from "../../database/sqlite-errors.ts";
import type { KeyPair } from "../../startup/config.ts";
import { type Clock, formatDate } from "../../values/clock.ts";
import { newId } from "../../values/ids.ts";

/** A key pair as it can be shown again: without its secret. */
export interface Credential {
  readonly accessKey: string;
  readonly label: string | undefined;
  readonly lastUsed: string | undefined;
  readonly lastUsedFrom: string | undefined;
}

/** Where a key pair comes from. */
export interface KeyPairOrigin {
  /** The way in which its maker was signed in; `SERVER` for those that the server makes or is given at its start. */
  readonly madeBy: string;
  readonly label?: string | undefined;
}

/** A key pair that was found to be valid. */
export interface ValidKeyPair {
  /** Made anew with each secret. */
  readonly id: string;
  readonly user: string;
}

/** How a key pair is looked at. */
export interface VerifyKeyPairOptions {
  /** Where it is used, to be noted. @default not noted */
  readonly from?: string;
  /** Called before a secret is looked at that has not been found right before; may throw. */
  readonly beforeGuess?: () => void;
}

/** The maker of the key pairs that the server itself makes or is given at its start. */
export const SERVER = "server";

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
  readonly #secrets: Secrets;
  readonly #lastUsed = new Map<string, { at: number; from: string }>();

  constructor(database: Database, clock: Clock, secrets: Secrets) {
    this.#secrets = secrets;
    this.#database = database;
    this.#clock = clock;
  }

  /** Makes a key pair for a user. This is the only time its secret can be seen. */
  async create(user: string, origin: KeyPairOrigin): Promise<KeyPair> {
    const pair = newKeyPair();
    await this.accept(user, pair, origin);
    return pair;
  }

  /** Stores a key pair that was made elsewhere, replacing the secret of one with the same access key. */
  async accept(user: string, { accessKey, secretKey }: KeyPair, { madeBy, label }: KeyPairOrigin): Promise<void> {
    const hash = await this.#secrets.hash(secretKey);
    this.#database
      .prepare(
        `INSERT INTO credentials (id, access_key, user, secret_hash, label, made_by, created) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (access_key) DO UPDATE SET
           id = excluded.id, user = excluded.user, secret_hash = excluded.secret_hash, made_by = excluded.made_by`,
      )
      .run(newId(), accessKey, user, hash, label, madeBy, formatDate(this.#clock()));
  }

  /** Whether a key pair with this id is still valid, with the secret that it had. */
  isCurrent(id: string): boolean {
    return this.#database.prepare("SELECT 1 FROM credentials WHERE id = ?").get(id) !== undefined;
  }

  /** Whether there is a key pair with this access key, whatever its secret. */
  has(accessKey: string): boolean {
    return this.#database.prepare("SELECT 1 FROM credentials WHERE access_key = ?").get(accessKey) !== undefined;
  }

  /** Returns whose key pair it is and notes its use; `undefined` when it is not valid. */
  async verify(
    { accessKey, secretKey }: KeyPair,
    { from, beforeGuess }: VerifyKeyPairOptions = {},
  ): Promise<ValidKeyPair | undefined> {
    const row = this.#database
      .prepare("SELECT id, user, secret_hash FROM credentials WHERE access_key = ?")
      .get<ValidKeyPair & { secret_hash: string }>(accessKey);
    if (!row) {
      return undefined;
    }
    if (!this.#secrets.isRemembered(secretKey, row.secret_hash)) {
      beforeGuess?.();
    }
    if (!(await this.#secrets.verify(secretKey, row.secret_hash))) {
      return undefined;
    }
    if (from !== undefined) {
      this.#noteUse(accessKey, from);
    }
    return { id: row.id, user: row.user };
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

  /** Where each key pair comes from: those of a user, or all of them. */
  origins(user?: string): { id: string; accessKey: string; madeBy: string | null }[] {
    return this.#database
      .prepare("SELECT id, access_key AS accessKey, made_by AS madeBy FROM credentials WHERE user = coalesce(?, user)")
      .all(user);
  }

  /** Removes key pairs by their ids; tokens that they led to are not good any more. */
  remove(ids: readonly string[]): void {
    this.#database
      .prepare("DELETE FROM credentials WHERE id IN (SELECT value FROM json_each(?))")
      .run(JSON.stringify(ids));
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
    try {
      this.#database
        .prepare("UPDATE credentials SET last_used = ?, last_used_from = ? WHERE access_key = ?")
        .run(formatDate(now), from, accessKey);
    } catch (error) {
      // Whoever comes to read, or to delete what fills the disk, must get in.
      if (!isDiskFull(error)) {
        throw error;
      }
    }
  }
}
