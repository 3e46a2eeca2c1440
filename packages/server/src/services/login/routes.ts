import { anonymous } from "../../auth/caller.ts";
import { expiredCookie } from "../../auth/session/cookie.ts";
import type { Routes } from "../../routing/routes.ts";

/** The questions of a login page before anybody is signed in. */
export const loginRoutes: Routes<"login"> = {
  "login.supported_modes": {
    access: "optional",
    handle: ({ context, caller }) => ({
      // Disabled, it offers the names that there are, and asks for nothing else.
      basic: { enabled: !context.nameLogin.isOpen, guest: { enabled: false } },
      sso: {},
      sso_providers: [],
      server_errors: { missed_es_upgrade: false, es_connection_error: false },
      authenticated: caller !== anonymous,
    }),
  },

  "login.logout": {
    access: "optional",
    handle({ context, caller, secure, responseHeaders }) {
      if (caller.session) {
        context.sessions.revoke(caller.session);
      }
      responseHeaders.append("set-cookie", expiredCookie(secure));
      return {};
    },
  },
};
