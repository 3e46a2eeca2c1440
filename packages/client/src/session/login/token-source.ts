import { readToken, type TokenClaims } from "./token.ts";

/** A token that is in use. */
export interface CurrentToken {
  text: string;
  claims: TokenClaims;
  /** Milliseconds of the clock from which on it is to be replaced. */
  renewAt: number;
}

/** Options of a {@link TokenSource}. */
export interface TokenSourceOptions {
  /** Logs in and returns a token; is given the one in use, which may be needed to get the next. */
  login: (current: string | undefined) => Promise<string>;
  /** Seconds before its end at which a token is replaced. */
  threshold: number;
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined;
}

/** Hands out a token that is good for a while, logging in when there is none; callers that come together share a login. */
export class TokenSource {
  readonly #options: TokenSourceOptions;
  #current: CurrentToken | undefined;
  #login: Promise<CurrentToken> | undefined;

  constructor(options: TokenSourceOptions) {
    this.#options = options;
  }

  /** Returns the token in use, or a new one; `refused` is one that the server no longer accepts. */
  async get(refused?: CurrentToken): Promise<CurrentToken> {
    const current = this.#current;
    if (current !== undefined && current !== refused && this.#now() < current.renewAt) {
      return current;
    }
    this.#login ??= this.#renew().finally(() => {
      this.#login = undefined;
    });
    return await this.#login;
  }

  async #renew(): Promise<CurrentToken> {
    const { login, threshold } = this.#options;
    const text = await login(this.#current?.text);
    const claims = readToken(text);
    this.#current = { text, claims, renewAt: this.#now() + usableSeconds(claims.lifetime, threshold) * 1000 };
    return this.#current;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

/** Counted from now by our clock, so a server whose clock is off does no harm. Short-lived tokens serve half their life. */
function usableSeconds(lifetime: number | undefined, threshold: number): number {
  return lifetime === undefined ? Number.POSITIVE_INFINITY : Math.max(lifetime - threshold, lifetime / 2);
}
