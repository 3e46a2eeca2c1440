/** Percent-encodes as Python's `urllib.parse.quote` does: UTF-8, upper-case hex, everything but letters, digits, `_.-~` and `safe`. */
export function pythonQuote(text: string, safe = "/"): string {
  let quoted = "";
  for (const byte of Buffer.from(text, "utf8")) {
    const char = String.fromCharCode(byte);
    const plain = byte < 0x80 && (/[A-Za-z0-9_.~-]/.test(char) || safe.includes(char));
    quoted += plain ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return quoted;
}
