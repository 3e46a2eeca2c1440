import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";

/** The fields of a console line that a template may name. */
export interface LogTextFields {
  readonly timestamp: number;
  readonly level?: string | number | null;
  readonly worker: string;
  readonly msg?: string | null;
}

/** Writes one console line as text. */
export type LogTextWriter = (line: LogTextFields) => string;

const readers: Readonly<Record<string, LogTextWriter>> = {
  // The official server shows the time as it stores it: in milliseconds.
  asctime: (line) => String(line.timestamp),
  timestamp: (line) => String(line.timestamp),
  level: (line) => String(line.level ?? ""),
  worker: (line) => line.worker,
  msg: (line) => line.msg ?? "",
};

/**
 * Compiles a template such as `{asctime} {level} {msg}`; `{{` and `}}` stand for braces.
 *
 * @throws {@link ApiFailure} 400/16 for a placeholder that is none, or a brace without its partner.
 */
export function logTextWriter(template: string): LogTextWriter {
  const parts: LogTextWriter[] = [];
  for (const [part, name] of `${template.replace(/\n+$/, "")}\n`.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g)) {
    if (name !== undefined) {
      const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
      if (!reader) {
        const fields = { placeholders: [name] };
        throw new ApiFailure(results.fieldsValueError, { detail: "undefined placeholders in line format", fields });
      }
      parts.push(reader);
    } else if (part === "{" || part === "}") {
      throw new ApiFailure(results.fieldsValueError, { detail: "invalid line format: a brace stands alone" });
    } else {
      const text = part === "{{" ? "{" : part === "}}" ? "}" : part;
      parts.push(() => text);
    }
  }
  return (line) => parts.map((part) => part(line)).join("");
}
