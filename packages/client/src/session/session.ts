import { randomUUID } from "node:crypto";
import {
  type BatchEndpointName,
  ClearMLError,
  type EndpointName,
  hasIdentity,
  type ReplyOf,
  type RequestOf,
} from "@clearml-ts/protocol";
import { DEFAULT_RETRY, type RetryPolicy } from "@clearml-ts/storage";
import { publicAddress } from "../config/public-address.ts";
import type { ResolvedConfig } from "../config/resolve-config.ts";
import { CallTimeoutError } from "../errors.ts";
import type { ExchangeOptions } from "../transport/exchange.ts";
import type { Transport } from "../transport/transport.ts";
import { AuthorizedCalls, type CallBody } from "./authorized-calls.ts";
import { splitBatch } from "./batch.ts";
import type { CallOptions, CallOptionsOf, JsonEndpointName, WaitingCallOptions } from "./call-options.ts";
import { login } from "./login/login.ts";
import { TokenSource } from "./login/token-source.ts";
import { CallBudget, onBudget } from "./time/call-budget.ts";
import { withinDeadline } from "./time/deadline.ts";
import { Lifetime } from "./time/lifetime.ts";

/** Options of {@link Session.open}. */
export interface SessionOptions {
  config: ResolvedConfig;
  transport: Transport;
  retry?: Partial<RetryPolicy> | undefined;
  /** Longest time of a call, all attempts included, in milliseconds. @default 5 minutes */
  timeout?: number | undefined;
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined;
}

const CALL_TIMEOUT = 300_000;

/** Whoever connects wants to know within a minute that there is nothing to connect to. */
const CONNECT_TIMEOUT = 60_000;

/** Talks to the API: logs in, renews its token, survives a restart of the server, and turns answers into values or errors. */
export class Session implements AsyncDisposable {
  readonly #config: ResolvedConfig;
  readonly #calls: AuthorizedCalls;
  readonly #lifetime = new Lifetime();
  /** Begins the names of calls. */
  readonly #id = randomUUID();
  readonly #timeout: number;
  #named = 0;
  #user: { id: string; name: string } | undefined;

