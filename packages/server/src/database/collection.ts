import { compileCondition, scalarPrefix } from "../query/compile-condition.ts";
import { and, type Condition, isIn } from "../query/condition.ts";
import { type Document, type Path, parsePath, valuesAt } from "../query/document-path.ts";
import type { EntityFields } from "../query/entity-fields.ts";
import { firstSorted } from "../query/first-sorted.ts";
import { type Fragment, join, raw, sql } from "../query/fragment.ts";
import { sqlJson, sqlPath, sqlValue } from "../query/json-path.ts";
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

/**
 * Documents in a table with the columns `id` and `doc`, which holds JSON in SQLite's binary form; found by what is in them. What
 * its fields say there are columns for is written there as well.
 */
export class Collection<T extends { id: string }> {
  readonly #database: Database;
  readonly #table: string;
  /** How the documents are laid out. */
  readonly fields: EntityFields;
  /** The columns that are written, and what goes into each. */
  readonly #columns: { readonly names: readonly string[]; readonly values: readonly string[] };

  constructor(database: Database, table: string, fields: EntityFields) {
    this.#database = database;
    this.#table = table;
    this.fields = fields;
    const { columns = [], arrays = [] } = fields;
    const valueOf = (name: string) =>
      arrays.includes(name) ? `:doc -> '$.${name}'` : `json_extract(:doc, '$.${name}')`;
    this.#columns = { names: ["doc", ...columns], values: ["jsonb(:doc)", ...columns.map(valueOf)] };
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
    const { names, values } = this.#columns;
    this.#database
      .prepare(`INSERT INTO ${this.#table} (id, ${names.join(", ")}) VALUES (:id, ${values.join(", ")})`)
      .run({ id: document.id, doc: JSON.stringify(document) });
  }

  /** Stores a changed document in place of the one with its id. */
  replace(document: T): void {
    const { names, values } = this.#columns;
    this.#database
      .prepare(`UPDATE ${this.#table} SET (${names.join(", ")}) = (${values.join(", ")}) WHERE id = :id`)
      .run({ id: document.id, doc: JSON.stringify(document) });
  }

  /** Removes documents and returns how many there were. */
  delete(ids: readonly string[]): number {
    return this.#database
      .prepare(`DELETE FROM ${this.#table} WHERE id IN (SELECT value FROM json_each(?))`)
      .run(JSON.stringify(ids)).changes;
  }

  find({ where = and(), order = [], page }: FindOptions = {}): T[] {
    const compiled = compileCondition(where, this.fields);
    const orderBy = compileOrder(order, this.fields);
    // A page is picked first: sorting carries along whatever is selected, and documents are heavy.
    if (compiled.residual || !orderBy || page) return this.getMany(this.#pick({ where, order, page }));
    return this.#all<{ doc: string }>(
      sql`SELECT json(doc) AS doc FROM ${raw(this.#table)} WHERE ${compiled.where} ORDER BY ${orderBy}`,
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

  /** How many of the documents that satisfy a condition have which text at a top-level field. */
  countBy(field: string, where: Condition): Map<string, number> {
    const { where: condition, residual } = compileCondition(where, this.fields);
    if (residual) return this.countBy(field, isIn(["id"], this.findIds(where)));
    const rows = this.#all<{ value: unknown; n: number }>(
      sql`SELECT ${sqlValue([field], this.fields)} AS value, count(*) AS n
          FROM ${raw(this.#table)} WHERE ${condition} GROUP BY 1`,
    );
    return new Map(rows.map(({ value, n }) => [String(value), n]));
  }

  /** The different texts and numbers at a path, lists taken apart, sorted. */
  distinct(path: Path, where: Condition = and()): (string | number)[] {
    const values =
      this.#distinctBySql(path, where) ?? this.#partials([path], where).flatMap((part) => valuesAt(part, path));
    return [...new Set(values.filter((value) => typeof value === "string" || typeof value === "number"))].sort(compare);
  }

  /** The id of one document for each different value at a top-level field. */
  representatives(field: string, where: Condition = and()): string[] {
    const { where: condition, residual } = compileCondition(where, this.fields);
    if (residual) return this.findIds(where);
    return this.#all<{ id: string }>(
      sql`SELECT min(id) AS id FROM ${raw(this.#table)} WHERE ${condition} GROUP BY ${sqlValue([field], this.fields)}`,
    ).map(({ id }) => id);
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

  /** Finds ids, reading no more of each document than the decision needs. */
  #pick({ where, order, page }: { where: Condition; order: readonly OrderKey[]; page: Page | undefined }): string[] {
    const orderBy = compileOrder(order, this.fields);
    if (orderBy) return this.#partials([], where, { orderBy, page }).map(({ id }) => id);
    const search = searchOf(where);
    const orderPaths = order.flatMap(({ by }) => (by === "text score" ? [] : [by]));
    const rows = this.#partials([...orderPaths, ...(search?.paths ?? [])], where);
    const compare = compareBy(order, (row) => (search ? textScore(row, search.paths, search.search) : 0));
    const { skip, limit } = page ?? { skip: 0, limit: rows.length };
    return firstSorted(rows, compare, skip + limit)
      .slice(skip)
      .map(({ id }) => id);
  }

