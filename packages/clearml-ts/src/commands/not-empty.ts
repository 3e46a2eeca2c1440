import { InvalidArgumentError } from "commander";

/** Takes a text that says something, as the value of an option. */
export function notEmpty(text: string): string {
  if (text.trim() === "") {
    throw new InvalidArgumentError("It must not be empty.");
  }
  return text;
}
