import { InvalidArgumentError, Option } from "commander";

/** The option that names the folder of a server. */
export function dataDirOption(): Option {
  return new Option(
    "--data-dir <path>",
    "where everything is kept (default: $CLEARML_TS_DATA_DIR, or ~/.clearml-ts)",
  ).argParser(notEmpty);
}

/** Takes a text that says something. */
export function notEmpty(text: string): string {
  if (text.trim() === "") {
    throw new InvalidArgumentError("It must not be empty.");
  }
  return text;
}
