import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";
import { forgeOf, REPOSITORY } from "./forge.ts";

/** Files of users and of readers: manifests, pages, workflows. */
const NAMING = ["*.json", "*.md", "*.yml", "*.yaml"];

/** The files that name the page of this repository on its forge. */
export function filesThatNameForge(): string[] {
  return namingFiles().filter((file) => textOf(file).includes(forgeOf(REPOSITORY)));
}

/** Links to files that this repository has, at the page of another one: `file: link`. */
export function strayLinks(): string[] {
  return namingFiles().flatMap((file) =>
    [...textOf(file).matchAll(/(https:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+)\/(?:blob|tree)\/main\/([\w./-]+)/g)]
      .filter(([, forge, path = ""]) => forge !== forgeOf(REPOSITORY) && existsSync(join(root, path)))
      .map(([link]) => `${file}: ${link}`),
  );
}

function namingFiles(): string[] {
  return execFileSync("git", ["ls-files", "-z", "--", ...NAMING], { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter((file) => file !== "" && existsSync(join(root, file)));
}

function textOf(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
