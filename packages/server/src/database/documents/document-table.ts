import type { EntityFields } from "../../query/entity-fields.ts";
import { type Fragment, raw } from "../../query/sql/fragment.ts";
import type { Database } from "../driver.ts";
import { columnContent, compileChange, type DocumentChange, pathOf } from "./document-change.ts";
import { limitDocument, SMALL_DOCUMENT } from "./document-size.ts";

/** How much of a document is read: all of it, or all but its heavy fields. */
export type Extent = "whole" | "head";

/**
 * A table with the columns `id` and `doc`, which holds JSON in SQLite's binary form. What its fields say there are columns for is
 * there as well.
 */
export class DocumentTable {
  readonly #database: Database;
  readonly name: string;
  /** How the documents are laid out. */
  readonly fields: EntityFields;

  constructor(database: Database, name: string, fields: EntityFields) {
    this.#database = database;
    this.name = name;
    this.fields = fields;
  }

  /** The name, to be put into a query. */
  get sql(): Fragment {
    return raw(this.name);
  }

  /** SQL of a document as text. */
  text(extent: Extent): Fragment {
    const heavy = extent === "whole" ? [] : (this.fields.heavy ?? []);
    return raw(heavy.length === 0 ? "json(doc)" : `json_remove(doc, ${heavy.map(pathOf).join(", ")})`);
  }

  query<Row>({ text, params }: Fragment): Row[] {
    return this.#database.prepare(text).all<Row>(...params);
  }

  /** Stores a document that is new. */
  insert(id: string, doc: string): void {
    limitDocument(doc);
    const { names, values } = this.#columns;
    this.#database
      .prepare(`INSERT INTO ${this.name} (id, ${names.join(", ")}) VALUES (:id, ${values.join(", ")})`)
      .run({ id, doc });
    this.#database.noteChange(this.name);
  }

  /** Stores a document in place of the one with its id. */
  replace(id: string, doc: string): void {
    limitDocument(doc);
    const { names, values } = this.#columns;
    this.#database
      .prepare(`UPDATE ${this.name} SET (${names.join(", ")}) = (${values.join(", ")}) WHERE id = :id`)
      .run({ id, doc });
    this.#database.noteChange(this.name);
  }

  /** Changes parts of a document. */
  patch(id: string, change: DocumentChange): void {
    const { assignments, values } = compileChange(change, this.fields);
    this.#database.prepare(`UPDATE ${this.name} SET ${assignments.join(", ")} WHERE id = :id`).run({ ...values, id });
    this.#limit(id);
    this.#database.noteChange(this.name);
  }

  /** Refuses a document that is too large; its text is only made where it might be. */
  #limit(id: string): void {
    const large = this.#database.prepare(
      `SELECT length(json(doc)) AS length FROM ${this.name} WHERE id = ? AND length(doc) > ${SMALL_DOCUMENT}`,
    );
    const found = large.get<{ length: number }>(id);
    if (found) {
      limitDocument(found);
    }
  }

  /** Removes documents and returns how many there were. */
  delete(ids: readonly string[]): number {
    const { changes } = this.#database
      .prepare(`DELETE FROM ${this.name} WHERE id IN (SELECT value FROM json_each(?))`)
      .run(JSON.stringify(ids));
    this.#database.noteChange(this.name);
    return changes;
  }

  /** The columns that are written, and what goes into each. */
  get #columns(): { readonly names: readonly string[]; readonly values: readonly string[] } {
    const { columns = [] } = this.fields;
    const contents = columns.map((name) => columnContent(name, ":doc", this.fields, pathOf(name)));
    return { names: ["doc", ...columns], values: ["jsonb(:doc)", ...contents] };
  }
}
