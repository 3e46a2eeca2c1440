/** The scheme of an address, which it may lack. */
const PREFIX = /^((?:[a-z][\w+.-]*:)?\/\/)?/i;

/** Returns an address as a log may show it: without the name and the password that it may hold. */
export function publicAddress(address: string): string {
  const [prefix = ""] = PREFIX.exec(address) ?? [];
  const rest = address.slice(prefix.length);
  // In an address that cannot be read, nobody knows where the password ends: all up to the last @ may be of it.
  const end =
    URL.canParse(address) && prefix !== "" ? (/^[^/?#]*@/.exec(rest)?.[0].length ?? 0) : rest.lastIndexOf("@") + 1;
  return prefix + rest.slice(end);
}
