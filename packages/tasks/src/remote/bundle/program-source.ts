import { access } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { ProgramError } from "../errors.ts";

/** The program to bundle: a file of JavaScript or TypeScript, or a text that was made. */
export type ProgramEntry =
  | {
      /** Path of the file that the program begins with. */
      entry: string;
    }
  | {
      /** The program's text, in TypeScript or JavaScript. */
      source: string;
      /** The folder from which the text imports. */
      resolveDir: string;
      /** Name of the program. @default "main" */
      name?: string;
    };

/** A program that was found. */
export interface ProgramSource {
  /** The file or the name, for messages. */
  name: string;
  /** The folder of the file, or the one from which the text imports. */
  folder: string;
  /** The file; undefined where the program is a text. */
  path: string | undefined;
  /** The text; empty where the program is a file. */
  text: string;
}

/**
 * Finds the program.
 *
 * @throws {@link ProgramError} when its file is not there.
 */
export async function findProgram(program: ProgramEntry): Promise<ProgramSource> {
  if ("source" in program) {
    const { source, resolveDir, name = "main" } = program;
    return { name, folder: resolve(resolveDir), path: undefined, text: source };
  }
  const path = resolve(program.entry);
  await access(path).catch((cause: unknown) => {
    throw new ProgramError(program.entry, "is not there. Check the path.", { cause });
  });
  return { name: basename(path), folder: dirname(path), path, text: "" };
}
