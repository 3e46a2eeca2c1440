import { results } from "@clearml-ts/protocol";
import { ADMINISTRATORS, type Caller, COMPANY, callerOf, ROLES, type Role } from "../../auth/caller.ts";
import { expiredCookie, sessionCookie } from "../../auth/session/cookie.ts";
import type { ServerContext } from "../../context.ts";
import { ApiFailure } from "../../errors.ts";
import type { Routes } from "../../routing/routes.ts";
import type { User } from "../users/store.ts";
import { SERVER } from "./credentials.ts";

const roleField = { type: "string", enum: ROLES, null: "refused" } as const;

/** The seconds for which a token is good: a year at most. */
const lifetimeField = { type: "integer", maximum: 31_536_000 } as const;

/** Signing in and out, users as accounts, and key pairs. */
export const authRoutes: Routes<"auth"> = {
  "auth.login": {
    fields: { expiration_sec: lifetimeField },
    async handle({ request, context, caller, secure, responseHeaders }) {
      const token = await context.tokens.issue(caller, request.expiration_sec);
      responseHeaders.append("set-cookie", sessionCookie(token, secure));
      return { token };
    },
  },

  "auth.logout"({ context, caller, secure, responseHeaders }) {
    if (caller.session) {
      context.sessions.revoke(caller.session);
    }
    responseHeaders.append("set-cookie", expiredCookie(secure));
    return {};
  },

  "auth.get_token_for_user": {
    fields: { user: "string!", company: "string", expiration_sec: lifetimeField },
    roles: ADMINISTRATORS,
    async handle({ request, context, caller: { signIn } }) {
      requireCompany(request.company);
      const target = callerOf(findUser(context, request.user));
      const caller = signIn === undefined ? target : { ...target, signIn };
      return { token: await context.tokens.issue(caller, request.expiration_sec) };
    },
  },

  "auth.validate_token": {
    fields: { token: "string!" },
    roles: ADMINISTRATORS,
    async handle({ request, context }) {
      try {
        const { userId, companyId } = await context.tokens.verify(request.token);
        return { valid: true, user: userId, company: companyId };
      } catch (error) {
        if (error instanceof ApiFailure) {
          return { valid: false, msg: error.message };
        }
        throw error;
      }
    },
  },

  "auth.create_user": {
    fields: {
      name: "string!",
      company: "string!",
      email: "string!",
      role: roleField,
      given_name: "string",
      family_name: "string",
      avatar: "string",
    },
    roles: ADMINISTRATORS,
    handle({ request, context, caller }) {
      requireCompany(request.company);
      const { id } = context.users.create({
        name: request.name,
        givenName: request.given_name,
        familyName: request.family_name,
        avatar: request.avatar,
        role: grantableRole(caller, request.role ?? "user"),
      });
      return { id };
    },
  },

  "auth.edit_user": {
    fields: { user: "string!", role: roleField },
    roles: ADMINISTRATORS,
    handle({ request, context, caller }) {
      const user = findUser(context, request.user);
      if (request.role === undefined || request.role === user.role) {
        return { updated: 0, fields: {} };
      }
      const role = grantableRole(caller, request.role);
      context.users.update(user.id, { role });
      return { updated: 1, fields: { role } };
    },
  },

  "auth.create_credentials": {
    fields: { label: "string" },
    async handle({ request, context, caller }) {
      const { accessKey, secretKey } = await context.credentials.create(caller.userId, {
        madeBy: caller.signIn ?? SERVER,
        label: request.label,
      });
      const label = request.label === undefined ? {} : { label: request.label };
      return { credentials: { access_key: accessKey, secret_key: secretKey, ...label } };
    },
  },

  "auth.edit_credentials": {
    fields: { access_key: "string!", label: "string" },
    handle({ request, context, caller }) {
      if (!context.credentials.setLabel(caller.userId, request.access_key, request.label)) {
        throw new ApiFailure(results.invalidAccessKey);
      }
      return { updated: 1 };
    },
  },

  "auth.revoke_credentials": {
    fields: { access_key: "string!" },
    handle({ request, context, caller }) {
      if (!context.credentials.revoke(caller.userId, request.access_key)) {
        throw new ApiFailure(results.invalidUser, { detail: "invalid user or access key" });
      }
      return { revoked: 1 };
    },
  },

  "auth.get_credentials"({ context, caller }) {
    const credentials = context.credentials.list(caller.userId).map(({ accessKey, label, lastUsed, lastUsedFrom }) => ({
      access_key: accessKey,
      ...(label !== undefined && { label }),
      ...(lastUsed !== undefined && { last_used: lastUsed }),
      ...(lastUsedFrom !== undefined && { last_used_from: lastUsedFrom }),
    }));
    return { credentials };
  },

  "auth.fixed_users_mode": {
    access: "none",
    handle: ({ context }) => ({
      enabled: !context.nameLogin.isOpen,
      guest: { enabled: false },
      server_errors: {},
    }),
  },
};

function findUser(context: ServerContext, id: string): User {
  const user = context.users.find(id);
  if (!user) {
    throw new ApiFailure(results.invalidUserId, { fields: { id } });
  }
  return user;
}

function requireCompany(company: string | undefined): void {
  if (company !== undefined && company !== COMPANY.id) {
    throw new ApiFailure(results.invalidId, { detail: "there is one company on this server", fields: { company } });
  }
}

/** Nobody hands out more than an administrator's rights. */
function grantableRole(caller: Caller, role: Role): Role {
  if ((role === "system" || role === "root") && caller.role !== "system" && caller.role !== "root") {
    throw new ApiFailure(results.roleNotAllowed, { detail: `cannot grant role "${role}"` });
  }
  return role;
}
