import { dirname, join } from "node:path";
import { fileBeside, installedModule } from "@clearml-ts/archive";
import { ProgramError } from "../errors.ts";
import { loadBundler } from "./load-bundler.ts";

let text: Promise<string> | undefined;

/**
 * Returns the small program that fetches a larger one from its task and starts it.
 *
 * @throws {@link ProgramError} in a bundle beside which this package is not installed.
 */
export function launcherText(program: string): Promise<string> {
  text ??= compile(program);
  text.catch(() => {
    text = undefined;
  });
  return text;
}

async function compile(program: string): Promise<string> {
  const { build } = await loadBundler();
  const { outputFiles } = await build({
    entryPoints: [findLauncher(program)],
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: { js: "// Fetches the program from the task's artifact and starts it." },
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

function findLauncher(program: string): string {
  const beside = fileBeside(import.meta.url, { source: "../launcher/main.ts", built: "./launcher.js" });
  if (beside !== undefined) {
    return beside;
  }
  const tasks = installedModule("@clearml-ts/tasks");
  if (tasks === undefined) {
    throw new ProgramError(
      program,
      "is sent from a bundle, and the part that fetches it is a file of @clearml-ts/tasks, which is not installed beside the bundle. Install it there.",
    );
  }
  return join(dirname(tasks), "launcher.js");
}
