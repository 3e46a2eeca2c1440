import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { ScriptRecord } from "@clearml-ts/protocol";
import { commandScript, unquotedName } from "../../program/command/command-script.ts";
import { shellWords } from "../../program/command/shell-words.ts";
import { ProgramError, SecretFileError } from "../errors.ts";
import { looksSecret } from "./secret-files.ts";

/** A program in one file that is sent as it is. */
export interface ScriptFile {
  /** Path of the file: JavaScript (`.mjs`, `.js`, `.cjs`), a shell script (`.sh`, `.bash`) or Python (`.py`). */
  path: string;
  /** Arguments that the program is started with. @default none */
  args?: readonly string[];
}

/**
 * Describes a program in one file as a code section, with the file's text in it.
 *
 * @throws {@link ProgramError} when the file cannot be read, or is not a program that agents start as it is.
 * @throws {@link InvalidValueError} when an argument cannot be passed on.
 */
export async function scriptProgram({ path, args = [] }: ScriptFile): Promise<ScriptRecord> {
  if (looksSecret(path)) {
    throw new SecretFileError(path, path);
  }
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new ProgramError(path, "cannot be read. Check the path.", { cause });
  });
  const fileName = unquotedName(basename(path));
  const startedBy = (binary: string): ScriptRecord => ({
    binary,
    repository: "",
    working_dir: ".",
    entry_point: shellWords([fileName, ...args]),
    diff: text,
  });
  switch (extname(path)) {
    case ".mjs":
    case ".js":
    case ".cjs":
      return commandScript({ fileName, text, args });
    case ".sh":
    case ".bash":
      return startedBy("/bin/bash");
    case ".py":
      return startedBy("python3");
    default:
      throw new ProgramError(
        path,
        "is not JavaScript, a shell script or Python, which agents start as they are. Bundle it instead.",
      );
  }
}