  private constructor({ config, transport, retry, timeout = CALL_TIMEOUT, now }: SessionOptions) {
    const { apiServer, extraRetryCodes, tokenThreshold: threshold } = config;
    const policy = { ...DEFAULT_RETRY, ...retry };
    const exchange: ExchangeOptions = { apiServer: publicAddress(apiServer), transport, extraRetryCodes, policy };
    this.#config = config;
    this.#timeout = timeout;
    const tokens = new TokenSource({
      threshold,
      now,
      // Shared by callers with signals of their own, so it ends only with the session.
      login: (current) =>
        this.#limited(
          "auth.login",
          undefined,
          current === undefined ? Math.min(CONNECT_TIMEOUT, timeout) : timeout,
          (signal) => login(config, current, { ...exchange, timeout }, signal),
        ),
    });
    this.#calls = new AuthorizedCalls({ config, exchange, tokens, timeout });
  }

  /**
   * Logs in.
   * @throws {@link ConnectionError} when the server cannot be reached.
   * @throws {@link AuthenticationError} when it does not accept the credentials.
   */
  static async open(options: SessionOptions, signal?: AbortSignal): Promise<Session> {
    const session = new Session(options);
    try {
      const { claims } = await session.#lifetime.run(signal, (controlled) => session.#calls.token(controlled));
      session.#user = claims.user ?? (await session.call("users.get_current_user", {}, { signal })).user;
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** The user who is logged in. */
  get user(): { id: string; name: string } {
    if (this.#user === undefined) {
      throw new Error("a session is handed out after login");
    }
    return this.#user;
  }

  /** Version of the API that calls are made in: the highest that both sides speak. */
  get apiVersion(): string {
    return this.#calls.apiVersion;
  }

  /** Version of the server, where it says so. */
  get serverVersion(): string | undefined {
    return this.#calls.claims?.serverVersion;
  }

  /** Whether the server stores scalars that are NaN or infinite; the official one does not. */
  get storesNonFinite(): boolean {
    return this.#calls.claims?.storesNonFinite ?? false;
  }

  /**
   * Calls an endpoint and returns the data of its answer.
   * @throws {@link ApiError} when the server refuses.
   * @throws {@link ConnectionError} when it cannot be reached, {@link CallTimeoutError} when it does not answer in time.
   * @throws {@link AuthenticationError} when it no longer accepts the credentials.
   */
  async call<E extends JsonEndpointName>(
    endpoint: E,
    request: RequestOf<E>,
    options?: CallOptionsOf<E>,
  ): Promise<ReplyOf<E>> {
    const { waitUpTo, ...others }: WaitingCallOptions = options ?? {};
    const identity = this.#identify(endpoint, others);
    const body: CallBody = { text: JSON.stringify(request), contentType: "application/json", identity, waitUpTo };
    return (await this.#send(endpoint, body, others)) as ReplyOf<E>;
  }

  /**
   * Sends items one JSON object a line, in as few requests as the server's limit allows, one after the other.
   * Returns the answer to each request. When one fails, those before it have been accepted.
   * @throws {@link BatchItemTooLargeError} when an item is longer than a request may be; nothing is sent then.
   * @throws {@link ApiError} when the server refuses.
   * @throws {@link ConnectionError} when it cannot be reached, {@link CallTimeoutError} when it does not answer in time.
   * @throws {@link AuthenticationError} when it no longer accepts the credentials.
   */
  async sendBatch<E extends BatchEndpointName>(
    endpoint: E,
    items: RequestOf<E>,
    options: CallOptions = {},
  ): Promise<ReplyOf<E>[]> {
    const lines = items.map((item) => JSON.stringify(item));
    return await this.sendLines(endpoint, lines, options);
  }

  /**
   * As {@link Session.sendBatch}, of items that are JSON already, none of them with a line break in it: what was written to a disk
   * in that form need not be read for it.
   * @throws {@link BatchItemTooLargeError} when an item is longer than a request may be; nothing is sent then.
   * @throws {@link ApiError} when the server refuses.
   * @throws {@link ConnectionError} when it cannot be reached, {@link CallTimeoutError} when it does not answer in time.
   * @throws {@link AuthenticationError} when it no longer accepts the credentials.
   */
  async sendLines<E extends BatchEndpointName>(
    endpoint: E,
    lines: readonly string[],
    options: CallOptions = {},
  ): Promise<ReplyOf<E>[]> {
    const replies: ReplyOf<E>[] = [];
    const batch = this.#identify(endpoint, options);
    for (const [part, text] of splitBatch(lines, this.#config.maxRequestSize).entries()) {
      const identity = batch && `${batch}.${part}`;
      const reply = await this.#send(endpoint, { text, contentType: "application/json-lines", identity }, options);
      replies.push(reply as ReplyOf<E>);
    }
    return replies;
  }

  /**
   * Makes the budget of an operation that makes several calls: run its work on it, and all of them together take no longer
   * than one may.
   */
  budget(operation: string, { timeout = this.#timeout }: { timeout?: number } = {}): CallBudget {
    return new CallBudget({ operation, timeout, apiServer: this.#config.apiServer });
  }

  /** Returns the header that authenticates a request to the file server. */
  async authorize(): Promise<Record<string, string>> {
    const { text } = await this.#lifetime.run(undefined, (signal) => this.#calls.token(signal));
    return { authorization: `Bearer ${text}` };
  }

  /** Ends the session; calls that are under way reject. Closing twice is harmless. */
  async close(): Promise<void> {
    this.#lifetime.end(new ClearMLError("The connection is closed. Connect again, or close it after the last call."));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Runs work that ends with the caller's signal, with the session, and when its time is over. */
  async #limited<T>(
    endpoint: EndpointName,
    signal: AbortSignal | undefined,
    timeout: number,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { apiServer } = this.#config;
    const expired = () => new CallTimeoutError(endpoint, { apiServer, timeout });
    return await this.#lifetime.run(signal, (controlled) => withinDeadline(controlled, { timeout, expired }, work));
  }

  /** Returns the name of a call that changes something. They follow each other, so that a server finds them side by side. */
  #identify(endpoint: EndpointName, { identity }: CallOptions): string | undefined {
    if (identity !== undefined || !hasIdentity(endpoint)) {
      return identity;
    }
    this.#named += 1;
    return `${this.#id}.${this.#named}`;
  }

  async #send(endpoint: EndpointName, body: CallBody, options: CallOptions): Promise<unknown> {
    const { signal, retries, timeout = this.#timeout } = options;
    const waitUpTo = body.waitUpTo ?? 0;
    const answer = (controlled: AbortSignal) => this.#calls.answerTo(endpoint, body, { retries, signal: controlled });
    return await this.#limited(endpoint, signal, timeout + waitUpTo, (controlled) =>
      // Whoever lets the server wait wants the time to pass.
      waitUpTo > 0 ? answer(controlled) : onBudget(controlled, answer),
    );
  }
}
