import { results } from "@clearml-ts/protocol";
import type { Role } from "../../auth/caller.ts";
import { limitDocument } from "../../database/documents/document-size.ts";
import type { Database } from "../../database/driver.ts";
import { ApiFailure } from "../../errors.ts";
import { type Clock, formatDate } from "../../values/clock.ts";
import { newId } from "../../values/ids.ts";

/** A user as stored. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly givenName: string | undefined;
  readonly familyName: string | undefined;
  readonly avatar: string | undefined;
  readonly role: Role;
  readonly created: string;
}

/** The fields of a new user. */
export interface NewUser {
  readonly id?: string | undefined;
  readonly name: string;
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
  readonly avatar?: string | undefined;
  readonly role: Role;
}

interface UserRow {
  id: string;
  name: string;
  given_name: string | null;
  family_name: string | null;
  avatar: string | null;
  role: Role;
  created: string;
}

const COLUMNS = "id, name, given_name, family_name, avatar, role, created";

/** The users of the one company. */
export class UserStore {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  find(id: string): User | undefined {
    const row = this.#database.prepare(`SELECT ${COLUMNS} FROM users WHERE id = ?`).get<UserRow>(id);
    return row && toUser(row);
  }

  /** Every user, oldest first. */
  list(): User[] {
    return this.#database.prepare(`SELECT ${COLUMNS} FROM users ORDER BY created, id`).all<UserRow>().map(toUser);
  }

  /** Ids of the users who have tasks or models in these projects or below them. */
  activeIn(projects: readonly string[]): Set<string> {
    const rows = this.#database
      .prepare(
        `WITH asked AS (SELECT value AS id FROM json_each(?)),
           inside AS (SELECT id FROM asked UNION SELECT p.id FROM projects p, json_each(p.doc, '$.path') above
             WHERE above.value IN (SELECT id FROM asked))
         SELECT user FROM tasks WHERE project IN inside
         UNION SELECT json_extract(doc, '$.user') FROM models WHERE json_extract(doc, '$.project') IN inside`,
      )
      .all<{ user: string | null }>(JSON.stringify(projects));
    return new Set(rows.flatMap(({ user }) => user ?? []));
  }

  /** Finds the user of a name, upper and lower case being the same. */
  findByName(name: string): User | undefined {
    const row = this.#database
      .prepare(`SELECT ${COLUMNS} FROM users WHERE name = ? COLLATE NOCASE ORDER BY created, id LIMIT 1`)
      .get<UserRow>(name);
    return row && toUser(row);
  }

  /**
   * Adds a user.
   *
   * @throws {@link ApiFailure} 400/12 when another user has the name, or signs in by it.
   */
  create({ id = newId(), name, givenName, familyName, avatar, role }: NewUser): User {
    this.#refuseTakenName(name, id);
    this.#database
      .prepare(`INSERT INTO users (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`)
      .run(id, name, givenName, familyName, avatar, role, formatDate(this.#clock()));
    return { id, name, givenName, familyName, avatar, role, created: formatDate(this.#clock()) };
  }

  /**
   * Changes what is given and says whether the user exists.
   *
   * @throws {@link ApiFailure} 400/12 when another user has the name, or signs in by it.
   */
  update(id: string, { name, givenName, familyName, avatar, role }: Partial<NewUser>): boolean {
    if (name !== undefined) {
      this.#refuseTakenName(name, id);
    }
    const { changes } = this.#database
      .prepare(
        `UPDATE users SET name = coalesce(?, name), given_name = coalesce(?, given_name),
           family_name = coalesce(?, family_name), avatar = coalesce(?, avatar), role = coalesce(?, role) WHERE id = ?`,
      )
      .run(name, givenName, familyName, avatar, role, id);
    return changes > 0;
  }

  /** Removes a user with the key pairs it has, and says whether there was one. */
  remove(id: string): boolean {
    return this.#database.prepare("DELETE FROM users WHERE id = ?").run(id).changes > 0;
  }

  preferences(id: string): Record<string, unknown> {
    const row = this.#database.prepare("SELECT preferences FROM users WHERE id = ?").get<{ preferences: string }>(id);
    return row ? JSON.parse(row.preferences) : {};
  }

  setPreferences(id: string, preferences: Readonly<Record<string, unknown>>): void {
    const json = JSON.stringify(preferences);
    limitDocument(json);
    this.#database.prepare("UPDATE users SET preferences = ? WHERE id = ?").run(json, id);
  }

  /** A name that two users have is one that a user can be taken for another by. */
  #refuseTakenName(name: string, id: string): void {
    const other = this.#database
      .prepare(
        `SELECT id FROM users WHERE name = :name COLLATE NOCASE AND id <> :id
         UNION ALL SELECT user FROM passwords WHERE login = :name COLLATE NOCASE AND user <> :id LIMIT 1`,
      )
      .get({ name, id });
    if (other) {
      throw new ApiFailure(results.validationError, { detail: "another user has this name", fields: { name } });
    }
  }
}

function toUser({ id, name, given_name, family_name, avatar, role, created }: UserRow): User {
  return {
    id,
    name,
    givenName: given_name ?? undefined,
    familyName: family_name ?? undefined,
    avatar: avatar ?? undefined,
    role,
    created,
  };
}
