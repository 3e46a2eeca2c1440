import { type Command, InvalidArgumentError, Option } from "commander";
import { say } from "../../language/say.ts";
import { notEmpty } from "../not-empty.ts";

/** Adds the options that every command has: `--json`, and of commands on one version `--id`. */
export function withCommonOptions(command: Command, { hasId = true }: { hasId?: boolean } = {}): Command {
  const withId = hasId
    ? command.option("--id <id>", "the version (default: the one that a command made or used last)", notEmpty)
    : command;
  return withId.option("--json", "print one line of JSON, and nothing else");
}

/** Adds the options that name a version by its dataset, in place of `--id`. */
export function withDatasetOptions(command: Command): Command {
  return command
    .option("--project <project>", "project of the dataset, with --name instead of --id", notEmpty)
    .option("--name <name>", "name of the dataset", notEmpty)
    .option("--version <version>", "number of the version (default: the highest one)", notEmpty);
}

/** The option for the number of threads. */
export function maxWorkers(): Option {
  return new Option("--max-workers <count>", "threads that work at the same time (default: one a processor)").argParser(
    wholeNumber,
  );
}

/** The option for the size of zips. */
export function chunkSize(): Option {
  return new Option("--chunk-size <megabytes>", "size at which a zip is full; -1 for a single one")
    .default(512)
    .argParser(megabytes);
}

/** The option for where files are stored. */
export function storage(): Option {
  return new Option("--storage <url>", "where files are stored (default: the file server)").argParser(notEmpty);
}

/** Takes a whole number from 0 on. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(number) || number < 0) {
    throw new InvalidArgumentError("It must be a whole number.");
  }
  return number;
}

function megabytes(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isInteger(number) || number < -1) {
    throw new InvalidArgumentError("It must be a whole number of megabytes, or -1.");
  }
  return number;
}

/** Counts files in words: `1 file`, `2 files`. */
export function filesCounted(count: number): string {
  return count === 1 ? say`${count} file` : say`${count} files`;
}