  /** Reads the parts of documents that paths, and what SQL cannot check, ask for. */
  #partials(paths: readonly Path[], where: Condition, { orderBy = raw("rowid"), page }: Stretch = {}): Part[] {
    const { where: condition, residual } = compileCondition(where, this.fields);
    const needed = shortest(
      [...paths, ...(residual ? pathsOf(residual) : [])].map((path) => scalarPrefix(path, this.fields)),
    );
    const limit = page && !residual ? sql` LIMIT ${page.limit} OFFSET ${page.skip}` : raw("");
    const part = sql`json_array(${join([raw("id"), ...needed.map((path) => sqlJson(path, this.fields))], ", ")})`;
    // One text: a row takes the driver longer than it takes SQLite to find it.
    const [found] = this.#all<{ parts: string | null }>(
      sql`SELECT group_concat(part, ',') AS parts
          FROM (SELECT ${part} AS part FROM ${raw(this.#table)} WHERE ${condition} ORDER BY ${orderBy}${limit})`,
    );
    const rows = (JSON.parse(`[${found?.parts ?? ""}]`) as [id: string, ...values: unknown[]][]).map(
      ([id, ...values]) => {
        const partial: Part = { id };
        needed.forEach((path, index) => {
          if (values[index] !== null) setAt(partial, path, values[index]);
        });
        return partial;
      },
    );
    return residual
      ? cut(
          rows.filter((row) => matches(residual, row)),
          page,
        )
      : rows;
  }

  /** `undefined` where SQL cannot follow the path or check the condition. */
  #distinctBySql(path: Path, where: Condition): unknown[] | undefined {
    const { where: condition, residual } = compileCondition(where, this.fields);
    if (residual || scalarPrefix(path, this.fields).length < path.length) return undefined;
    const table = raw(this.#table);
    const values = this.fields.arrays?.includes(path.join("."))
      ? sql`SELECT DISTINCT list.atom AS found
          FROM (SELECT DISTINCT ${sqlJson(path, this.fields)} AS part FROM ${table} WHERE ${condition}) AS parts,
            json_each(parts.part) AS list`
      : sql`SELECT DISTINCT ${sqlValue(path, this.fields)} AS found FROM ${table} WHERE ${condition}`;
    return this.#all<{ found: unknown }>(values).map(({ found }) => found);
  }

  #all<Row>({ text, params }: Fragment): Row[] {
    return this.#database.prepare(text).all<Row>(...params);
  }
}

/** The documents whose value at a dotted path is one of `values`. */
export function where(path: string, ...values: readonly (string | number | boolean)[]): Condition {
  return isIn(parsePath(path), values);
}

/** The parts of a document that were asked for. */
type Part = Document & { id: string };

/** In which order to read documents, and which of them. */
interface Stretch {
  readonly orderBy?: Fragment;
  readonly page?: Page | undefined;
}

function cut<Row>(rows: Row[], page: Page | undefined): Row[] {
  return page ? rows.slice(page.skip, page.skip + page.limit) : rows;
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
