import { access } from "node:fs/promises";
import { ClearMLError } from "@clearml-ts/protocol";
import type { Role } from "../../auth/caller.ts";
import { ownerOf } from "../../auth/secrets/first-start.ts";
import { Secrets } from "../../auth/secrets/secrets.ts";
import { closeDataFolder, databasePath, readKeyPair } from "../../data-folder/data-dir.ts";
import { describeCause } from "../../data-folder/describe-cause.ts";
import { makeFolder } from "../../data-folder/make-folder.ts";
import { PRIVATE_FOLDER } from "../../data-folder/private-modes.ts";
import { Database } from "../../database/driver.ts";
import { migrate } from "../../database/migrations.ts";
import { type AccountChange, DataDirError, UserAccountError } from "../../errors.ts";
import { CredentialStore } from "../../services/auth/credentials.ts";
import { PasswordStore } from "../../services/auth/passwords.ts";
import { SettingsStore } from "../../services/server/settings.ts";
import { type User, UserStore } from "../../services/users/store.ts";
import { type DataDirOptions, type KeyPair, resolveDataDir } from "../../startup/config.ts";
import { refusedName, refusedPassword } from "./account-rules.ts";
import { plantedKeyPairs } from "./planted-keys.ts";

/** Somebody who signs in to the pages of a server with name and password. */
export interface UserAccount {
  /** The password they sign in with. */
  readonly name: string;
  readonly id: string;
  readonly role: Role;
  /** When the password was set. */
  readonly changed: string;
}

/** An account, and what adding it did besides. */
export interface AddedUserAccount extends UserAccount {
  /** Whether the server knew a user of this name already, whose work is theirs now. */
  readonly adopted: boolean;
  /** How many key pairs were revoked that others may have made. */
  readonly revokedKeyPairs: number;
}

/** The person who gets an account. */
export interface NewUserAccount {
  /** The name to sign in with. A user whom the server knows by this name already gets the password: their work stays theirs. */
  name: string;
  password: string;
  /** Whether they may manage users and act as others. @default false */
  admin?: boolean;
}

/** Whose accounts to open. */
export interface UserAccountsOptions extends DataDirOptions {
  /** Make the folder if there is none. @default false */
  create?: boolean;
}

/**
 * The people who may enter the pages of a server with a password, in its data folder: whether or not the server runs, which
 * notices every change at once. As soon as there is one, nobody enters by name alone any more.
 */
export class UserAccounts implements Disposable {
  readonly #database: Database;
  readonly #users: UserStore;
  readonly #passwords: PasswordStore;
  readonly #credentials: CredentialStore;
  readonly #trustedKeys: readonly string[];
  readonly #settings: SettingsStore;

  private constructor(database: Database, now: () => Date, kept: KeyPair | undefined) {
    const secrets = new Secrets();
    this.#database = database;
    this.#users = new UserStore(database, now);
    this.#passwords = new PasswordStore(database, now, secrets);
    this.#credentials = new CredentialStore(database, now, secrets);
    this.#trustedKeys = kept === undefined ? [] : [kept.accessKey];
    this.#settings = new SettingsStore(database);
  }

  /**
   * Opens the accounts of a data folder.
   *
   * @throws {@link DataDirError} when the folder cannot be used, or there is none.
   * @throws {@link NewerDatabaseError} when a newer version wrote it.
   */
  static async open(options: UserAccountsOptions = {}): Promise<UserAccounts> {
    const dataDir = resolveDataDir(options);
    let database: Database | undefined;
    try {
      if (options.create) {
        await makeFolder(dataDir, PRIVATE_FOLDER);
      } else {
        await access(databasePath(dataDir));
      }
      closeDataFolder(dataDir);
      database = Database.open(databasePath(dataDir));
      migrate(database);
      return new UserAccounts(database, () => new Date(), await readKeyPair(dataDir));
    } catch (cause) {
      database?.close();
      if (cause instanceof ClearMLError) {
        throw cause;
      }
      throw new DataDirError(dataDir, describeCause(cause), { cause });
    }
  }

