import SqliteDatabase from "libsql";

/** A value that can be bound to a statement. Booleans are stored as 0 and 1, `undefined` as NULL. */
export type SqlValue = string | number | bigint | boolean | null | undefined | Uint8Array;

/** Values for the parameters of a statement: in order, or one record by name (`:name`). */
export type SqlParameters = readonly SqlValue[] | readonly [Readonly<Record<string, SqlValue>>];

/** One prepared statement. Rows are plain objects; columns declared BLOB arrive as `Uint8Array`. */
export class Statement {
  readonly #statement: SqliteDatabase.Statement<unknown[]>;
  readonly #names: readonly string[];
  #blobColumns: readonly string[] | undefined;

  constructor(statement: SqliteDatabase.Statement<unknown[]>, sql: string) {
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
    if (found === undefined) return undefined;
    // The driver adds the duration of the query to this row, and to no other.
    const { _metadata, ...row } = found;
    return this.#readBlobs(row) as Row;
  }

  /** Returns every row. */
  all<Row>(...parameters: SqlParameters): Row[] {
    const rows = this.#statement.all(bind(parameters, this.#names)) as Record<string, unknown>[];
    if (rows.length > 0 && this.#blobs().length > 0) for (const row of rows) this.#readBlobs(row);
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
      if (value instanceof ArrayBuffer) row[name] = new Uint8Array(value);
      else if (Buffer.isBuffer(value)) row[name] = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    }
    return row;
  }
}

/**
 * The SQLite connection of one server: synchronous, so that what happens between two awaits is atomic for everybody else.
 * This file is the only one that knows which driver is behind it.
 *
 * JavaScript numbers are bound as REAL: declare a column INTEGER where it should hold integers.
 */
export class Database {
  readonly #connection: SqliteDatabase.Database;
  readonly #statements = new Map<string, Statement>();
  #depth = 0;
  #open = true;

  private constructor(connection: SqliteDatabase.Database) {
    this.#connection = connection;
  }

  /** Opens a file, creating it if needed, or `":memory:"`. */
  static open(path: string): Database {
    const database = new Database(new SqliteDatabase(path));
    database.exec("PRAGMA foreign_keys = ON");
    database.exec("PRAGMA busy_timeout = 5000");
    if (path !== ":memory:") {
      database.prepare("PRAGMA journal_mode = WAL").all();
      // An answered call must survive a power cut; commits of one turn of the loop are what ingest groups to stay fast.
      database.exec("PRAGMA synchronous = FULL");
    }
    return database;
  }

  /** Returns the prepared statement for `sql`, preparing it once. Keep values out of the text: they are parameters. */
  prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = new Statement(this.#connection.prepare(sql), sql);
    // Queries built from filters come in endless shapes: forget the oldest ones.
    if (this.#statements.size >= MAX_CACHED_STATEMENTS) {
      for (const oldest of this.#statements.keys()) {
        this.#statements.delete(oldest);
        break;
      }
    }
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Runs one or more statements that take no parameters. */
  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  /** Runs `work` in a transaction: all of it is kept, or, when it throws, none. Nested calls become savepoints. */
  transaction<T>(work: () => T): T {
    const level = this.#depth;
    const [begin, commit, rollback] =
      level === 0
        ? ["BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"]
        : [`SAVEPOINT s${level}`, `RELEASE s${level}`, `ROLLBACK TO s${level}; RELEASE s${level}`];
    this.exec(begin);
    this.#depth += 1;
    try {
      const result = work();
      this.exec(commit);
      return result;
    } catch (error) {
      // A full disk may have rolled back already; a second ROLLBACK would hide that error behind its own.
      if (this.#connection.inTransaction) this.exec(rollback);
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  /** The number of the last migration applied to this file. */
  get schemaVersion(): number {
    return this.prepare("PRAGMA user_version").get<{ user_version: number }>()?.user_version ?? 0;
  }

  set schemaVersion(version: number) {
    this.exec(`PRAGMA user_version = ${Math.trunc(version)}`);
  }

  /** Bytes of everything that is stored. */
  get size(): number {
    const pages = this.prepare("PRAGMA page_count").get<{ page_count: number }>()?.page_count ?? 0;
    return pages * (this.prepare("PRAGMA page_size").get<{ page_size: number }>()?.page_size ?? 0);
  }

  /** Writes everything as it is at this moment into a new file; others may go on writing meanwhile. */
  copyInto(path: string): void {
    this.prepare("VACUUM INTO ?").run(path);
  }

  /** Writes the log back into the file and closes it. Closing twice is harmless. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#statements.clear();
    this.#connection.close();
  }
}

/**
 * Takes an exclusive hold of a file until the returned function is called or the process ends, however it ends:
 * the system releases SQLite's lock with the process, so a killed one leaves nothing to clean up.
 *
 * @returns `undefined` when somebody else holds it.
 */
export function holdFile(path: string): (() => void) | undefined {
  const connection = new SqliteDatabase(path);
  try {
    connection.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    connection.close();
    if (error instanceof Error && "code" in error && error.code === "SQLITE_BUSY") return undefined;
    throw error;
  }
  return () => connection.close();
}

const MAX_CACHED_STATEMENTS = 500;

type DriverValue = string | number | bigint | null | Uint8Array;

/** The names of the parameters of a statement; none when they are bound in order. */
function parameterNames(sql: string): string[] {
  return [...sql.replace(/'[^']*'/g, "").matchAll(/:([a-z]\w*)/gi)].flatMap(([, name]) => name ?? []);
}

/** Turns values into what the driver takes. The driver ends the process on others, and on names without a value. */
function bind(parameters: SqlParameters, names: readonly string[]): DriverValue[] | Record<string, DriverValue> {
  if (names.length === 0) return (parameters as readonly SqlValue[]).map(bindValue);
  const [values] = parameters;
  if (!isRecord(values)) throw new TypeError(`A statement takes ${names.join(", ")}: bind a record.`);
  const bound: Record<string, DriverValue> = {};
  for (const name of names) {
    if (!Object.hasOwn(values, name)) throw new TypeError(`The parameter :${name} of a statement has no value.`);
    bound[name] = bindValue(values[name]);
  }
  return bound;
}

function isRecord(value: unknown): value is Readonly<Record<string, SqlValue>> {
  return typeof value === "object" && value !== null && !(value instanceof Uint8Array);
}

function bindValue(value: SqlValue): DriverValue {
  switch (typeof value) {
    case "boolean":
      return value ? 1 : 0;
    case "undefined":
      return null;
    case "string":
    case "number":
    case "bigint":
      return value;
    default:
      if (value === null || value instanceof Uint8Array) return value;
      throw new TypeError(`A ${typeof value} cannot be stored in a column: turn it into text first.`);
  }
}
