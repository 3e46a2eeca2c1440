import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const environment = join(dirname(fileURLToPath(import.meta.url)), ".venv");
const packages = ["clearml", "ydf", "scikit-learn", "pandas"];

/** Makes a virtual environment beside this file, once, and returns its interpreter. Delete it to get newer packages. */
export function pythonEnvironment(): string {
  const python = join(environment, "bin", "python");
  if (!existsSync(python)) {
    const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: "inherit" });
    run("python3", "-m", "venv", environment);
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages);
  }
  return python;
}
