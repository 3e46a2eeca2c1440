import type { UserRole } from "../records/user.ts";
import type { ChangeReply, NoFields } from "./change-reply.ts";

/** A key pair, without its secret. */
export interface CredentialKey {
  access_key: string;
  label?: string;
  last_used?: string;
  /** Worker or address that used it last. */
  last_used_from?: string;
}

/** Endpoints of the `auth` service. Reference: `clearml-server apiserver/services/auth.py`. */
export interface AuthEndpoints {
  /** Issues a token for whatever authorization came with the call, and sets the session cookie. */
  "auth.login": {
    request: {
      /** Seconds the token is good for, a year at most. @default 2592000 */
      expiration_sec?: number;
    };
    reply: { token: string };
  };
  /** Ends the session of the token and clears the cookie. */
  "auth.logout": { request: NoFields; reply: NoFields };
  /** Issues a token for another user. */
  "auth.get_token_for_user": {
    request: { user: string; company?: string; expiration_sec?: number };
    reply: { token: string };
  };
  /** Says whose a token is, and whether it is valid. */
  "auth.validate_token": {
    request: { token: string };
    reply: { valid: boolean; user?: string; company?: string; msg?: string };
  };
  /** Makes a user. */
  "auth.create_user": {
    request: {
      name: string;
      /** Id of the company. */
      company: string;
      email: string;
      /** @default "user" */
      role?: UserRole;
      given_name?: string;
      family_name?: string;
      avatar?: string;
    };
    reply: { id: string };
  };
  /** Changes the role of a user. */
  "auth.edit_user": { request: { user: string; role?: UserRole }; reply: ChangeReply };
  /** Makes a key pair for the caller; the secret is shown this once. */
  "auth.create_credentials": {
    request: { label?: string };
    reply: { credentials: { access_key: string; secret_key: string; label?: string } };
  };
  /** Relabels a key pair of the caller. */
  "auth.edit_credentials": { request: { access_key: string; label?: string }; reply: { updated: number } };
  /** Deletes a key pair of the caller. */
  "auth.revoke_credentials": { request: { access_key: string }; reply: { revoked: number } };
  /** Lists the key pairs of the caller. */
  "auth.get_credentials": { request: NoFields; reply: { credentials: CredentialKey[] } };
  /** Says whether users are fixed in the server's configuration; needs no authorization. */
  "auth.fixed_users_mode": {
    request: NoFields;
    reply: {
      enabled: boolean;
      guest?: { enabled: boolean; username?: string; password?: string };
      server_errors?: Record<string, unknown>;
    };
  };
}
