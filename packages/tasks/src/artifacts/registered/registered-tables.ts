import type { TableData } from "../../table-data.ts";
import type { ArtifactBody } from "../artifact-value.ts";
import { auditBody } from "./audit-body.ts";

/** A table to follow: one that the program changes, or a function that returns it as it is now. */
export type FollowedTable = TableData | (() => TableData);

/** Options of following a table. */
export interface RegisterArtifactOptions {
  /** Notes shown beside the artifact; values become texts. */
  metadata?: Record<string, unknown>;
  /** Columns by which rows are compared when those that occur once are counted. @default all columns */
  uniquenessColumns?: readonly string[];
}

/** A table that is followed. */
interface Registration {
  table: FollowedTable;
  options: RegisterArtifactOptions;
}

/** Stores a table as an artifact. */
export type StoreTable = (
  name: string,
  body: ArtifactBody,
  options: Pick<RegisterArtifactOptions, "metadata"> & { signal?: AbortSignal },
) => Promise<unknown>;

/** How often the tables of a running task are looked at, in milliseconds: as often as by Python. */
export const LOOK_EVERY = 300_000;

/** The tables that a task follows: each is stored when it is not what was stored last. */
export class RegisteredTables {
  readonly #store: StoreTable;
  readonly #warn: (message: string) => void;
  readonly #registered = new Map<string, Registration>();
  readonly #storedHashes = new Map<string, string>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ store, warn }: { store: StoreTable; warn: (message: string) => void }) {
    this.#store = store;
    this.#warn = warn;
  }

  /** The tables as they are now, by name. */
  tables(): Map<string, TableData> {
    return new Map([...this.#registered].map(([name, { table }]) => [name, current(table)]));
  }

  has(name: string): boolean {
    return this.#registered.has(name);
  }

  /** Follows a table, in place of the one of the same name; it is stored in the background first. */
  register(name: string, table: FollowedTable, options: RegisterArtifactOptions): void {
    this.#registered.set(name, { table, options });
    // Whoever waits for it later, with a flush, sees what is wrong.
    this.sync().catch((error: unknown) => {
      this.#warn(error instanceof Error ? error.message : String(error));
    });
  }

  /** Stores a table once more if it has changed, and follows it no longer. */
  async unregister(name: string, signal?: AbortSignal): Promise<void> {
    const registration = this.#registered.get(name);
    this.#registered.delete(name);
    if (registration) {
      await this.#inTurn(() => this.#storeChanged(name, registration, signal));
    }
  }

  /** Stores the tables that have changed. */
  async sync(signal?: AbortSignal): Promise<void> {
    await this.#inTurn(async () => {
      for (const [name, registration] of [...this.#registered]) {
        await this.#storeChanged(name, registration, signal);
      }
    });
  }

  async #storeChanged(name: string, { table, options }: Registration, signal?: AbortSignal): Promise<void> {
    const { metadata, uniquenessColumns } = options;
    const body = await auditBody(name, current(table), uniquenessColumns);
    const { dataHash = "" } = body;
    if (this.#storedHashes.get(name) !== dataHash) {
      await this.#store(name, body, { ...(metadata && { metadata }), ...(signal && { signal }) });
      this.#storedHashes.set(name, dataHash);
    }
  }

  #inTurn<T>(job: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(job);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}

function current(table: FollowedTable): TableData {
  return typeof table === "function" ? table() : table;
}
