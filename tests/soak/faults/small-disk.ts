import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";

/** A disk in memory, which takes root to make. */
export class SmallDisk implements Disposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes a disk of so many megabytes at a path; `undefined` where this process may not. */
  static mount(path: string, megabytes: number): SmallDisk | undefined {
    mkdirSync(path, { recursive: true });
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path], { stdio: "ignore" });
      return new SmallDisk(path);
    } catch {
      return undefined;
    }
  }

  /** From now on nothing can be written, or everything again. */
  setReadOnly(isReadOnly: boolean): void {
    execFileSync("mount", ["-o", `remount,${isReadOnly ? "ro" : "rw"}`, this.path], { stdio: "ignore" });
  }

  [Symbol.dispose](): void {
    // Whoever looked into a database on it may still hold it open.
    execFileSync("umount", ["--lazy", this.path]);
  }
}
