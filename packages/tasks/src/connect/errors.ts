import { ClearMLError } from "@clearml-ts/protocol";

/** The place of a value that a task has on the server. */
export interface ServerValuePlace {
  kind: "parameter" | "configuration";
  /** Full name of the parameter, such as `General/rate`, or name of the configuration. */
  name: string;
  /** Where in it, such as `[2]` or `.model.rate`; empty for the whole. */
  path?: string;
}

/** A value as the server has it, and the kind of value that the program declares. */
export interface UnfitValue extends ErrorOptions {
  text: string;
  /** Such as `a number`. */
  expected: string;
}

/** Thrown when a value that a task has on the server does not fit what the program declares; the task fails with it. */
export class ServerValueError extends ClearMLError {
  override name = "ServerValueError";
  readonly kind: ServerValuePlace["kind"];
  /** Full name of the parameter, such as `General/rate`, or name of the configuration. */
  readonly valueName: string;
  /** The place inside the value, such as `[2]` or `.model.rate`; empty for the whole. */
  readonly path: string;
  /** The value as the server has it. */
  readonly text: string;
  /** The kind of value that the program declares, such as `a number`. */
  readonly expected: string;

  constructor({ kind, name, path = "" }: ServerValuePlace, { text, expected, ...options }: UnfitValue) {
    const where = path === "" ? "" : ` at $${path}`;
    const shown = text.length > 200 ? `${text.slice(0, 199)}…` : text;
    const advice = "Correct it on the task, or change what the program declares.";
    super(`The ${kind} "${name}" of the task is "${shown}"${where}; the program needs ${expected}. ${advice}`, options);
    this.kind = kind;
    this.valueName = name;
    this.path = path;
    this.text = text;
    this.expected = expected;
  }
}
