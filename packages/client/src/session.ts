import {
  API_VERSION,
  ApiError,
  type BatchEndpointName,
  ClearMLError,
  compareVersions,
  type EndpointName,
  type ReplyOf,
  type RequestOf,
} from "@clearml-ts/protocol";
import type { RetryPolicy } from "@clearml-ts/storage";
import packageJson from "../package.json" with { type: "json" };
import { abortable } from "./abortable.ts";
import { splitBatch } from "./batch.ts";
import type { ResolvedConfig } from "./config/resolve-config.ts";
import { AuthenticationError, ConnectionError } from "./errors.ts";
import { type Answer, exchange } from "./exchange.ts";
import { CALL_RETRY, CONNECT_RETRIES } from "./retry.ts";
import { type CurrentToken, TokenSource } from "./token-source.ts";
import type { Transport } from "./transport.ts";

/** Options of a single call. */
export interface CallOptions {
  /** Attempts after the first one while the server is busy or cannot be reached. @default what the connection was given, or 8 */
  retries?: number | undefined;
  signal?: AbortSignal | undefined;
}

/** Endpoints that take one JSON object. */
export type JsonEndpointName = Exclude<EndpointName, BatchEndpointName>;

/** What a {@link Session} needs. */
export interface SessionOptions {
  config: ResolvedConfig;
  transport: Transport;
  retry?: Partial<RetryPolicy> | undefined;
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined;
}

const CALL_TIMEOUT = 300_000;
const LOGIN_TIMEOUT = 30_000;
const CLIENT = `clearml-ts-${packageJson.version}`;
const RAW = new Set<EndpointName>(["events.download_task_log", "organization.download_for_get_all"]);

/** Talks to the API: logs in, renews its token, survives a restart of the server, and turns answers into values or errors. */
export class Session implements AsyncDisposable {
  readonly #options: SessionOptions;
  readonly #policy: RetryPolicy;
  readonly #tokens: TokenSource;
  readonly #underWay = new Set<AbortController>();
  #closed: ClearMLError | undefined;
  #token: CurrentToken | undefined;
  #user: { id: string; name: string } | undefined;

  private constructor(options: SessionOptions) {
    this.#options = options;
    this.#policy = { ...CALL_RETRY, ...options.retry };
    const { tokenThreshold: threshold } = options.config;
    this.#tokens = new TokenSource({ threshold, now: options.now, login: (current) => this.#login(current) });
  }

  /**
   * Logs in.
   * @throws {@link ConnectionError}, {@link AuthenticationError}
   */
  static async open(options: SessionOptions, signal?: AbortSignal): Promise<Session> {
    const session = new Session(options);
    try {
      await session.#underControl(signal, async (controlled) => {
        session.#token = await abortable(session.#tokens.get(), controlled);
      });
      const { user } = session.#token?.claims ?? {};
      session.#user = user ?? (await session.call("users.get_current_user", {}, { signal })).user;
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  /** Who is logged in. */
  get user(): { id: string; name: string } {
    if (this.#user === undefined) throw new Error("a session is handed out after login");
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

  /**
   * Calls an endpoint and returns the data of its answer.
   * @throws {@link ApiError} when the server refuses, {@link ConnectionError} when it cannot be reached,
   * {@link AuthenticationError} when it no longer accepts the credentials
   */
  async call<E extends JsonEndpointName>(
    endpoint: E,
    request: RequestOf<E>,
    options: CallOptions = {},
  ): Promise<ReplyOf<E>> {
    const reply = await this.#send(endpoint, JSON.stringify(request), "application/json", options);
    return reply as ReplyOf<E>;
  }

  /**
   * Sends items one JSON object a line, in as few requests as the server's limit allows, one after the other.
   * Returns what each request was answered. When one fails, those before it have been accepted.
   * @throws {@link BatchItemTooLargeError} before anything is sent, and what {@link Session.call} throws
   */
  async sendBatch<E extends BatchEndpointName>(
    endpoint: E,
    items: RequestOf<E>,
    options: CallOptions = {},
  ): Promise<ReplyOf<E>[]> {
    const replies: ReplyOf<E>[] = [];
    for (const body of splitBatch(items, this.#options.config.maxRequestSize)) {
      const reply = await this.#send(endpoint, body, "application/json-lines", options);
      replies.push(reply as ReplyOf<E>);
    }
    return replies;
  }

  /** Returns the header that authenticates a request to the file server. */
  async authorize(): Promise<Record<string, string>> {
    return await this.#underControl(undefined, async (signal) => {
      return { authorization: `Bearer ${(await this.#currentToken(signal)).text}` };
    });
  }

  /** Ends the session; calls that are under way reject. Closing twice is harmless. */
  async close(): Promise<void> {
    this.#closed ??= new ClearMLError("The connection is closed. Connect again, or close it after the last call.");
    for (const controller of this.#underWay) controller.abort(this.#closed);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #send(endpoint: EndpointName, body: string, contentType: string, options: CallOptions): Promise<unknown> {
    return await this.#underControl(options.signal, async (signal) => {
      const token = await this.#currentToken(signal);
      let answer = await this.#post(endpoint, body, contentType, token, signal, options);
      if (answer.status === 401) {
        const renewed = await this.#currentToken(signal, token);
        answer = await this.#post(endpoint, body, contentType, renewed, signal, options);
      }
      return this.#dataOf(endpoint, answer);
    });
  }

