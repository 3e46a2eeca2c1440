import { randomUUID } from "node:crypto";
import {
  API_VERSION,
  ApiError,
  type BatchEndpointName,
  ClearMLError,
  compareVersions,
  type EndpointName,
  hasIdentity,
  IDENTITY_HEADER,
  isRawEndpoint,
  type ReplyOf,
  type RequestOf,
  WAIT_HEADER,
  type WaitingEndpointName,
} from "@clearml-ts/protocol";
import { DEFAULT_RETRY, type RetryPolicy } from "@clearml-ts/storage";
import { publicAddress } from "../config/public-address.ts";
import type { ResolvedConfig } from "../config/resolve-config.ts";
import { CallTimeoutError } from "../errors.ts";
import { type Answer, type ExchangeOptions, exchange } from "../transport/exchange.ts";
import { callHeaders } from "../transport/headers.ts";
import type { Transport } from "../transport/transport.ts";
import { abortable } from "./abortable.ts";
import { splitBatch } from "./batch.ts";
import { CallBudget, onBudget } from "./call-budget.ts";
import { withinDeadline } from "./deadline.ts";
import { Lifetime } from "./lifetime.ts";
import { login, refused } from "./login.ts";
import { type CurrentToken, TokenSource } from "./token-source.ts";

/** Options of a single call. */
export interface CallOptions {
  /** Attempts after the first one while the server is busy or cannot be reached. @default those of the connection, 8 unless it was told otherwise */
  retries?: number | undefined;
  /** Longest time of the call, all attempts included, in milliseconds. @default that of the connection, 5 minutes unless it was told otherwise */
  timeout?: number | undefined;
  /**
   * Names a call that changes something, so that it is done once however often it is sent: the embedded server answers the
   * same again, others do not look at the name. Pass one to make a call again whose answer was lost, with the same request.
   * @default a new name for each call, kept over its retries
   */
  identity?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Options of a call whose empty answer may be held back. */
export interface WaitingCallOptions extends CallOptions {
  /**
   * Milliseconds for which the server may hold an empty answer back, until there is something to answer: a minute at most. The
   * embedded server does; others answer at once, so ask again after a pause of your own. Comes on top of `timeout`. @default 0
   */
  waitUpTo?: number | undefined;
}

/** Options of a call to an endpoint. */
export type CallOptionsOf<E extends EndpointName> = E extends WaitingEndpointName ? WaitingCallOptions : CallOptions;

/** Endpoints that take one JSON object. */
export type JsonEndpointName = Exclude<EndpointName, BatchEndpointName>;

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

/** A request body and its media type. */
interface Body {
  text: string;
  contentType: "application/json" | "application/json-lines";
  /** Names the call, where doing it twice would change something twice. */
  identity: string | undefined;
  /** Milliseconds for which an empty answer may be held back. */
  waitUpTo?: number | undefined;
}

/** Talks to the API: logs in, renews its token, survives a restart of the server, and turns answers into values or errors. */
export class Session implements AsyncDisposable {
  readonly #config: ResolvedConfig;
  readonly #exchange: ExchangeOptions;
  readonly #tokens: TokenSource;
  readonly #lifetime = new Lifetime();
  /** Begins the names of calls. */
  readonly #id = randomUUID();
  readonly #timeout: number;
  #calls = 0;
  #token: CurrentToken | undefined;
  #user: { id: string; name: string } | undefined;

