import { readFile } from "node:fs/promises";
import type { ScriptRecord } from "@clearml-ts/protocol";

/** Makes the required packages of a Python program, given as a list or as the lines or the path of a `requirements.txt`. */
export async function pythonRequirements(
  packages: string | readonly string[],
): Promise<NonNullable<ScriptRecord["requirements"]>> {
  if (typeof packages !== "string") {
    return { pip: packages.join("\n") };
  }
  const lines =
    packages === "" || packages.includes("\n") ? packages : await readFile(packages, "utf8").catch(() => packages);
  return {
    pip: lines
      .split("\n")
      .map((line) => line.trim())
      .join("\n"),
  };
}
