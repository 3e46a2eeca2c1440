import { ConfigError } from "../../errors.ts";

const UNITS = ["", "k", "m", "g", "t", "p"];

/**
 * Reads a number of bytes as Python's SDK does: `10GB` counts by thousands, `10 GiB` by 1024. Less than zero, and nothing,
 * mean that there is no bound.
 * @throws {@link ConfigError} when the text is not a size.
 */
export function parseSize(text: string | undefined, setting: string): number | undefined {
  if (text === undefined || Number(text) < 0) {
    return undefined;
  }
  const [, number, unit = "", binary] = /^(\d+(?:\.\d+)?)\s*(?:([kmgtp])?(i)?b(?:ytes?)?)?$/i.exec(text) ?? [];
  if (number === undefined) {
    throw new ConfigError(`${setting} is ${JSON.stringify(text)}; it must be a size such as 10GB.`);
  }
  return Math.floor(Number(number) * (binary ? 1024 : 1000) ** UNITS.indexOf(unit.toLowerCase()));
}
