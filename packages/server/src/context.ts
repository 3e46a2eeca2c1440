import { Tokens } from "./auth/tokens.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database/driver.ts";
import type { FileStore } from "./files/file-store.ts";
import { CredentialStore } from "./stores/credentials.ts";
import { EventStore } from "./stores/events/event-store.ts";
import { SessionStore } from "./stores/sessions.ts";
import { SettingsStore } from "./stores/settings.ts";
import { UserStore } from "./stores/users.ts";

/** What a context is made of. */
export interface ContextParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly files: FileStore;
  /** Told of errors that are nobody's fault but ours; `where` is the endpoint. */
  readonly reportBug: (error: unknown, where: string) => void;
}

/**
 * Everything a handler works with; the only place where stores are wired to each other.
 * A store is a class that takes the database, the clock and the stores it needs.
 */
export class ServerContext {
  readonly database: Database;
  readonly clock: Clock;
  readonly files: FileStore;
  readonly reportBug: (error: unknown, where: string) => void;

  readonly settings: SettingsStore;
  readonly users: UserStore;
  readonly credentials: CredentialStore;
  readonly sessions: SessionStore;
  readonly tokens: Tokens;
  readonly events: EventStore;

  constructor({ database, clock, files, reportBug }: ContextParts) {
    this.database = database;
    this.clock = clock;
    this.files = files;
    this.reportBug = reportBug;

    this.settings = new SettingsStore(database);
    this.users = new UserStore(database, clock);
    this.credentials = new CredentialStore(database, clock);
    this.sessions = new SessionStore(database, clock);
    this.tokens = new Tokens(this.settings.tokenSecret, clock, this.sessions);
    this.events = new EventStore(database, clock);
  }
}
