import { Attempts } from "../../auth/attempts/attempts.ts";
import { NameLogin } from "../../auth/login/name-login.ts";
import { isSignInGood } from "../../auth/login/sign-in.ts";
import { Secrets } from "../../auth/secrets/secrets.ts";
import { Tokens } from "../../auth/session/tokens.ts";
import type { Core } from "../../records/core.ts";
import { CredentialStore } from "./credentials.ts";
import { PasswordStore } from "./passwords.ts";
import { SessionStore } from "./sessions.ts";

/** The parts that decide who calls. */
export interface AuthService {
  readonly credentials: CredentialStore;
  readonly sessions: SessionStore;
  readonly passwords: PasswordStore;
  readonly attempts: Attempts;
  readonly nameLogin: NameLogin;
  readonly tokens: Tokens;
}

/** Wires the parts that decide who calls. */
export function createAuthService({ database, clock, settings, local }: Core): AuthService {
  // One for both, so that all who sign in wait in one queue.
  const secrets = new Secrets();
  const credentials = new CredentialStore(database, clock, secrets);
  const passwords = new PasswordStore(database, clock, secrets);
  const sessions = new SessionStore(database, clock);
  const nameLogin = new NameLogin(() => local && !passwords.any);
  const isGood = (signIn: string) =>
    isSignInGood(signIn, {
      isNameEnough: () => nameLogin.isOpen,
      isKeyPair: (id) => credentials.isCurrent(id),
      isPassword: (id) => passwords.isCurrent(id),
    });
  const tokens = new Tokens(settings.tokenSecret, clock, { sessions, isGood });
  return { credentials, sessions, passwords, attempts: new Attempts(clock), nameLogin, tokens };
}
