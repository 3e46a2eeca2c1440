import type { Clock } from "./clock.ts";
import type { Database } from "./database/driver.ts";

/** What a context is made of. */
export interface ContextParts {
  readonly database: Database;
  readonly clock: Clock;
}

/**
 * Everything a handler works with; the only place where stores are wired to each other.
 * A store is a class that takes the database, the clock and the stores it needs.
 */
export class ServerContext {
  readonly database: Database;
  readonly clock: Clock;

  constructor({ database, clock }: ContextParts) {
    this.database = database;
    this.clock = clock;
  }
}
