import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { clearmlVariables } from "../../tests/interop/fixtures/clearml-server.ts";
import { root } from "../root.ts";
import type { ServerProcess } from "../server/server-process.ts";
import { syncDisk } from "./disk-copy.ts";
import type { Bench } from "./suite.ts";

const execute = promisify(execFile);

/**
 * Who runs a program: this project, the Python SDK as it comes, or the Python SDK told to report from a thread. As it
 * comes, it reports from a process of its own, which takes it seconds more.
 */
export type Runner = "TypeScript" | "Python" | "Python, threaded";

/** Time and memory of one run of a program. */
export interface ProgramRun {
  /** From the start of the process to its end. */
  total: number;
  /** Seconds of each phase inside. */
  phases: Record<string, number>;
  /** Bytes of memory that the process had at most. */
  memory: number;
  /** Its result: an id, or a path inside its home. */
  result: string;
}

/** A program in both languages, and what it is run with. */
export interface Program {
  /** The TypeScript side's file; Python's has the same name. */
  file: URL;
  args?: readonly string[];
  server: ServerProcess;
  /** Checks that the work was done. */
  check?: (result: string) => Promise<void>;
  /**
   * Leave the home folder until the suite ends. ext4 passes over inodes that were freed in the last minutes, one by one: where
   * thousands of files were deleted, making new ones takes several times as long. @default false
   */
  leavesHome?: boolean;
}

/** Runs a program once, in a new home folder and so with an empty cache, when the disk has come to rest. */
export async function runProgram(
  bench: Bench,
  runner: Runner,
  { file, args = [], server, check, leavesHome = false }: Program,
): Promise<ProgramRun> {
  const home = await mkdtemp(join(bench.folder, "home-"));
  try {
    if (runner === "Python, threaded") {
      await writeFile(join(home, "clearml.conf"), "sdk { development { report_use_subprocess: false } }\n");
    }
    const path = fileURLToPath(file);
    const command = runner === "TypeScript" ? [process.execPath, path] : [bench.python, path.replace(/mjs$/, "py")];
    const [interpreter = "", program = ""] = command;
    syncDisk(home);
    const started = performance.now();
    const { stdout } = await execute(interpreter, [program, ...args], {
      cwd: home,
      env: {
        PATH: process.env["PATH"],
        HOME: home,
        // On the disk that is measured: that of the system may be memory.
        TMPDIR: home,
        CLEARML_SUPPRESS_UPDATE_MESSAGE: "1",
        // Inside a Git root, the Python SDK would take seconds to read all of it.
        GIT_CEILING_DIRECTORIES: root,
        ...clearmlVariables(server.address),
      },
    });
    const total = (performance.now() - started) / 1000;
    const line = stdout.trimEnd().split("\n").at(-1) ?? "";
    const { seconds, memory, result } = JSON.parse(line) as {
      seconds: Record<string, number>;
      memory: number;
      result: string;
    };
    await check?.(result);
    return { total, phases: seconds, memory, result };
  } finally {
    if (!leavesHome) {
      await rm(home, { recursive: true, force: true });
    }
  }
}
