import { compileCondition } from "../query/compile-condition.ts";
import { and, type Condition, isIn } from "../query/condition.ts";
import { type Document, type Path, parsePath } from "../query/document-path.ts";
import type { EntityFields } from "../query/entity-fields.ts";
import { type Fragment, join, raw, sql } from "../query/fragment.ts";
import { isSqlPath, sqlPath } from "../query/json-path.ts";
import { keysOf, matches } from "../query/matches.ts";
import { compareBy, compileOrder, type OrderKey } from "../query/ordering.ts";
import type { Page } from "../query/paging.ts";
import { textScore } from "../query/text-search.ts";
import type { Database } from "./driver.ts";

/** Which documents to find, in which order, and which stretch of them. */
export interface FindOptions {
  readonly where?: Condition;
  /** @default the order in which they were stored */
  readonly order?: readonly OrderKey[];
  /** @default all */
  readonly page?: Page;
}

/** JSON documents in a table with the columns `id` and `doc`, found by conditions on what is in them. */
export class Collection<T extends { id: string }> {
  readonly #database: Database;
  readonly #table: string;
  /** How the documents are laid out. */
  readonly fields: EntityFields;

  constructor(database: Database, table: string, fields: EntityFields) {
    this.#database = database;
    this.#table = table;
    this.fields = fields;
  }

  get(id: string): T | undefined {
    const row = this.#database.prepare(`SELECT doc FROM ${this.#table} WHERE id = ?`).get<{ doc: string }>(id);
    return row && (JSON.parse(row.doc) as T);
  }

  /** Returns the documents that exist, in the order of the ids. */
  getMany(ids: readonly string[]): T[] {
    const rows = this.#database
      .prepare(`SELECT id, doc FROM ${this.#table} WHERE id IN (SELECT value FROM json_each(?))`)
      .all<{ id: string; doc: string }>(JSON.stringify(ids));
    const found = new Map(rows.map(({ id, doc }) => [id, doc]));
    return [...new Set(ids)].flatMap((id) => {
      const doc = found.get(id);
      return doc === undefined ? [] : [JSON.parse(doc) as T];
    });
  }

  insert(document: T): void {
    this.#database
      .prepare(`INSERT INTO ${this.#table} (id, doc) VALUES (?, ?)`)
      .run(document.id, JSON.stringify(document));
  }

  /** Stores a changed document in place of the one with its id. */
  replace(document: T): void {
    this.#database.prepare(`UPDATE ${this.#table} SET doc = ? WHERE id = ?`).run(JSON.stringify(document), document.id);
  }

  /** Removes documents and returns how many there were. */
  delete(ids: readonly string[]): number {
    return this.#database
      .prepare(`DELETE FROM ${this.#table} WHERE id IN (SELECT value FROM json_each(?))`)
      .run(JSON.stringify(ids)).changes;
  }

  find({ where = and(), order = [], page }: FindOptions = {}): T[] {
    const compiled = compileCondition(where, this.fields);
    const orderBy = compileOrder(order);
    if (compiled.residual || !orderBy) return this.getMany(this.#pick({ where, order, page }));
    const limit = page ? sql` LIMIT ${page.limit} OFFSET ${page.skip}` : raw("");
    return this.#all<{ doc: string }>(
      sql`SELECT doc FROM ${raw(this.#table)} WHERE ${compiled.where} ORDER BY ${orderBy}${limit}`,
    ).map(({ doc }) => JSON.parse(doc) as T);
  }

  /** Like `find`, but only the ids. */
  findIds(where: Condition): string[] {
    return this.#pick({ where, order: [], page: undefined });
  }

  /** The first document that satisfies a condition. */
  findOne(where: Condition): T | undefined {
    return this.find({ where, page: { skip: 0, limit: 1 } })[0];
  }

  count(where: Condition): number {
    const compiled = compileCondition(where, this.fields);
    if (compiled.residual) return this.findIds(where).length;
    const [row] = this.#all<{ n: number }>(sql`SELECT count(*) AS n FROM ${raw(this.#table)} WHERE ${compiled.where}`);
    return row?.n ?? 0;
  }

  /** The different texts and numbers at a path, lists taken apart, sorted. */
  distinct(path: Path, where: Condition = and()): (string | number)[] {
    const [first = "", ...rest] = path;
    const values = new Set<string | number>();
    for (const value of this.#columns([first], where).flatMap(({ [first]: top }) => flattenAt(top, rest))) {
      if (typeof value === "string" || typeof value === "number") values.add(value);
    }
    return [...values].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  }

  /** Reads only some top-level keys of the documents that satisfy a condition, beside the id. */
  select(keys: readonly string[], where: Condition = and()): (Partial<T> & { id: string })[] {
    return this.#columns(keys, where) as (Partial<T> & { id: string })[];
  }

  /** Finds ids when SQL alone cannot: reads just the parts of each document that the decision needs. */
  #pick({ where, order, page }: { where: Condition; order: readonly OrderKey[]; page: Page | undefined }): string[] {
    const orderBy = compileOrder(order);
    const orderKeys = orderBy ? [] : order.flatMap(({ by }) => (by === "text score" ? [] : by.slice(0, 1)));
    const search = orderBy ? undefined : searchOf(where);
    const searchKeys = search ? keysOf(search) : [];
    const { residual } = compileCondition(where, this.fields);
    const needed = [...orderKeys, ...searchKeys, ...(residual ? keysOf(residual) : [])];
    let rows = this.#columns(needed, where, orderBy);
    if (!orderBy) {
      rows = rows.sort(compareBy(order, (row) => (search ? textScore(row, search.paths, search.search) : 0)));
    }
    return (page ? rows.slice(page.skip, page.skip + page.limit) : rows).map(({ id }) => id);
  }

  #columns(keys: readonly string[], where: Condition, orderBy: Fragment = raw("rowid")): (Document & { id: string })[] {
    const compiled = compileCondition(where, this.fields);
    const { residual } = compiled;
    const names = [...new Set([...keys, ...(residual ? keysOf(residual) : [])])].filter(
      (name) => name !== "id" && isSqlPath([name]),
    );
    const columns = names.map((name, index) => sql`, doc -> ${sqlPath([name])} AS ${raw(`c${index}`)}`);
    const rows = this.#all<Record<string, string | null> & { id: string }>(
      sql`SELECT id${join(columns, "")} FROM ${raw(this.#table)} WHERE ${compiled.where} ORDER BY ${orderBy}`,
    ).map((row) => {
      const document: Document & { id: string } = { id: row.id };
      names.forEach((name, index) => {
        const text = row[`c${index}`];
        if (typeof text === "string") document[name] = JSON.parse(text);
      });
      return document;
    });
    return residual ? rows.filter((row) => matches(residual, row)) : rows;
  }

  #all<Row>({ text, params }: Fragment): Row[] {
    return this.#database.prepare(text).all<Row>(...params);
  }
}

/** The documents whose value at a dotted path is one of `values`. */
export function where(path: string, ...values: readonly (string | number | boolean)[]): Condition {
  return isIn(parsePath(path), values);
}

function searchOf(condition: Condition): Extract<Condition, { kind: "text" }> | undefined {
  if (condition.kind === "text") return condition;
  return condition.kind === "and" ? condition.parts.map(searchOf).find(Boolean) : undefined;
}

function flattenAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => flattenAt(element, path));
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? flattenAt((value as Document)[key], rest)
    : [];
}
