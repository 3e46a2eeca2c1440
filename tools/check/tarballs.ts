import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { workspacePackages } from "./ranks.ts";

/** A public package packed as it would be published. */
export interface Tarball {
  name: string;
  path: string;
}

/** Packs every public package into `target` and returns the tarballs by name. Needs a finished build. */
export function packPublicPackages(root: string, target: string): Tarball[] {
  mkdirSync(target, { recursive: true });
  return workspacePackages(root)
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest }) => {
      const destination = join(target, manifest.name.replace("@", "").replace("/", "-"));
      mkdirSync(destination, { recursive: true });
      execFileSync("npx", ["-y", "pnpm", "pack", "--pack-destination", destination], { cwd: folder, stdio: "pipe" });
      const [file] = readdirSync(destination);
      if (file === undefined) {
        throw new Error(`pnpm pack wrote nothing for ${manifest.name}.`);
      }
      return { name: manifest.name, path: join(destination, file) };
    });
}
