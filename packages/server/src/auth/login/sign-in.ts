/** The sign-in of tokens that a name was enough for. */
export const NAME_ONLY = "name";

const KEY_PAIR = "key:";

/** Names the key pair that led to a token. */
export function keyPairSignIn(id: string): string {
  return `${KEY_PAIR}${id}`;
}

/** The questions by which each kind of sign-in is found to be good or not. */
export interface SignInSources {
  readonly isNameEnough: () => boolean;
  readonly isKeyPair: (id: string) => boolean;
  readonly isPassword: (id: string) => boolean;
}

/** Whether what somebody signed in by is still good: the key pair not revoked, the password the same, a name still enough. */
export function isSignInGood(signIn: string, { isNameEnough, isKeyPair, isPassword }: SignInSources): boolean {
  if (signIn === NAME_ONLY) {
    return isNameEnough();
  }
  return signIn.startsWith(KEY_PAIR) ? isKeyPair(signIn.slice(KEY_PAIR.length)) : isPassword(signIn);
}
