import { shellWords } from "./shell-words.ts";

/** A program that an agent starts by a command. */
export interface RunCommand {
  /** The program's file, from the folder in which it is started. */
  file: string;
  /** Command that installs its packages before. @default nothing to install */
  install?: string | undefined;
  /** Arguments of the program. @default none */
  args?: readonly string[];
}

/**
 * Returns the entry point by which an agent starts a program of JavaScript or TypeScript.
 *
 * The agent runs what is not Python through a shell, and takes `-c command` for that.
 *
 * @throws {@link InvalidValueError} when an argument cannot be passed on.
 */
export function runCommand({ file, install, args = [] }: RunCommand): string {
  const runner = isTypeScript(file) ? "npx -y tsx" : "node";
  const run = `${runner} ${shellWords([file, ...args])}`;
  return `-c ${install ? `${install} && ${run}` : run}`;
}

/** Whether a file is one of TypeScript, by its name. */
export function isTypeScript(file: string): boolean {
  return /\.[cm]?tsx?$/.test(file);
}
