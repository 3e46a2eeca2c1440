import {
  API_VERSION,
  ApiError,
  compareVersions,
  type EndpointName,
  IDENTITY_HEADER,
  isRawEndpoint,
  WAIT_HEADER,
} from "@clearml-ts/protocol";
import type { ResolvedConfig } from "../config/resolve-config.ts";
import { type Answer, type ExchangeOptions, exchange } from "../transport/exchange.ts";
import { callHeaders } from "../transport/headers.ts";
import { refused } from "./login/login.ts";
import type { TokenClaims } from "./login/token.ts";
import type { CurrentToken, TokenSource } from "./login/token-source.ts";
import { abortable } from "./time/abortable.ts";

/** A request body and its media type. */
export interface CallBody {
  text: string;
  contentType: "application/json" | "application/json-lines";
  /** Names the call, where doing it twice would change something twice. */
  identity: string | undefined;
  /** Milliseconds for which an empty answer may be held back. */
  waitUpTo?: number | undefined;
}

/** The parts of {@link AuthorizedCalls}. */
export interface AuthorizedCallsParts {
  config: ResolvedConfig;
  exchange: ExchangeOptions;
  tokens: TokenSource;
  /** Longest time of a request, in milliseconds. */
  timeout: number;
}

/** Makes calls with a token that is good, and turns answers into values or errors. */
export class AuthorizedCalls {
  readonly #parts: AuthorizedCallsParts;
  #token: CurrentToken | undefined;

  constructor(parts: AuthorizedCallsParts) {
    this.#parts = parts;
  }

  /** Claims of the token that was used last. */
  get claims(): TokenClaims | undefined {
    return this.#token?.claims;
  }

  /** Version of the API that calls are made in: the highest that both sides speak. */
  get apiVersion(): string {
    const offered = this.claims?.apiVersion ?? API_VERSION;
    return compareVersions(offered, API_VERSION) < 0 ? offered : API_VERSION;
  }

  /** Returns a token that is good; `refusedToken` is one that the server no longer accepts. */
  async token(signal: AbortSignal, refusedToken?: CurrentToken): Promise<CurrentToken> {
    this.#token = await abortable(this.#parts.tokens.get(refusedToken), signal);
    return this.#token;
  }

  /**
   * Makes a call, with a new token where the server does not accept the one in use, and returns the data of the answer.
   * @throws {@link ApiError} when the server refuses.
   * @throws {@link AuthenticationError} when it does not accept the new token either.
   */
  async answerTo(
    endpoint: EndpointName,
    body: CallBody,
    options: { retries: number | undefined; signal: AbortSignal },
  ): Promise<unknown> {
    const token = await this.token(options.signal);
    let answer = await this.#post(endpoint, body, token, options);
    if (answer.status === 401) {
      const renewed = await this.token(options.signal, token);
      answer = await this.#post(endpoint, body, renewed, options);
    }
    return this.#dataOf(endpoint, answer);
  }

  async #post(
    endpoint: EndpointName,
    { text, contentType, identity, waitUpTo = 0 }: CallBody,
    token: CurrentToken,
    { retries, signal }: { retries: number | undefined; signal: AbortSignal },
  ): Promise<Answer> {
    const { config, timeout, exchange: options } = this.#parts;
    const { policy } = options;
    const headers = {
      ...callHeaders(config.workerName, this.claims?.serverVersion),
      "content-type": contentType,
      authorization: `Bearer ${token.text}`,
      ...(identity !== undefined && { [IDENTITY_HEADER]: identity }),
      ...(waitUpTo > 0 && { [WAIT_HEADER]: `${Math.round(waitUpTo)}` }),
    };
    return await exchange(
      { path: `/v${this.apiVersion}/${endpoint}`, body: text, headers, timeout: timeout + waitUpTo, signal },
      { ...options, policy: { ...policy, retries: retries ?? policy.retries }, raw: isRawEndpoint(endpoint) },
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
      throw refused(this.#parts.config, meta.result_msg);
    }
    throw ApiError.fromMeta(endpoint, meta);
  }
}