  async #currentToken(signal: AbortSignal, refused?: CurrentToken): Promise<CurrentToken> {
    this.#token = await abortable(this.#tokens.get(refused), signal);
    return this.#token;
  }

  async #post(
    endpoint: EndpointName,
    body: string,
    contentType: string,
    token: CurrentToken,
    signal: AbortSignal,
    { retries = this.#policy.retries }: CallOptions,
  ): Promise<Answer> {
    const headers = { ...this.#headers(), "content-type": contentType, authorization: `Bearer ${token.text}` };
    const path = `/v${this.apiVersion}/${endpoint}`;
    return await exchange(
      { path, body, headers, timeout: CALL_TIMEOUT, signal },
      { ...this.#exchangeOptions(), policy: { ...this.#policy, retries }, raw: RAW.has(endpoint) },
    );
  }

  async #login(current: string | undefined): Promise<string> {
    const { config } = this.#options;
    const { apiServer, credentials, tokenLifetime } = config;
    // A token that was given serves to get the first one of our own, and each one to get the next.
    const authorization =
      credentials.kind === "keys"
        ? `Basic ${Buffer.from(`${credentials.accessKey}:${credentials.secretKey}`).toString("base64")}`
        : `Bearer ${current ?? credentials.token}`;
    const isFirst = current === undefined;
    const policy = isFirst
      ? { ...this.#policy, retries: Math.min(CONNECT_RETRIES, this.#policy.retries) }
      : this.#policy;
    const answer = await this.#underControl(undefined, async (signal) => {
      const headers = { ...this.#headers(), "content-type": "application/json", authorization };
      const body = JSON.stringify({ expiration_sec: tokenLifetime });
      const request = { path: "/auth.login", body, headers, timeout: LOGIN_TIMEOUT, signal };
      return await exchange(request, { ...this.#exchangeOptions(), policy });
    });
    const { token } = this.#dataOf("auth.login", answer) as { token?: unknown };
    if (typeof token === "string") return token;
    throw new ConnectionError(`${apiServer} accepts the login but returns no token. Is api_server the API server?`, {
      apiServer,
    });
  }

  #dataOf(endpoint: EndpointName, answer: Answer): unknown {
    if ("text" in answer) return answer.text;
    const { meta, data } = answer.envelope;
    if (meta.result_code === 200) return data;
    if (meta.result_code === 401) throw this.#refused(meta.result_msg);
    throw ApiError.fromMeta(endpoint, meta);
  }

  #refused(serverMessage: string): AuthenticationError {
    const { apiServer, credentials } = this.#options.config;
    const which = credentials.kind === "keys" ? `access key ${credentials.accessKey.slice(0, 4)}…` : "token";
    const message = `The ClearML server at ${apiServer} does not accept the ${which}: ${serverMessage}. Create new credentials on its web page, or check which server they are for.`;
    return new AuthenticationError(message, { apiServer });
  }

  #exchangeOptions() {
    const { config, transport } = this.#options;
    return { apiServer: config.apiServer, transport, extraRetryCodes: config.extraRetryCodes };
  }

  #headers(): Record<string, string> {
    const { workerName } = this.#options.config;
    const server = this.serverVersion;
    const client = server === undefined ? CLIENT : `clearml-server-${server}, ${CLIENT}`;
    // Old servers know only the second name of each.
    return {
      "x-clearml-worker": workerName,
      "x-trains-worker": workerName,
      "x-clearml-client": client,
      "x-trains-client": client,
    };
  }

  /** Runs work under a signal that ends with the caller's, or when the session is closed. */
  async #underControl<T>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#closed !== undefined) throw this.#closed;
    signal?.throwIfAborted();
    const controller = new AbortController();
    const abort = () => controller.abort(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    this.#underWay.add(controller);
    try {
      return await work(controller.signal);
    } finally {
      signal?.removeEventListener("abort", abort);
      this.#underWay.delete(controller);
    }
  }
}
