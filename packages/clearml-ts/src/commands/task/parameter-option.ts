import { InvalidArgumentError } from "commander";

/** Parameters of a task, by full name. */
export type GivenParameters = Record<string, string | number | boolean>;

/**
 * Takes one `name=value` more. Numbers and booleans are what they look like where nothing would be lost, and anything else is a text; a
 * name without a section is in that of `task.connect()`.
 */
export function addParameter(text: string, known: GivenParameters = {}): GivenParameters {
  const at = text.indexOf("=");
  const name = text.slice(0, at).trim();
  if (at < 1 || name === "") {
    throw new InvalidArgumentError("It must be name=value.");
  }
  return { ...known, [name.includes("/") ? name : `General/${name}`]: parseValue(text.slice(at + 1)) };
}

function parseValue(text: string): string | number | boolean {
  if (text === "true" || text === "false") {
    return text === "true";
  }
  return Number.isFinite(Number(text)) && String(Number(text)) === text ? Number(text) : text;
}
