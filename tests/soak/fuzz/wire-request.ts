/** A request as it goes over the wire. */
export interface WireRequest {
  /** The kind of request, as the report counts it. */
  readonly kind: string;
  readonly part: "api" | "web" | "files";
  readonly method: string;
  /** The text behind the method; a raw request may hold any bytes there, written as Latin-1. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Written on a connection of its own as it is: what no HTTP library would send. */
  readonly raw?: boolean;
  /** The only right answer. @default any answer that is not a failure of the server */
  readonly expected?: Expectation;
}

/** The answer that a request must get. */
export interface Expectation {
  readonly status: number;
  /** The subcode in the envelope. @default any */
  readonly subcode?: number;
}

/** A request in one line, for a person who looks for what went wrong; long parts are cut. */
export function describe({ kind, part, method, target, headers, body, raw }: WireRequest): string {
  const lines = Object.entries(headers)
    .filter(([name]) => !/^(authorization|cookie)$/i.test(name))
    .map(([name, value]) => `${name}: ${value}`);
  const content = body ? ` ${body.length} bytes: ${cut(JSON.stringify(body.subarray(0, 2000).toString("utf8")))}` : "";
  return `${kind}${raw ? " (raw)" : ""}: ${part} ${method} ${cut(JSON.stringify(target))} {${cut(lines.join(", "))}}${content}`;
}

function cut(text: string): string {
  return text.length > 1500 ? `${text.slice(0, 1500)}… (${text.length} characters)` : text;
}
