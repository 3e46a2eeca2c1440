import { basename } from "node:path";
import type { ScriptRecord } from "@clearml-ts/protocol";
import { wordsOf } from "./words.ts";

/** The form of a task's program: how it is started, and what its diff stands for. */
export interface ProgramForm {
  readonly interpreter: "shell" | "python";
  /** The entry point as it is started. */
  readonly entryPoint: string;
  /** The folder in which it is started, within the repository. */
  readonly folder: string;
  /** The program itself, where the task carries it. */
  readonly file?: { readonly name: string; readonly text: string };
  /** Changes to the repository. */
  readonly patch?: string;
}

const SHELLS = ["bash", "zsh", "sh"];

/**
 * Decides the form of a program as the official agent does: `check_is_binary_python_or_bash` and `LiteralScriptManager` in
 * clearml-agent (clearml_agent/helper/base.py, commands/worker.py).
 */
export function programForm(script: ScriptRecord): ProgramForm {
  const { binary = "", diff = "", working_dir = "", repository } = script;
  const interpreter = SHELLS.includes(binary.split("/").at(-1) ?? "") ? "shell" : "python";
  const entryPoint = (script.entry_point ?? "").trim();
  if (diff === "" || isPatch(diff)) {
    const folder = repository ? working_dir || "." : ".";
    return { interpreter, entryPoint, folder, ...(diff !== "" && { patch: diff }) };
  }
  const colon = isCall(entryPoint) ? working_dir.indexOf(":") : -1;
  const folder = colon < 0 ? working_dir : working_dir.slice(0, colon);
  const name = colon < 0 ? fileName(entryPoint, interpreter) : working_dir.slice(colon + 1);
  return {
    interpreter,
    entryPoint: entryPoint || name,
    folder: repository ? folder || "." : ".",
    file: { name, text: diff },
  };
}

/** Whether a diff is one, and not a program. */
function isPatch(diff: string): boolean {
  const text = diff.trimStart().toLowerCase();
  return text.startsWith("diff ") || /^submodule .*\n\s*diff /.test(text);
}

/** Whether an entry point names a module or a command rather than a file. */
function isCall(entryPoint: string): boolean {
  return entryPoint.startsWith("-m ") || entryPoint.startsWith("-c ");
}

/** The name of the file that a program without one of its own is written to. */
function fileName(entryPoint: string, interpreter: ProgramForm["interpreter"]): string {
  if (isCall(entryPoint)) {
    return interpreter === "shell" && entryPoint.startsWith("-c ") ? "untitled.sh" : "untitled.py";
  }
  if (entryPoint === "") {
    return interpreter === "shell" ? "untitled.sh" : "untitled.py";
  }
  const file = basename(wordsOf(entryPoint)[0] ?? "");
  const isScript = interpreter === "shell" ? /\.(sh|bash)$/.test(file) : file.endsWith(".py");
  return isScript ? file : entryPoint;
}

/** The arguments of the interpreter. `isFile` tells whether there is a file of that name where the program starts. */
export function programArguments(
  { interpreter, entryPoint }: ProgramForm,
  isFile: (name: string) => boolean,
): readonly string[] {
  const blanks = entryPoint.split(/\s+/);
  if (interpreter === "shell" && blanks[0] === "-c") {
    return ["-c", blanks.slice(1).join(" ")];
  }
  const isWhole = blanks[0] !== "-m" && isFile(entryPoint);
  const words = isWhole ? [entryPoint] : wordsOf(entryPoint);
  // Output in time, not when a buffer is full.
  return interpreter === "python" ? ["-u", ...words] : words;
}
