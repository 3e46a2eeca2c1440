import { isUtf8 } from "node:buffer";
import { results } from "@clearml-ts/protocol";
import type { ServerContext } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { clearmlHeader } from "../http/request/headers.ts";
import type { KeyPair } from "../startup/config.ts";
import type { Attempt } from "./attempts/attempts.ts";
import { type Caller, callerOf } from "./caller.ts";
import { chosenByName, LOGIN_PAGE } from "./login/name-login.ts";
import { keyPairSignIn } from "./login/sign-in.ts";
import { readSessionCookie } from "./session/cookie.ts";

/** The credentials that come with a request. */
export interface Presented {
  readonly headers: Headers;
  /** Address of whoever calls. */
  readonly address: string;
  /** Whether the cookie counts: a browser sends it with whatever any page makes it send. */
  readonly cookie: boolean;
}

/**
 * Says who calls, by key pair, password, token or cookie; the header wins over the cookie.
 *
 * @throws {@link ApiFailure} 401 with the subcode of what is wrong, 400/5 or 400/6 for a refused impersonation.
 */
export async function authenticate(context: ServerContext, presented: Presented): Promise<Caller> {
  const caller = await identify(context, presented);
  return impersonate(context, presented.headers, caller);
}

async function identify(context: ServerContext, { headers, address, cookie }: Presented): Promise<Caller> {
  const authorization = headers.get("authorization");
  if (authorization === null) {
    const token = cookie ? readSessionCookie(headers) : undefined;
    if (token === undefined) {
      throw new ApiFailure(results.missingCredentials);
    }
    return verifyToken(context, token);
  }
  const [scheme = "", value = ""] = authorization.trim().split(/\s+/, 2);
  if (/^bearer$/i.test(scheme)) {
    return verifyToken(context, value);
  }
  if (!/^basic$/i.test(scheme)) {
    throw new ApiFailure(results.badAuthType, { detail: "use Basic or Bearer" });
  }
  const pair = readPair(value);
  const attempt = context.attempts.from(address, pair.accessKey);
  const caller =
    context.nameLogin.identify(pair) ??
    (context.credentials.has(pair.accessKey)
      ? await verifyKeyPair(context, pair, { attempt, from: clearmlHeader(headers, "worker") ?? address })
      : await verifyPassword(context, pair, attempt));
  if (!caller) {
    throw new ApiFailure(results.invalidCredentials);
  }
  return caller;
}

/**
 * Says who a token stands for. It outlives changes to its user: name and role come from the user as it is now.
 *
 * @throws {@link ApiFailure} 401/30 for a token that is no longer good.
 */
export async function verifyToken(context: ServerContext, token: string): Promise<Caller> {
  const { userId, session, signIn } = await context.tokens.verify(token);
  const caller = userCaller(context, userId);
  if (!caller) {
    throw new ApiFailure(results.invalidToken, { detail: "its user is gone" });
  }
  return { ...caller, ...(session && { session }), ...(signIn !== undefined && { signIn }) };
}

function readPair(encoded: string): KeyPair {
  const bytes = Buffer.from(encoded, "base64");
  // The login page can write Latin-1 only, everybody else writes UTF-8.
  const text = isUtf8(bytes) ? bytes.toString("utf8") : bytes.toString("latin1");
  const colon = text.indexOf(":");
  if (colon < 1) {
    throw new ApiFailure(results.malformedCredentials);
  }
  return { accessKey: text.slice(0, colon), secretKey: text.slice(colon + 1) };
}

async function verifyKeyPair(
  context: ServerContext,
  pair: KeyPair,
  { attempt, from }: { attempt: Attempt; from: string },
): Promise<Caller | undefined> {
  const found = await context.credentials.verify(pair, { from, beforeGuess: () => attempt.begin() });
  if (!found) {
    return undefined;
  }
  attempt.succeed();
  const caller = userCaller(context, found.user);
  return caller && { ...caller, signIn: keyPairSignIn(found.id) };
}

async function verifyPassword(
  context: ServerContext,
  { accessKey: login, secretKey: password }: KeyPair,
  attempt: Attempt,
): Promise<Caller | undefined> {
  const { passwords } = context;
  if (!passwords.any) {
    return undefined;
  }
  attempt.begin();
  const known = await passwords.verify(login, password);
  if (!known) {
    return undefined;
  }
  attempt.succeed();
  const caller = userCaller(context, known.user);
  return caller && { ...caller, signIn: known.id };
}

function impersonate(context: ServerContext, headers: Headers, caller: Caller): Caller {
  const withRole = clearmlHeader(headers, "impersonate-as");
  const withoutRole = clearmlHeader(headers, "act-as");
  const target = withRole ?? withoutRole;
  if (!target) {
    return caller;
  }
  if (withRole && withoutRole) {
    throw new ApiFailure(results.invalidHeaders, { detail: "impersonate-as and act-as exclude each other" });
  }
  if (!["system", "root", "admin"].includes(caller.role)) {
    throw new ApiFailure(results.impersonationError, { detail: "role not allowed" });
  }
  const user = userCaller(context, target);
  if (!user) {
    throw new ApiFailure(results.impersonationError, { detail: "unknown user", fields: { user: target } });
  }
  if (caller === LOGIN_PAGE) {
    return chosenByName(user);
  }
  const { signIn } = caller;
  return { ...user, ...(signIn !== undefined && { signIn }), ...(withoutRole && { role: caller.role }) };
}

function userCaller(context: ServerContext, id: string): Caller | undefined {
  const user = context.users.find(id);
  return user && callerOf(user);
}
