import { and, type Condition, isIn } from "../../query/condition.ts";
import { type Path, parsePath } from "../../query/document-path.ts";
import type { EntityFields } from "../../query/entity-fields.ts";
import { textScore } from "../../query/filters/text-search.ts";
import { firstSorted } from "../../query/order/first-sorted.ts";
import { compareBy, compileOrder, type OrderKey } from "../../query/order/ordering.ts";
import type { Page } from "../../query/order/paging.ts";
import { compileCondition } from "../../query/sql/compile-condition.ts";
import { sql } from "../../query/sql/fragment.ts";
import type { Database } from "../driver.ts";
import { readParts } from "./document-parts.ts";
import { DocumentTable, type Extent } from "./document-table.ts";
import { countBy, distinct, representatives } from "./facets.ts";

/** Which documents to find, in which order, and which stretch of them. */
export interface FindOptions {
  readonly where?: Condition;
  /** @default the order in which they were stored */
  readonly order?: readonly OrderKey[];
  /** @default all */
  readonly page?: Page;
}

/** A change of some parts of a document. */
export interface PartialChange<T> {
  /** Top-level fields in place of those of their names; `undefined` removes one. */
  readonly fields: { readonly [Field in keyof T]?: T[Field] | undefined };
  /** Entries of top-level fields in place of those of their names: texts, and `null` for one that an entry lacks. @default none */
  readonly entries?: {
    readonly [Field in keyof T]?: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  };
}

/** The documents of a table, found by what is in them. Those that are read without their heavy fields are called heads. */
export class Collection<T extends { id: string }, Heavy extends string = never> {
  readonly #table: DocumentTable;

  constructor(database: Database, table: string, fields: EntityFields) {
    this.#table = new DocumentTable(database, table, fields);
  }

  /** How the documents are laid out. */
  get fields(): EntityFields {
    return this.#table.fields;
  }

  get(id: string): T | undefined {
    return this.getMany([id])[0];
  }

  /** Whether there is a document with this id; documents may be large, and this reads none. */
  has(id: string): boolean {
    return this.#table.query(sql`SELECT 1 FROM ${this.#table.sql} WHERE id = ${id}`).length > 0;
  }

  /** Returns the documents that exist, in the order of the ids. */
  getMany(ids: readonly string[]): T[] {
    return this.#read(ids, "whole") as T[];
  }

  /** Like `get`, but only the head. */
  getHead(id: string): Omit<T, Heavy> | undefined {
    return this.getHeads([id])[0];
  }

  /** Like `getMany`, but only the heads. */
  getHeads(ids: readonly string[]): Omit<T, Heavy>[] {
    return this.#read(ids, "head");
  }

  #read(ids: readonly string[], extent: Extent): Omit<T, Heavy>[] {
    if (ids.length === 0) {
      return [];
    }
    const rows = this.#table.query<{ id: string; doc: string }>(
      sql`SELECT id, ${this.#table.text(extent)} AS doc FROM ${this.#table.sql}
          WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    );
    const found = new Map(rows.map(({ id, doc }) => [id, doc]));
    return [...new Set(ids)].flatMap((id) => {
      const doc = found.get(id);
      return doc === undefined ? [] : [JSON.parse(doc) as T];
    });
  }

  insert(document: T): void {
    this.#table.insert(document.id, JSON.stringify(document));
  }

  /** Stores a changed document, which must be a whole one, in place of the one with its id. */
  replace(document: T): void {
    this.#table.replace(document.id, JSON.stringify(document));
  }

  /** Changes parts of a document, and leaves the others as they are. */
  patch(id: string, { fields, entries }: PartialChange<T>): void {
    const texts = Object.entries(fields).map(([name, value]) => [name, JSON.stringify(value)] as const);
    this.#table.patch(id, { fields: Object.fromEntries(texts), entries: entries && JSON.stringify(entries) });
  }

  /** Removes documents and returns how many there were. */
  delete(ids: readonly string[]): number {
    return this.#table.delete(ids);
  }

  find(options: FindOptions = {}): T[] {
    return this.#find(options, "whole") as T[];
  }

  /** Like `find`, but only the heads. */
  findHeads(options: FindOptions = {}): Omit<T, Heavy>[] {
    return this.#find(options, "head");
  }

  #find({ where = and(), order = [], page }: FindOptions, extent: Extent): Omit<T, Heavy>[] {
    const compiled = compileCondition(where, this.fields);
    const orderBy = compileOrder(order, this.fields);
    // A page is picked first: sorting carries along whatever is selected, and documents are heavy.
    if (compiled.residual || !orderBy || page) {
      return this.#read(this.#pick({ where, order, page }), extent);
    }
    return this.#table
      .query<{ doc: string }>(
        sql`SELECT ${this.#table.text(extent)} AS doc FROM ${this.#table.sql} WHERE ${compiled.where} ORDER BY ${orderBy}`,
      )
      .map(({ doc }) => JSON.parse(doc) as T);
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
    if (compiled.residual) {
      return this.findIds(where).length;
    }
    const [row] = this.#table.query<{ n: number }>(
      sql`SELECT count(*) AS n FROM ${this.#table.sql} WHERE ${compiled.where}`,
    );
    return row?.n ?? 0;
  }

  /** How many of the documents that satisfy a condition have which text at a top-level field. */
  countBy(field: string, where: Condition): Map<string, number> {
    return countBy(this.#table, field, where);
  }

  /** The different texts and numbers at a path, lists taken apart, sorted. */
  distinct(path: Path, where: Condition = and()): (string | number)[] {
    return distinct(this.#table, path, where);
  }

  /** The id of one document for each different value at a top-level field. */
  representatives(field: string, where: Condition = and()): string[] {
    return representatives(this.#table, field, where);
  }

  /** Reads only some parts of the documents that satisfy a condition, by dotted path, beside the id. */
  select(fields: readonly string[], where: Condition = and()): (Partial<T> & { id: string })[] {
    return readParts(this.#table, fields.map(parsePath), where) as (Partial<T> & { id: string })[];
  }

  /** Finds ids, reading no more of each document than the decision needs. */
  #pick({ where, order, page }: { where: Condition; order: readonly OrderKey[]; page: Page | undefined }): string[] {
    const orderBy = compileOrder(order, this.fields);
    if (orderBy) {
      return readParts(this.#table, [], where, { orderBy, page }).map(({ id }) => id);
    }
    const search = searchOf(where);
    const orderPaths = order.flatMap(({ by }) => (by === "text score" ? [] : [by]));
    const parts = readParts(this.#table, [...orderPaths, ...(search?.paths ?? [])], where);
    const compare = compareBy(order, (part) => (search ? textScore(part, search.paths, search.search) : 0));
    const { skip, limit } = page ?? { skip: 0, limit: parts.length };
    const first = firstSorted(parts, compare, skip + limit);
    return first.slice(skip).map(({ id }) => id);
  }
}

/** The documents whose value at a dotted path is one of `values`. */
export function where(path: string, ...values: readonly (string | number | boolean)[]): Condition {
  return isIn(parsePath(path), values);
}

function searchOf(condition: Condition): Extract<Condition, { kind: "text" }> | undefined {
  if (condition.kind === "text") {
    return condition;
  }
  return condition.kind === "and" ? condition.parts.map(searchOf).find(Boolean) : undefined;
}
