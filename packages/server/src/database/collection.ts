import { compileCondition, scalarPrefix } from "../query/compile-condition.ts";
import { and, type Condition, isIn } from "../query/condition.ts";
import { type Document, type Path, parsePath, valuesAt } from "../query/document-path.ts";
import type { EntityFields } from "../query/entity-fields.ts";
import { type Fragment, join, raw, sql } from "../query/fragment.ts";
import { sqlPath } from "../query/json-path.ts";
import { matches, pathsOf } from "../query/matches.ts";
import { compareBy, compileOrder, type OrderKey } from "../query/ordering.ts";
import type { Page } from "../query/paging.ts";
import { textScore } from "../query/text-search.ts";
import type { Database } from "./driver.ts";
import { setAt } from "./patch.ts";

/** Which documents to find, in which order, and which stretch of them. */
export interface FindOptions {
  readonly where?: Condition;
  /** @default the order in which they were stored */
  readonly order?: readonly OrderKey[];
  /** @default all */
  readonly page?: Page;
}

/** Documents in a table with the columns `id` and `doc`, which holds JSON in SQLite's binary form; found by what is in them. */
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
    const row = this.#database
      .prepare(`SELECT json(doc) AS doc FROM ${this.#table} WHERE id = ?`)
      .get<{ doc: string }>(id);
    return row && (JSON.parse(row.doc) as T);
  }

  /** Returns the documents that exist, in the order of the ids. */
  getMany(ids: readonly string[]): T[] {
    const rows = this.#database
      .prepare(`SELECT id, json(doc) AS doc FROM ${this.#table} WHERE id IN (SELECT value FROM json_each(?))`)
      .all<{ id: string; doc: string }>(JSON.stringify(ids));
    const found = new Map(rows.map(({ id, doc }) => [id, doc]));
    return [...new Set(ids)].flatMap((id) => {
      const doc = found.get(id);
      return doc === undefined ? [] : [JSON.parse(doc) as T];
    });
  }

  insert(document: T): void {
    this.#database
      .prepare(`INSERT INTO ${this.#table} (id, doc) VALUES (?, jsonb(?))`)
      .run(document.id, JSON.stringify(document));
  }

  /** Stores a changed document in place of the one with its id. */
  replace(document: T): void {
    this.#database
      .prepare(`UPDATE ${this.#table} SET doc = jsonb(?) WHERE id = ?`)
      .run(JSON.stringify(document), document.id);
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
      sql`SELECT json(doc) AS doc FROM ${raw(this.#table)} WHERE ${compiled.where} ORDER BY ${orderBy}${limit}`,
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
    const values = this.#partials([path], where).flatMap((part) => valuesAt(part, path));
    return [...new Set(values.filter((value) => typeof value === "string" || typeof value === "number"))].sort(compare);
  }

  /** The different keys of the objects in an object at a top-level field, such as sections and names of parameters. */
  keyPairs(field: string, where: Condition = and()): [outer: string, inner: string][] {
    const { where: condition, residual } = compileCondition(where, this.fields);
    if (residual) throw new TypeError("Keys cannot be listed by a condition that SQL cannot check.");
    return this.#all<{ outer: string; inner: string }>(
      sql`SELECT DISTINCT outer.key AS "outer", inner.key AS "inner"
          FROM (SELECT doc FROM ${raw(this.#table)} WHERE ${condition}) AS found,
            json_each(found.doc, ${sqlPath([field])}) AS outer, json_each(outer.value) AS inner
          ORDER BY 1, 2`,
    ).map((row) => [row.outer, row.inner]);
  }

  /** Reads only some parts of the documents that satisfy a condition, by dotted path, beside the id. */
  select(fields: readonly string[], where: Condition = and()): (Partial<T> & { id: string })[] {
    const paths = fields.map(parsePath);
    return this.#partials(paths, where) as (Partial<T> & { id: string })[];
  }

  /** Finds ids when SQL alone cannot: reads just the parts of each document that the decision needs. */
  #pick({ where, order, page }: { where: Condition; order: readonly OrderKey[]; page: Page | undefined }): string[] {
    const orderBy = compileOrder(order);
    const search = orderBy ? undefined : searchOf(where);
    const orderPaths = orderBy ? [] : order.flatMap(({ by }) => (by === "text score" ? [] : [by]));
    let rows = this.#partials([...orderPaths, ...(search?.paths ?? [])], where, orderBy);
    if (!orderBy) {
      rows = rows.sort(compareBy(order, (row) => (search ? textScore(row, search.paths, search.search) : 0)));
    }
    return (page ? rows.slice(page.skip, page.skip + page.limit) : rows).map(({ id }) => id);
  }

  /** Reads the parts of documents that paths, and what SQL cannot check, ask for. */
  #partials(paths: readonly Path[], where: Condition, orderBy: Fragment = raw("rowid")): (Document & { id: string })[] {
    const { where: condition, residual } = compileCondition(where, this.fields);
    const needed = shortest(
      [...paths, ...(residual ? pathsOf(residual) : [])].map((path) => scalarPrefix(path, this.fields)),
    );
    const columns = needed.map((path, index) => sql`, doc -> ${sqlPath(path)} AS ${raw(`c${index}`)}`);
    const rows = this.#all<Record<string, string | null> & { id: string }>(
      sql`SELECT id${join(columns, "")} FROM ${raw(this.#table)} WHERE ${condition} ORDER BY ${orderBy}`,
    ).map((row) => {
      const partial: Document & { id: string } = { id: row.id };
      needed.forEach((path, index) => {
        const text = row[`c${index}`];
        if (typeof text === "string") setAt(partial, path, JSON.parse(text));
      });
      return partial;
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

/** Leaves out paths of which another one is the beginning, and those that lead nowhere. */
function shortest(paths: readonly Path[]): Path[] {
  const leading = paths.filter((path) => path.length > 0 && path[0] !== "id");
  const texts = new Map(leading.map((path) => [path.join("\0"), path]));
  return [...texts]
    .filter(([text]) => ![...texts.keys()].some((other) => text.startsWith(`${other}\0`)))
    .map(([, path]) => path);
}

function compare(left: string | number, right: string | number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
