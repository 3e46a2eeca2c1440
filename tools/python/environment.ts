import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Makes a virtual environment with these packages in a folder, once, and returns its interpreter. Delete it to get newer packages. */
export function pythonEnvironment(folder: string, packages: readonly string[]): string {
  const environment = join(folder, ".venv");
  const python = join(environment, "bin", "python");
  if (!existsSync(python)) {
    execFileSync("python3", ["-m", "venv", environment], { stdio: "inherit" });
  }
  execFileSync(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages], {
    stdio: "inherit",
  });
  return python;
}

/** Returns the versions of Python and of some packages that are in an environment. */
export function versionsOf(python: string, packages: readonly string[]): Record<string, string> {
  const program = `
import importlib.metadata, json, platform, sys
print(json.dumps({"Python": platform.python_version(), **{name: importlib.metadata.version(name) for name in sys.argv[1:]}}))`;
  return JSON.parse(execFileSync(python, ["-c", program, ...packages], { encoding: "utf8" })) as Record<string, string>;
}
