import { results, type UserRecord } from "@clearml-ts/protocol";
import { ADMINISTRATORS, COMPANY } from "../../auth/caller.ts";
import type { ServerContext } from "../../context.ts";
import { ApiFailure } from "../../errors.ts";
import { uncheckedField } from "../../fields/fields.ts";
import { withId } from "../../query/projection/joins.ts";
import { projectionOf } from "../../query/projection/projection.ts";
import type { Routes } from "../../routing/routes.ts";
import { selectUsers, userRecord } from "./list-users.ts";
import { mergePreferences } from "./preferences.ts";
import type { User } from "./store.ts";

/** Rows that an export of a table may have, as the page is told. */
const MAX_DOWNLOAD_ITEMS = 50_000;

/** The commands that the page's first steps show. */
const GETTING_STARTED = {
  agentName: "clearml",
  packageName: "clearml",
  install: "pip install clearml",
  configure: "clearml-init",
};

const userListFields = {
  id: "any",
  name: uncheckedField,
  only_fields: "any",
  order_by: "any",
  page: uncheckedField,
  page_size: uncheckedField,
} as const;

/** Users as people: names and what the page remembers for them. */
export const userRoutes: Routes<"users"> = {
  "users.get_by_id": {
    fields: { user: "string!" },
    handle: ({ request, context }) => ({ user: userRecord(findUser(context, request.user)) }),
  },

  "users.get_all": {
    fields: userListFields,
    handle: ({ request, context }) => ({ users: selectUsers(context.users.list(), request) }),
  },

  "users.get_all_ex": {
    fields: { ...userListFields, active_in_projects: "string[]" },
    handle({ request, context, version }) {
      // Handlers before 2.8 did not know this field.
      const projects = version.atLeast("2.8") ? request.active_in_projects : undefined;
      const active = projects && context.users.activeIn(projects);
      const users = context.users.list().filter(({ id }) => active?.has(id) ?? true);
      return { users: selectUsers(users, request, withId(projectionOf(request))).map(joinCompany) };
    },
  },

  "users.get_current_user": {
    fields: { get_supported_features: "boolean" },
    handle({ context, caller }) {
      const user = joinCompany(userRecord(findUser(context, caller.userId)));
      return {
        user: { ...user, company: { ...COMPANY }, role: caller.role },
        getting_started: GETTING_STARTED,
        settings: { max_download_items: MAX_DOWNLOAD_ITEMS },
      };
    },
  },

  "users.create": {
    fields: {
      id: "string!",
      company: "string!",
      name: "string!",
      given_name: "string",
      family_name: "string",
      avatar: "string",
    },
    roles: ADMINISTRATORS,
    handle({ request, context }) {
      const { id, name, given_name: givenName, family_name: familyName, avatar } = request;
      if (context.users.find(id)) {
        throw new ApiFailure(results.userIdExists, { fields: { id } });
      }
      context.users.create({ id, name, givenName, familyName, avatar, role: "user" });
      return {};
    },
  },

  "users.delete": {
    fields: { user: "string!" },
    roles: ADMINISTRATORS,
    handle({ request, context, caller }) {
      if (request.user === caller.userId) {
        throw new ApiFailure(results.invalidUserId, { detail: "nobody can delete themselves" });
      }
      findUser(context, request.user);
      context.users.remove(request.user);
      return {};
    },
  },

  "users.update": {
    fields: { user: "string!", name: "string", given_name: "string", family_name: "string", avatar: "string" },
    stored: ["name", "given_name", "family_name", "avatar"],
    edits: true,
    handle({ request, context, caller }) {
      const { user, name, given_name, family_name, avatar } = request;
      if (user !== caller.userId && !ADMINISTRATORS.includes(caller.role)) {
        throw new ApiFailure(results.roleNotAllowed, { detail: "only administrators change other users" });
      }
      const given = Object.entries({ name, given_name, family_name, avatar }).filter(
        ([, value]) => value !== undefined,
      );
      if (given.length === 0 || context.users.find(user) === undefined) {
        return { updated: 0, fields: Object.fromEntries(given) };
      }
      context.users.update(user, { ...(name && { name }), givenName: given_name, familyName: family_name, avatar });
      return { updated: 1, fields: Object.fromEntries(given) };
    },
  },

  "users.get_preferences": ({ context, caller }) => ({ preferences: context.users.preferences(caller.userId) }),

  "users.set_preferences": {
    fields: { preferences: "object!", return_updated: "boolean" },
    handle({ request, context, caller }) {
      const present = context.users.preferences(caller.userId);
      const preferences = mergePreferences(present, request.preferences);
      if (JSON.stringify(preferences) === JSON.stringify(present)) {
        return { updated: 0, fields: {} };
      }
      context.users.setPreferences(caller.userId, preferences);
      return { updated: 1, fields: (request.return_updated ?? true) ? { preferences } : {} };
    },
  },
};

function findUser(context: ServerContext, id: string): User {
  const user = context.users.find(id);
  if (!user) {
    throw new ApiFailure(results.invalidUserId, { fields: { id } });
  }
  return user;
}

function joinCompany(record: UserRecord) {
  const { company: _, ...user } = record;
  return { ...user, ...(record.company !== undefined && { company: { ...COMPANY } }) };
}
