import type { KeyPair } from "./config.ts";
import { InFlight } from "./http/in-flight.ts";
import type { FetchHandler } from "./http/node-listener.ts";
import { partOf, type ServerUrls } from "./server-urls.ts";

/** What a client needs to connect; can be spread into the options of `connect()`. */
export interface ServerCredentials {
  readonly apiServer: string;
  readonly webServer: string;
  readonly filesServer: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** How people enter the pages: by their name alone, with a password, or not at all as nobody has one yet. */
export type PageLogin = "name" | "password" | "nobody";

/** A running server. */
export interface Server extends AsyncDisposable {
  /** Where the API, the page and the files are. */
  readonly urls: ServerUrls;
  /** What a client needs to connect. Holds the secret: keep it out of logs. */
  readonly credentials: ServerCredentials;
  /** How people enter the pages at present. */
  readonly pageLogin: PageLogin;
  /** Answers a request to one of the three addresses in this process, without a port; takes what the global `fetch` takes. */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>;
  /** Answers what is under way, takes nothing more, and closes the database. Closing twice is harmless. */
  close(): Promise<void>;
}

/** The three parts of a server as functions. */
export type PartHandlers = Readonly<Record<keyof ServerUrls, FetchHandler>>;

/** What a running server is made of. */
export interface ServerParts {
  readonly urls: ServerUrls;
  readonly keyPair: KeyPair;
  readonly pageLogin: () => PageLogin;
  readonly handlers: PartHandlers;
  /** Runs once, after the last request is answered. */
  readonly shutDown: () => Promise<void>;
}

/** The server that `startServer` hands out. */
export class EmbeddedServer implements Server {
  readonly urls: ServerUrls;
  readonly credentials: ServerCredentials;
  readonly #handlers: PartHandlers;
  readonly #pageLogin: () => PageLogin;
  readonly #inFlight = new InFlight();
  readonly #shutDown: () => Promise<void>;
  #closed: Promise<void> | undefined;

  constructor({ urls, keyPair, pageLogin, handlers, shutDown }: ServerParts) {
    this.urls = urls;
    this.credentials = { apiServer: urls.api, webServer: urls.web, filesServer: urls.files, ...keyPair };
    this.#pageLogin = pageLogin;
    this.#handlers = handlers;
    this.#shutDown = shutDown;
  }

  get pageLogin(): PageLogin {
    if (this.#closed !== undefined) {
      return "nobody";
    }
    return this.#pageLogin();
  }

  // An arrow, so that it can be handed on as a function: connect({ fetch: server.fetch }).
  fetch = async (input: Request | URL | string, init?: RequestInit): Promise<Response> => {
    const request = input instanceof Request && init === undefined ? input : new Request(input, init);
    if (this.#closed !== undefined) {
      throw new TypeError(`fetch failed: the server at ${this.urls.api} is closed`);
    }
    const part = partOf(this.urls, request.url);
    if (!part) {
      throw new TypeError(`fetch failed: ${new URL(request.url).origin} is no address of this server`);
    }
    return this.#inFlight.track(this.#handlers[part](request, "127.0.0.1"));
  };

  close(): Promise<void> {
    this.#closed ??= this.#inFlight.drain().then(this.#shutDown);
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
