import { keyPairSignIn, NAME_ONLY } from "../../auth/login/sign-in.ts";

/** The facts about where a key pair comes from. */
export interface OriginOfKeyPair {
  readonly id: string;
  readonly accessKey: string;
  /** The way in which its maker was signed in; `null` where a version made it that did not note it. */
  readonly madeBy: string | null;
}

/**
 * The key pairs that anybody may have made who could open the page while a name was enough to enter it: those made by somebody who
 * had entered so, those of which the maker is not known, and those made with one of them. Key pairs in `trusted` are not among them.
 */
export function plantedKeyPairs(keyPairs: readonly OriginOfKeyPair[], trusted: readonly string[]): OriginOfKeyPair[] {
  const planted = new Set<OriginOfKeyPair>();
  const makers = new Set<string | null>([NAME_ONLY, null]);
  let before: number;
  do {
    before = planted.size;
    for (const keyPair of keyPairs) {
      if (makers.has(keyPair.madeBy) && !trusted.includes(keyPair.accessKey)) {
        planted.add(keyPair);
        makers.add(keyPairSignIn(keyPair.id));
      }
    }
  } while (planted.size > before);
  return [...planted];
}
