/** How tokens say that a name was enough to get them. */
export const NAME_ONLY = "name";

const KEY_PAIR = "key:";

/** How tokens name the key pair that led to them. */
export function keyPairSignIn(id: string): string {
  return `${KEY_PAIR}${id}`;
}

/** What can still be good, or not any more. */
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