  /** Everybody who has an account, by name. */
  list(): UserAccount[] {
    return this.#passwords.list().flatMap(({ user, login, changed }) => {
      const { id, role } = this.#users.find(user) ?? {};
      return id === undefined || role === undefined ? [] : { name: login, id, role, changed };
    });
  }

  /**
   * Gives somebody an account. Whoever could enter by a name until now is out, and so are the key pairs that they may have made: with
   * the first account all those of which the maker entered by name, or is not known, and any that a user has who gets the account.
   *
   * @throws {@link UserAccountError} when the name is taken, or name or password cannot be used.
   */
  async add({ name, password, admin = false }: NewUserAccount): Promise<AddedUserAccount> {
    const reason = refusedName(name) ?? refusedPassword(password);
    if (reason !== undefined) {
      throw new UserAccountError("add", name, reason);
    }
    if (this.#passwords.find(name)) {
      throw new UserAccountError("add", name, "there is one of this name. Change its password instead");
    }
    const known = this.#users.findByName(name);
    if (known && (known.name !== name || this.#hasPassword(known))) {
      throw new UserAccountError("add", name, `there is the user "${known.name}", who cannot be told from this one`);
    }
    const hash = await this.#passwords.hash(password);
    const revokedKeyPairs = this.#database.transaction(() => {
      const planted = this.#plantedKeyPairs(known);
      this.#credentials.remove(planted);
      const user = known ?? this.#users.create({ name, role: admin ? "admin" : "user" });
      if (known && !this.#isOwner(known)) {
        this.#users.update(known.id, { role: admin ? "admin" : "user" });
      }
      this.#passwords.set(user.id, name, hash);
      return planted.length;
    });
    return { ...this.#get("add", name), adopted: known !== undefined, revokedKeyPairs };
  }

  /**
   * Gives somebody another password. Where they are signed in by the old one, they have to sign in again.
   *
   * @throws {@link UserAccountError} when there is no such account, or the password cannot be used.
   */
  async setPassword(name: string, password: string): Promise<void> {
    const { id } = this.#get("change", name);
    const reason = refusedPassword(password);
    if (reason !== undefined) {
      throw new UserAccountError("change", name, reason);
    }
    this.#passwords.set(id, name, await this.#passwords.hash(password));
  }

  /**
   * Removes somebody with their password and key pairs; what they did stays.
   *
   * @throws {@link UserAccountError} when there is no such account, or it is the owner's, whose key pair the server gives out.
   */
  remove(name: string): void {
    const { id } = this.#get("remove", name);
    if (id === ownerOf(this.#settings)) {
      const reason = "the server was set up for this user and gives out their key pair. Change the password instead";
      throw new UserAccountError("remove", name, reason);
    }
    this.#users.remove(id);
  }

  /** Closes the database. Closing twice is harmless. */
  close(): void {
    this.#database.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #get(attempt: AccountChange, name: string): UserAccount {
    const account = this.list().find((one) => one.name === name);
    if (!account) {
      throw new UserAccountError(attempt, name, "there is no such account. List them to see their names");
    }
    return account;
  }

  /** Ids of the key pairs that must not outlive the account that is added. */
  #plantedKeyPairs(known: User | undefined): string[] {
    const suspects = this.#passwords.any ? [] : this.#credentials.origins();
    const planted = plantedKeyPairs(suspects, this.#trustedKeys);
    if (known) {
      const own = this.#credentials.origins(known.id);
      // The owner's are the server's own, too. Anybody else's are those of whoever used the name.
      planted.push(...(this.#isOwner(known) ? plantedKeyPairs(own, this.#trustedKeys) : own));
    }
    return [...new Set(planted.map(({ id }) => id))];
  }

  #isOwner({ id }: User): boolean {
    return id === ownerOf(this.#settings);
  }

  #hasPassword({ id }: User): boolean {
    return this.#passwords.list().some(({ user }) => user === id);
  }
}
