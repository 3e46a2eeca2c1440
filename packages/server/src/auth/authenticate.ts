import { results } from "@clearml-ts/protocol";
import { type Caller, callerOf } from "../caller.ts";
import type { ServerContext } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { clearmlHeader } from "../http/headers.ts";
import { readSessionCookie } from "./cookie.ts";
import { chosenByName, LOGIN_PAGE } from "./name-login.ts";

/**
 * Says who calls, by key pair, token or cookie; the header wins over the cookie.
 *
 * @throws ApiFailure 401 with the subcode of what is wrong, 400/5 or 400/6 for a refused impersonation.
 */
export async function authenticate(context: ServerContext, headers: Headers, address: string): Promise<Caller> {
  const caller = await identify(context, headers, address);
  return impersonate(context, headers, caller);
}

async function identify(context: ServerContext, headers: Headers, address: string): Promise<Caller> {
  const authorization = headers.get("authorization");
  if (authorization === null) {
    const token = readSessionCookie(headers);
    if (token === undefined) throw new ApiFailure(results.missingCredentials);
    return verifyToken(context, token);
  }
  const [scheme = "", value = ""] = authorization.trim().split(/\s+/, 2);
  if (/^bearer$/i.test(scheme)) return verifyToken(context, value);
  if (/^basic$/i.test(scheme)) return verifyKeyPair(context, value, clearmlHeader(headers, "worker") ?? address);
  throw new ApiFailure(results.badAuthType, { detail: "use Basic or Bearer" });
}

/** A token outlives changes to its user: name and role come from the user as it is now. */
async function verifyToken(context: ServerContext, token: string): Promise<Caller> {
  const { userId, session } = await context.tokens.verify(token);
  const caller = userCaller(context, userId);
  if (!caller) throw new ApiFailure(results.invalidToken, { detail: "its user is gone" });
  return session ? { ...caller, session } : caller;
}

async function verifyKeyPair(context: ServerContext, encoded: string, from: string): Promise<Caller> {
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  if (colon < 1) throw new ApiFailure(results.malformedCredentials);
  const [accessKey, secretKey] = [pair.slice(0, colon), pair.slice(colon + 1)];
  const loginPage = context.nameLogin.identify({ accessKey, secretKey });
  if (loginPage) return loginPage;
  const userId = await context.credentials.verify(accessKey, secretKey, from);
  const caller = userId === undefined ? undefined : userCaller(context, userId);
  if (!caller) throw new ApiFailure(results.invalidCredentials);
  return caller;
}

function impersonate(context: ServerContext, headers: Headers, caller: Caller): Caller {
  const withRole = clearmlHeader(headers, "impersonate-as");
  const withoutRole = clearmlHeader(headers, "act-as");
  const target = withRole ?? withoutRole;
  if (!target) return caller;
  if (withRole && withoutRole) {
    throw new ApiFailure(results.invalidHeaders, { detail: "impersonate-as and act-as exclude each other" });
  }
  if (!["system", "root", "admin"].includes(caller.role)) {
    throw new ApiFailure(results.impersonationError, { detail: "role not allowed" });
  }
  const user = userCaller(context, target);
  if (!user) throw new ApiFailure(results.impersonationError, { detail: "unknown user", fields: { user: target } });
  if (caller === LOGIN_PAGE) return chosenByName(user);
  return withRole ? user : { ...user, role: caller.role };
}

function userCaller(context: ServerContext, id: string): Caller | undefined {
  const user = context.users.find(id);
  return user && callerOf(user);
}
