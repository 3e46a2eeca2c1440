import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pythonEnvironment } from "../../python/environment.ts";

/**
 * Runs a program of this folder on the server of a checkout of clearml/clearml-server, in a virtual environment that is made
 * once, and returns what it answers: one JSON value a line, for each line that it is given.
 */
export function runOfficial<Answer>(checkout: string, program: string, lines: readonly unknown[]): Answer[] {
  const { status, stdout } = spawnSync(officialPython(checkout), [join(import.meta.dirname, program), checkout], {
    input: lines.map((line) => JSON.stringify(line)).join("\n"),
    encoding: "utf8",
    stdio: ["pipe", "pipe", "inherit"],
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) {
    throw new Error(`The server of ${checkout} could not be asked: Python ended with ${status}.`);
  }
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Answer);
}

/** Returns the Python of a virtual environment with the requirements of a checkout; it is made once. */
export function officialPython(checkout: string): string {
  const required = readFileSync(join(checkout, "apiserver/requirements.txt"), "utf8")
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "");
  return pythonEnvironment(import.meta.dirname, [...required, "fakeredis", "mongomock"]);
}

/** Returns the folder of a checkout of the official server that the command line names; ends the program without one. */
export function checkoutOf(command: string, named: string | undefined): string {
  const checkout = resolve(named ?? "");
  if (named === undefined || !existsSync(join(checkout, "apiserver/apimodels"))) {
    console.error(`Name the folder of a checkout of clearml/clearml-server: pnpm ${command} CHECKOUT`);
    process.exit(2);
  }
  return checkout;
}
