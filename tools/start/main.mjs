import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { BuildProgress } from "./build-progress.mjs";
import { BuildStamp } from "./build-stamp.mjs";

/**
 * Builds what a program of the repository needs, says how far that is, and becomes that program: `pnpm start` and `pnpm server`. It is
 * JavaScript, because nothing is there yet that would compile it, and quick, because a start that has nothing to build takes this way too.
 *
 * Declarations are left out, which only compilers read: they take most of the time of a whole build.
 */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const [script = "", ...args] = process.argv.slice(2);
const filters = ["clearml-ts...", "@clearml-ts/example-thermal-comfort..."].map((filter) => `--filter=${filter}`);

const stamp = new BuildStamp(root);
if (!stamp.isCurrent()) {
  stamp.forget();
  await build();
  stamp.keep();
}
process.argv = [process.argv[0] ?? "", join(root, script), ...args];
await import(pathToFileURL(join(root, script)).href);

async function build() {
  const progress = new BuildProgress(process.stderr);
  const turbo = spawn(
    process.execPath,
    [join(root, "node_modules/turbo/bin/turbo"), "run", "build:js", ...filters, "--ui=stream", "--log-order=stream"],
    {
      cwd: root,
      // A group of its own, because the command of turbo is a shell around its program: the group ends as a whole.
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, TURBO_NO_UPDATE_NOTIFIER: "1", TURBO_TELEMETRY_DISABLED: "1" },
    },
  );
  const stop = () => {
    progress.stop();
    if (turbo.pid !== undefined && process.platform !== "win32") {
      process.kill(-turbo.pid, "SIGTERM");
    } else {
      turbo.kill();
    }
    process.exit(130);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  for (const stream of [turbo.stdout, turbo.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => progress.add(text));
  }
  const [status] = await once(turbo, "close");
  process.off("SIGINT", stop).off("SIGTERM", stop);
  if (status !== 0) {
    progress.fail();
    process.exit(1);
  }
  progress.end();
}
