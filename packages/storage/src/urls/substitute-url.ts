import { sep } from "node:path";

/** Says where objects are found that are recorded under another address: `sdk.storage.path_substitution`. */
export interface PathSubstitution {
  /** Beginning of the addresses as they are recorded, such as `s3://bucket/research`. */
  registeredPrefix: string;
  /** Text that takes its place here, such as `file:///mnt/shared/research`. */
  localPrefix: string;
  /** Whether backslashes after the beginning become this machine's separators. @default false */
  replaceWindowsSep?: boolean | undefined;
  /** Whether slashes after the beginning become this machine's separators. @default false */
  replaceLinuxSep?: boolean | undefined;
}

/** Puts the place of this machine in place of a recorded one, by the first rule that fits. */
export function substituteUrl(url: string, rules: readonly PathSubstitution[], separator: string = sep): string {
  const rule = rules.find(({ registeredPrefix }) => url.startsWith(registeredPrefix));
  if (rule === undefined) {
    return url;
  }
  const rest = url.slice(rule.registeredPrefix.length);
  const replaced = rule.replaceWindowsSep ? "\\" : rule.replaceLinuxSep ? "/" : undefined;
  return rule.localPrefix + (replaced === undefined ? rest : rest.replaceAll(replaced, separator));
}
