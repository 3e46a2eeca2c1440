import { inspect } from "node:util";
import type { Storage } from "@clearml-ts/storage";
import { publicAddress } from "./config/public-address.ts";
import type { ResolvedConfig } from "./config/resolve-config.ts";
import { publicAddresses } from "./config/settings/without-secrets.ts";
import type { Lists } from "./services/lists.ts";
import type { Services } from "./services/services.ts";
import type { Session } from "./session/session.ts";

/** A ClearML that is logged in to: everything that tasks, models and datasets need. Prints without its secrets. */
export interface Connection extends AsyncDisposable {
  /** The configuration, every default filled in. Its fields hold the credentials: keep them out of logs. */
  readonly config: ResolvedConfig;
  /** The calls themselves: token, retries, batches. */
  readonly session: Session;
  /** Every endpoint of the API as a typed method. */
  readonly services: Services;
  /** Every endpoint that answers page by page, as a typed method that yields all of its records. */
  readonly lists: Lists;
  /** Files: the file server with its credentials, other hosts, folders, and the local cache. */
  readonly storage: Storage;
  /** Returns the address of a page of the web UI, such as `projects/{project}/tasks/{task}/output/log`. */
  pageUrl(path: string): string;
  /** Tells people of a problem that no error reports; each text once. */
  warn(message: string): void;
  /** Ends the session; calls under way reject. Closing twice is harmless. */
  close(): Promise<void>;
}

/** The parts of a {@link Connection}. */
export interface ConnectionParts {
  config: ResolvedConfig;
  session: Session;
  services: Services;
  lists: Lists;
  storage: Storage;
  warn: (message: string) => void;
  /** Runs before the session ends. */
  onClose?: (() => void) | undefined;
}

/** The connection that `connect()` hands out. */
export class LoggedInConnection implements Connection {
  readonly config: ResolvedConfig;
  readonly session: Session;
  readonly services: Services;
  readonly lists: Lists;
  readonly storage: Storage;
  readonly #onClose: () => void;
  readonly #warn: (message: string) => void;

  constructor({ config, session, services, lists, storage, warn, onClose = () => {} }: ConnectionParts) {
    this.config = config;
    this.session = session;
    this.services = services;
    this.lists = lists;
    this.storage = storage;
    this.#warn = warn;
    this.#onClose = onClose;
  }

  pageUrl(path: string): string {
    return `${publicAddress(this.config.webServer)}/${path}`;
  }

  warn(message: string): void {
    this.#warn(message);
  }

  async close(): Promise<void> {
    this.#onClose();
    await this.session.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Returns the parts of the connection that a log may show. */
  toJSON(): Record<string, unknown> {
    const { workerName } = this.config;
    return { ...publicAddresses(this.config), workerName, user: this.session.user.name };
  }

  toString(): string {
    return `Connection to ${publicAddress(this.config.apiServer)}`;
  }

  [inspect.custom](): string {
    return `Connection ${inspect(this.toJSON())}`;
  }
}
