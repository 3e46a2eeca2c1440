import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { unzip } from "./unzip.ts";

/** A program that nobody started for so long makes room for others. */
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;

/**
 * Returns the folder in which a program lies with its packages. It is made once for each program: what starts again, such as the steps of
 * a pipeline, finds it there.
 */
export async function programFolder(cacheDir: string, hash: string, download: () => Promise<Buffer>): Promise<string> {
  // Compiled packages fit one kind of machine, and one line of Node.
  const name = `${hash}-${process.platform}-${process.arch}-${process.versions.modules}`;
  const folder = join(cacheDir, name);
  if (!existsSync(folder)) {
    mkdirSync(cacheDir, { recursive: true });
    removeOld(cacheDir);
    // Not by the number of the process: in containers that share this folder, all are process 1.
    const workshop = `${folder}.${randomUUID()}`;
    try {
      unzip(await download(), workshop);
      installPackages(workshop);
      renameSync(workshop, folder);
    } catch (error) {
      rmSync(workshop, { recursive: true, force: true });
      // Another process may have been quicker with the same program.
      if (!existsSync(folder)) {
        throw error;
      }
    }
  }
  const now = new Date();
  utimesSync(folder, now, now);
  return folder;
}

function installPackages(folder: string): void {
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const packages = Object.entries(dependencies).map(([name, version]) => `${name}@${version}`);
  if (packages.length === 0) {
    return;
  }
  console.log(`Installing ${packages.join(", ")}`);
  const words = [
    "install",
    "--omit=dev",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    "--no-progress",
    "--no-update-notifier",
    "--loglevel=error",
  ];
  const { status, error } = spawnSync("npm", words, {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    throw new Error(`npm could not install ${packages.join(", ")}: ${error?.message ?? `it ended with ${status}`}`);
  }
}

function removeOld(cacheDir: string): void {
  for (const name of readdirSync(cacheDir)) {
    const path = join(cacheDir, name);
    const info = statSync(path, { throwIfNoEntry: false });
    if (info && Date.now() - info.mtimeMs > KEPT_FOR) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}
