import type { NoFields } from "./change-reply.ts";

/** Endpoints of the `login` service. Reference: `clearml-server apiserver/services/login/__init__.py`. */
export interface LoginEndpoints {
  /** Says how one can log in, and whether this very caller already has; needs no authorization. */
  "login.supported_modes": {
    request: NoFields;
    reply: {
      /** By user name and password. */
      basic: {
        enabled: boolean;
        guest: { enabled: boolean; name?: string; username?: string; password?: string };
      };
      sso: Record<string, unknown>;
      sso_providers: Record<string, unknown>[];
      server_errors: { missed_es_upgrade?: boolean; es_connection_error?: boolean };
      authenticated: boolean;
    };
  };
  /** Ends the session of the token and clears the cookie; needs no authorization. */
  "login.logout": { request: NoFields; reply: NoFields };
}
