import { makePrivateFile } from "../data-folder/private-modes.ts";
import { openSqlite, openSqliteForReading, type SqliteConnection } from "./sqlite.ts";
import { isDiskFull } from "./sqlite-errors.ts";
import { Statement } from "./statement.ts";
import { TableChanges } from "./table-changes.ts";

const MAX_CACHED_STATEMENTS = 500;
const MAX_CACHED_LENGTH = 20_000;

/** The name of a database that is not in a file. */
const MEMORY = ":memory:";

/**
 * How much of the file is read where the system has it in memory, instead of through copies: a page that looks at every task is
 * answered in half the time. Counts as memory of the process, but the system takes it back whenever it needs it.
 */
const MAPPED_BYTES = 256 * 1024 * 1024;

/**
 * The SQLite connection of one server: synchronous, so that what happens between two awaits is atomic for everybody else.
 *
 * JavaScript numbers are bound as REAL: declare a column INTEGER where it should hold integers.
 */
export class Database {
  /** Tells of changes that are committed. */
  readonly changes = new TableChanges();
  readonly #connection: SqliteConnection;
  readonly #statements = new Map<string, Statement>();
  #depth = 0;
  #open = true;

  private constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /** Opens a file, creating it if needed, or `":memory:"`. */
  static open(path: string): Database {
    if (path !== MEMORY) {
      // SQLite gives its log the mode of the database: the secrets of a server are in both.
      makePrivateFile(path);
    }
    const database = new Database(openSqlite(path));
    database.exec("PRAGMA foreign_keys = ON");
    database.exec("PRAGMA busy_timeout = 5000");
    if (path !== MEMORY) {
      database.exec("PRAGMA journal_mode = WAL");
      // An answered call must survive a power cut; `GroupCommit` is what makes up for the price.
      database.exec("PRAGMA synchronous = FULL");
      database.exec(`PRAGMA mmap_size = ${MAPPED_BYTES}`);
    }
    return database;
  }

  /** Opens a file that is there for reading only, whether or not somebody writes it. */
  static openForReading(path: string): Database {
    const database = new Database(openSqliteForReading(path));
    database.exec("PRAGMA busy_timeout = 5000");
    return database;
  }

  /** Returns the prepared statement for `sql`, preparing it once. Keep values out of the text: they are parameters. */
  prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) {
      return known;
    }
    const statement = new Statement(this.#connection.prepare(sql), sql);
    // Queries built from filters come in endless shapes: forget the oldest ones, and never keep the largest.
    if (sql.length > MAX_CACHED_LENGTH) {
      return statement;
    }
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
      if (level === 0) {
        this.changes.committed();
      }
      return result;
    } catch (error) {
      if (level === 0) {
        this.changes.undone();
      }
      // A full disk may have rolled back already; a second ROLLBACK would hide that error behind its own.
      if (this.inTransaction) {
        this.exec(rollback);
      }
      // Pages in the log take room twice: written back, they may leave enough for the next call, such as one that deletes.
      if (isDiskFull(error)) {
        this.#writeLogBack("PASSIVE");
      }
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  /** Tells those who watch a table that it was changed: when that is committed, which outside of a transaction it is. */
  noteChange(table: string): void {
    this.changes.note(table);
    if (this.#depth === 0) {
      this.changes.committed();
    }
  }

  /** Whether a transaction is open; an error of the disk may have ended the one that `transaction` began. */
  get inTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  /** How many rows were inserted, changed or deleted since the database was opened. */
  get changedRows(): number {
    return this.prepare("SELECT total_changes() AS changes").get<{ changes: number }>()?.changes ?? 0;
  }

  /** The number of the last migration applied to this file. */
  get schemaVersion(): number {
    return this.#pragma("user_version");
  }

  set schemaVersion(version: number) {
    this.exec(`PRAGMA user_version = ${Math.trunc(version)}`);
  }

  /** Bytes of everything that is stored, and of them those that deleting has freed for what is stored next. */
  get size(): { readonly bytes: number; readonly free: number } {
    const pageSize = this.#pragma("page_size");
    return { bytes: this.#pragma("page_count") * pageSize, free: this.#pragma("freelist_count") * pageSize };
  }

  #pragma(name: string): number {
    return this.prepare(`PRAGMA ${name}`).get<Record<string, number>>()?.[name] ?? 0;
  }

  /** Writes everything as it is at this moment into a new file; others may go on writing meanwhile. */
  copyInto(path: string): void {
    this.prepare("VACUUM INTO ?").run(path);
  }

  /** Writes everything anew without what is free, and gives that back to the disk. Needs the database for itself. */
  shrink(): void {
    this.exec("VACUUM");
    this.#writeLogBack("TRUNCATE");
  }

  /** Writes the log back into the file and closes it. Closing twice is harmless. */
  close(): void {
    if (!this.#open) {
      return;
    }
    this.#open = false;
    this.#writeLogBack("TRUNCATE");
    this.#statements.clear();
    this.#connection.close();
  }

  /**
   * SQLite does so by itself on close, but the driver closes only when every statement is garbage. `PASSIVE` waits for nobody;
   * `TRUNCATE` waits for readers, and gives the log's room back.
   */
  #writeLogBack(how: "PASSIVE" | "TRUNCATE"): void {
    if (this.inTransaction) {
      return;
    }
    try {
      this.exec(`PRAGMA wal_checkpoint(${how})`);
    } catch {
      // Read-only, or the disk is full: the log stays, and whoever opens the file next reads it.
    }
  }
}
