import { createHash, timingSafeEqual } from "node:crypto";
import type { EndpointName } from "@clearml-ts/protocol";
import type { KeyPair } from "../../startup/config.ts";
import { type Caller, COMPANY } from "../caller.ts";
import { newKeyPair } from "../secrets/secrets.ts";
import { NAME_ONLY } from "./sign-in.ts";

/** The endpoints that the login page may call before anybody is signed in: they offer the names, and add one. */
const BEFORE: readonly EndpointName[] = ["users.get_all", "auth.create_user"];

/** The endpoints it may call as the person whose name was chosen. */
const AS_SOMEBODY: readonly EndpointName[] = ["auth.login"];

/**
 * The login by name alone, which the web UI of an out-of-the-box server has: its login page works with a key pair that
 * everybody who can open the page is given. It is made at each start, and good for nothing but signing in.
 */
export class NameLogin {
  /** The key pair of the login page. */
  readonly keyPair: KeyPair = newKeyPair();
  readonly #isOpen: () => boolean;

  /** @param isOpen says whether a name is enough now. */
  constructor(isOpen: () => boolean) {
    this.#isOpen = isOpen;
  }

  /** Whether a name is enough to sign in. */
  get isOpen(): boolean {
    return this.#isOpen();
  }

  /** The caller that the login page is, or `undefined` when this is not its key pair. */
  identify({ accessKey, secretKey }: KeyPair): Caller | undefined {
    const matches = accessKey === this.keyPair.accessKey && isSame(secretKey, this.keyPair.secretKey);
    return matches && this.isOpen ? LOGIN_PAGE : undefined;
  }
}

/** The login page as a caller; it is not a user, and what it does as one ends with a token. */
export const LOGIN_PAGE: Caller = {
  userId: "__webserver__",
  userName: "webserver",
  companyId: COMPANY.id,
  companyName: COMPANY.name,
  role: "admin",
  only: BEFORE,
};

/** A person whose name was chosen on the login page. */
export function chosenByName(person: Caller): Caller {
  return { ...person, only: AS_SOMEBODY, signIn: NAME_ONLY };
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
