import { API_VERSION, results, SERVER_VERSION } from "@clearml-ts/protocol";
import { type JWTPayload, jwtVerify, SignJWT } from "jose";
import { ApiFailure } from "../../errors.ts";
import type { SessionStore } from "../../services/auth/sessions.ts";
import type { Clock } from "../../values/clock.ts";
import { newId } from "../../values/ids.ts";
import type { Caller, Role } from "../caller.ts";

const DEFAULT_LIFETIME_SECONDS = 30 * 24 * 3600;
const MAX_LIFETIME_SECONDS = 365 * 24 * 3600;

/** Tokens whose signatures are remembered: more than there are clients. */
const MAX_KNOWN = 1000;

interface Identity {
  user?: string;
  company?: string;
  role?: Role;
  user_name?: string;
  company_name?: string;
}

/** The checks that can end a token before its time. */
export interface TokenEnds {
  readonly sessions: SessionStore;
  /** Whether what led to the token is still good: the key pair not revoked, the password the same, a name still enough. */
  readonly isGood: (signIn: string) => boolean;
}

/** Issues and checks the signed tokens that stand for a key pair. */
export class Tokens {
  readonly #secret: Uint8Array;
  readonly #clock: Clock;
  readonly #ends: TokenEnds;
  /** Tokens with good signatures, and what they say: to check one again would take longer than most calls. */
  readonly #known = new Map<string, JWTPayload & { exp: number }>();

  constructor(secret: Uint8Array, clock: Clock, ends: TokenEnds) {
    this.#secret = secret;
    this.#clock = clock;
    this.#ends = ends;
  }

  /** Signs a token for a caller, in a session of its own. */
  async issue(caller: Caller, lifetimeSeconds = DEFAULT_LIFETIME_SECONDS): Promise<string> {
    const now = this.#nowInSeconds();
    const lifetime = Math.min(Math.max(Math.trunc(lifetimeSeconds), 1), MAX_LIFETIME_SECONDS);
    // The SDK chooses its request shapes by api_version, and looks for more services with any other feature_set.
    return new SignJWT({
      auth_type: "Bearer",
      identity: {
        user: caller.userId,
        company: caller.companyId,
        role: caller.role,
        user_name: caller.userName,
        company_name: caller.companyName,
      },
      env: "<unknown>",
      session_id: newId(),
      ...(caller.signIn !== undefined && { sign_in: caller.signIn }),
      api_version: API_VERSION,
      server_version: SERVER_VERSION,
      feature_set: "basic",
      // An extension: reporters may send NaN and infinities as texts, and readers may ask for them.
      non_finite_scalars: true,
    })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setIssuedAt(now)
      .setExpirationTime(now + lifetime)
      .sign(this.#secret);
  }

  /**
   * Says who a token stands for.
   *
   * @throws {@link ApiFailure} 401/30 for a token that is malformed, signed by another server, expired, signed out, or of an old password.
   */
  async verify(token: string): Promise<Caller> {
    const payload = await this.#decode(token);
    const identity = payload["identity"] as Identity | undefined;
    const sessionId = payload["session_id"];
    if (!identity?.user || !identity.role || typeof sessionId !== "string" || payload.exp === undefined) {
      throw new ApiFailure(results.invalidToken, { detail: "incomplete" });
    }
    if (this.#ends.sessions.isRevoked(sessionId)) {
      throw new ApiFailure(results.invalidToken, { detail: "signed out" });
    }
    const signIn = payload["sign_in"];
    // Versions that did not say what led to a token signed some that nobody could end.
    if (typeof signIn !== "string" || !this.#ends.isGood(signIn)) {
      throw new ApiFailure(results.invalidToken, { detail: "sign in again" });
    }
    return {
      userId: identity.user,
      userName: identity.user_name ?? "",
      companyId: identity.company ?? "",
      companyName: identity.company_name ?? "",
      role: identity.role,
      session: { id: sessionId, expires: payload.exp },
      signIn,
    };
  }

  async #decode(token: string): Promise<JWTPayload> {
    const known = this.#known.get(token);
    return known !== undefined && known.exp > this.#nowInSeconds() ? known : this.#checkSignature(token);
  }

  async #checkSignature(token: string): Promise<JWTPayload> {
    this.#known.delete(token);
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        algorithms: ["HS256"],
        currentDate: this.#clock(),
      });
      this.#remember(token, payload);
      return payload;
    } catch (cause) {
      throw new ApiFailure(results.invalidToken, { detail: "malformed, expired or of another server", cause });
    }
  }

  #remember(token: string, payload: JWTPayload): void {
    const { exp } = payload;
    if (exp === undefined) {
      return;
    }
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MAX_KNOWN && oldest !== undefined) {
      this.#known.delete(oldest);
    }
    this.#known.set(token, { ...payload, exp });
  }

  #nowInSeconds(): number {
    return Math.floor(this.#clock().getTime() / 1000);
  }
}
