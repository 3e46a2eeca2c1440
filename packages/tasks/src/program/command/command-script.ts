import type { ScriptRecord } from "@clearml-ts/protocol";
import { runCommand } from "./run-command.ts";

/** A file of JavaScript or TypeScript that is a program. */
export interface CommandFile {
  /** The name under which an agent writes it. */
  fileName: string;
  text: string;
  /** Command that installs its packages before. @default nothing to install */
  install?: string | undefined;
  /** Arguments of the program. @default none */
  args?: readonly string[];
}

/**
 * Returns the code section by which an agent writes a file and runs it with Node, or with tsx.
 *
 * The agent takes the name of the file from the part of the working folder behind the colon.
 *
 * @throws {@link InvalidValueError} when an argument cannot be passed on.
 */
export function commandScript({ fileName, text, install, args }: CommandFile): ScriptRecord {
  return {
    binary: "/bin/bash",
    repository: "",
    working_dir: `.:${fileName}`,
    entry_point: runCommand({ file: fileName, install, args: args ?? [] }),
    diff: looksLikePatch(text) ? `/* */ ${text}` : text,
  };
}

/** The agent takes a text that begins so for changes of a repository, and writes no file. */
function looksLikePatch(text: string): boolean {
  return /^\s*(diff|submodule) /i.test(text);
}

/** Makes a name that needs no quotes in a shell. */
export function unquotedName(name: string): string {
  return name.replaceAll(/[^\w.-]+/g, "-");
}

/** Makes a file name that needs no quotes in a shell of the name that a program has here. */
export function commandFileName(name: string): string {
  const stem = unquotedName(name.replace(/\.[^.]*$/, "")).replaceAll(/^[-.]+/g, "");
  return `${stem === "" ? "main" : stem}.mjs`;
}
