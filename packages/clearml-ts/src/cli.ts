#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { CommanderError } from "commander";
import { exitStatus, exitStatusOf } from "./exit-status.ts";
import { explain } from "./explain.ts";
import { runProgram } from "./program.ts";

/** Beside `src` and beside `dist`. */
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** The `clearml-ts` command: parses, runs, and turns every failure into one line and an exit status. */
try {
  await runProgram(version, process.argv.slice(2));
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed already.
    process.exitCode = error.exitCode === 0 ? exitStatus.done : exitStatus.usage;
  } else {
    console.error(`clearml-ts: ${explain(error)}`);
    process.exitCode = exitStatusOf(error);
  }
}
