import { pythonQuote } from "./python-quote.ts";

/**
 * Turns the address of an object into the one that records store and browsers open: the path of an http(s) URL is
 * percent-encoded once (an existing `%` becomes `%25`), its query and every other scheme stay as they are.
 */
export function quoteUrl(url: string): string {
  // Python's URL parser drops these three characters wherever they stand, and leading blanks and control characters.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is the set Python strips
  const cleaned = url.replace(/^[\u0000-\u0020]+/, "").replace(/[\t\r\n]/g, "");
  const parts = /^(https?):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(cleaned);
  if (parts === null) {
    return url;
  }
  const [, scheme = "", host = "", fullPath = "", query, fragment] = parts;
  // The text after ";" in the last segment counts as parameters there, and is not encoded.
  const semicolon = fullPath.indexOf(";", fullPath.lastIndexOf("/"));
  const path = semicolon < 0 ? fullPath : fullPath.slice(0, semicolon);
  const params = semicolon < 0 ? "" : fullPath.slice(semicolon);
  return [
    `${scheme.toLowerCase()}://${host}${pythonQuote(path)}`,
    params === ";" ? "" : params,
    query ? `?${query}` : "",
    fragment ? `#${fragment}` : "",
  ].join("");
}
