/** A limit of the server, as `docs/server.md` and `docs/reliability.md` state it. */
export interface Limit {
  readonly what: string;
  readonly value: string;
  /** The HTTP status, and with an envelope the subcode. */
  readonly answer: string;
}

/** Every limit on the requests of one client. */
export const limits: readonly Limit[] = [
  { what: "body of a call", value: "32 MiB", answer: "413/0" },
  { what: "body that is a form", value: "512 KiB", answer: "413/0" },
  { what: "levels of JSON", value: "200", answer: "400/0" },
  { what: "values, keys and brackets of a JSON text, or of a line of a batch", value: "250,000", answer: "413/0" },
  { what: "items of a batch", value: "300,000", answer: "413/0" },
  { what: "characters of a stored record", value: "16 Mi", answer: "400/800" },
  { what: "files of an uploaded form", value: "1,000, of which 8 are written at a time", answer: "413" },
  { what: "paths of `delete_many`", value: "100,000 in 16 MiB", answer: "413" },
  { what: "pace of a body", value: "20 KiB in any 20 seconds", answer: "408, and the connection is closed" },
  { what: "time for the body of a call", value: "5 minutes", answer: "408, and the connection is closed" },
  { what: "time for the head of a request", value: "20 seconds", answer: "408, and the connection is closed" },
  { what: "connections to one port", value: "1,000", answer: "closed" },
  { what: "attempts at one name or key pair from one address", value: "10 a minute", answer: "429/0" },
  { what: "attempts from one address, whatever the names", value: "60 a minute", answer: "429/0" },
  { what: "secrets that wait to be checked", value: "32, one is checked at a time", answer: "429/0" },
];

/** Writes the limits as a table in Markdown. */
export function limitsTable(): string {
  const rows = limits.map(({ what, value, answer }) => `| ${what} | ${value} | ${answer} |`);
  return ["| limit | value | beyond it |", "| --- | --- | --- |", ...rows].join("\n");
}
