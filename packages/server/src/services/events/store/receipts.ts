import type { Database } from "../../../database/driver.ts";

/** The sender of events, and when they were written. */
export interface Receipt {
  readonly worker: string;
  /** Milliseconds since the epoch. */
  readonly received: number;
}

/** The receipts of the requests that brought events. */
export class ReceiptStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Notes one sender of one request. */
  add(owner: string, worker: string, received: number): number {
    return this.#database
      .prepare("INSERT INTO event_receipts (owner, worker, received) VALUES (?, ?, ?)")
      .run(owner, worker, received).lastInsertRowid;
  }

  /** Receipts by their ids. */
  find(ids: ReadonlySet<number>): ReadonlyMap<number, Receipt> {
    const rows = this.#database
      .prepare("SELECT id, worker, received FROM event_receipts WHERE id IN (SELECT value FROM json_each(?))")
      .all<Receipt & { id: number }>(JSON.stringify([...ids]));
    return new Map(rows.map(({ id, worker, received }) => [id, { worker, received }]));
  }

  /** When something was last written for an owner, in milliseconds since the epoch. */
  lastReceived(owner: string): number | undefined {
    const row = this.#database
      .prepare("SELECT max(received) AS received FROM event_receipts WHERE owner = ?")
      .get<{ received: number | null }>(owner);
    return row?.received ?? undefined;
  }

  deleteFor(owner: string): void {
    this.#database.prepare("DELETE FROM event_receipts WHERE owner = ?").run(owner);
  }
}
