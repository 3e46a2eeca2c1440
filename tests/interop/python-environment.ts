import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The interpreter of the virtual environment that holds the Python SDK. */
    python: string;
  }
}

const environment = join(dirname(fileURLToPath(import.meta.url)), ".venv");
const packages = ["clearml", "clearml-agent", "ydf", "pandas", "matplotlib", "boto3", "gcp-storage-emulator"];

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

/** Makes a virtual environment beside this file, once, and installs the newest Python SDK into it. */
export function setup(project: TestProject): void {
  const python = join(environment, "bin", "python");
  if (!existsSync(python)) {
    const version = run("python3", "-c", "import sys; print('%d.%d' % sys.version_info[:2])").trim();
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major < 3 || minor < 9) {
      throw new Error(`The interoperability suite needs Python 3.9 or newer, found ${version}.`);
    }
    run("python3", "-m", "venv", environment);
  }
  run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages);
  project.provide("python", python);
}
