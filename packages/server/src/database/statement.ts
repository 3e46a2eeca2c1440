import { bind, parameterNames, type SqlParameters } from "./parameters.ts";
import type { SqliteStatement } from "./sqlite.ts";

/** One prepared statement. Rows are plain objects; columns declared BLOB arrive as `Uint8Array`. */
export class Statement {
  readonly #statement: SqliteStatement;
  readonly #names: readonly string[];
  #blobColumns: readonly string[] | undefined;

  constructor(statement: SqliteStatement, sql: string) {
    this.#statement = statement;
    this.#names = parameterNames(sql);
  }

  /** Runs a statement that returns no rows and says how many rows it changed. */
  run(...parameters: SqlParameters): { changes: number; lastInsertRowid: number } {
    const { changes, lastInsertRowid } = this.#statement.run(bind(parameters, this.#names));
    return { changes, lastInsertRowid: Number(lastInsertRowid) };
  }

  /** Returns the first row, or `undefined`. */
  get<Row>(...parameters: SqlParameters): Row | undefined {
    const found = this.#statement.get(bind(parameters, this.#names)) as Record<string, unknown> | undefined;
    if (found === undefined) {
      return undefined;
    }
    // The driver adds the duration of the query to this row, and to no other.
    const { _metadata, ...row } = found;
    return this.#readBlobs(row) as Row;
  }

  /** Returns every row. */
  all<Row>(...parameters: SqlParameters): Row[] {
    const rows = this.#statement.all(bind(parameters, this.#names)) as Record<string, unknown>[];
    if (rows.length > 0 && this.#blobs().length > 0) {
      for (const row of rows) {
        this.#readBlobs(row);
      }
    }
    return rows as Row[];
  }

  /** Yields rows as they are read, so that a large result is never in memory as a whole. */
  *iterate<Row>(...parameters: SqlParameters): IterableIterator<Row> {
    for (const row of this.#statement.iterate(bind(parameters, this.#names))) {
      yield this.#readBlobs(row as Record<string, unknown>) as Row;
    }
  }

  #blobs(): readonly string[] {
    this.#blobColumns ??= this.#statement
      .columns()
      .filter((column) => column.type?.toUpperCase() === "BLOB")
      .map((column) => column.name);
    return this.#blobColumns;
  }

  #readBlobs(row: Record<string, unknown>): Record<string, unknown> {
    for (const name of this.#blobs()) {
      const value = row[name];
      // A single row carries a Buffer, the rows of a list carry ArrayBuffers.
      if (value instanceof ArrayBuffer) {
        row[name] = new Uint8Array(value);
      } else if (Buffer.isBuffer(value)) {
        row[name] = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      }
    }
    return row;
  }
}