  private constructor({ config, transport, retry, timeout = CALL_TIMEOUT, now }: SessionOptions) {
    const { apiServer, extraRetryCodes, tokenThreshold: threshold } = config;
    this.#config = config;
    this.#timeout = timeout;
    this.#exchange = {
      apiServer: publicAddress(apiServer),
      transport,
      extraRetryCodes,
      policy: { ...DEFAULT_RETRY, ...retry },
    };
    this.#tokens = new TokenSource({
      threshold,
      now,
      // Shared by callers with signals of their own, so it ends only with the session.
      login: (current) =>
        this.#limited(
          "auth.login",
          undefined,
          current === undefined ? Math.min(CONNECT_TIMEOUT, timeout) : timeout,
          (signal) => login(config, current, { ...this.#exchange, timeout }, signal),
        ),
    });
  }

  /**
   * Logs in.
   * @throws {@link ConnectionError} when the server cannot be reached.
   * @throws {@link AuthenticationError} when it does not accept the credentials.
   */
  static async open(options: SessionOptions, signal?: AbortSignal): Promise<Session> {
    const session = new Session(options);
    try {
      const { claims } = await session.#lifetime.run(signal, (controlled) => session.#currentToken(controlled));
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
    const offered = this.#token?.claims.apiVersion ?? API_VERSION;
    return compareVersions(offered, API_VERSION) < 0 ? offered : API_VERSION;
  }

  /** Version of the server, where it says so. */
  get serverVersion(): string | undefined {
    return this.#token?.claims.serverVersion;
  }

  /** Whether the server stores scalars that are NaN or infinite; the official one does not. */
  get storesNonFinite(): boolean {
    return this.#token?.claims.storesNonFinite ?? false;
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
    const body: Body = { text: JSON.stringify(request), contentType: "application/json", identity, waitUpTo };
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
    const replies: ReplyOf<E>[] = [];
    const batch = this.#identify(endpoint, options);
    for (const [part, text] of splitBatch(items, this.#config.maxRequestSize).entries()) {
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
    const { text } = await this.#lifetime.run(undefined, (signal) => this.#currentToken(signal));
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
    this.#calls += 1;
    return `${this.#id}.${this.#calls}`;
  }

  async #send(endpoint: EndpointName, body: Body, options: CallOptions): Promise<unknown> {
    const { signal, retries, timeout = this.#timeout } = options;
    const waitUpTo = body.waitUpTo ?? 0;
    const answer = (controlled: AbortSignal) => this.#answerTo(endpoint, body, retries, controlled);
    return await this.#limited(endpoint, signal, timeout + waitUpTo, (controlled) =>
      // Whoever lets the server wait wants the time to pass.
      waitUpTo > 0 ? answer(controlled) : onBudget(controlled, answer),
    );
  }

  async #answerTo(
    endpoint: EndpointName,
    body: Body,
    retries: number | undefined,
    signal: AbortSignal,
  ): Promise<unknown> {
    const token = await this.#currentToken(signal);
    let answer = await this.#post(endpoint, body, token, retries, signal);
    if (answer.status === 401) {
      const renewed = await this.#currentToken(signal, token);
      answer = await this.#post(endpoint, body, renewed, retries, signal);
    }
    return this.#dataOf(endpoint, answer);
  }

  async #currentToken(signal: AbortSignal, refusedToken?: CurrentToken): Promise<CurrentToken> {
    this.#token = await abortable(this.#tokens.get(refusedToken), signal);
    return this.#token;
  }

  async #post(
    endpoint: EndpointName,
    { text, contentType, identity, waitUpTo = 0 }: Body,
    token: CurrentToken,
    retries: number | undefined,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { policy } = this.#exchange;
    const headers = {
      ...callHeaders(this.#config.workerName, this.serverVersion),
      "content-type": contentType,
      authorization: `Bearer ${token.text}`,
      ...(identity !== undefined && { [IDENTITY_HEADER]: identity }),
      ...(waitUpTo > 0 && { [WAIT_HEADER]: `${Math.round(waitUpTo)}` }),
    };
    return await exchange(
      { path: `/v${this.apiVersion}/${endpoint}`, body: text, headers, timeout: this.#timeout + waitUpTo, signal },
      { ...this.#exchange, policy: { ...policy, retries: retries ?? policy.retries }, raw: isRawEndpoint(endpoint) },
    );
  }

  #dataOf(endpoint: EndpointName, { envelope, text }: Answer): unknown {
    if (envelope === undefined) {
      return text;
    }
    const { meta, data } = envelope;
    if (meta.result_code === 200) {
      return data;
    }
    if (meta.result_code === 401) {
      throw refused(this.#config, meta.result_msg);
    }
    throw ApiError.fromMeta(endpoint, meta);
  }
}
