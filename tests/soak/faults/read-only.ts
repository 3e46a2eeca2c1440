import { join } from "node:path";
import { integrityFaults } from "../integrity.ts";
import { Sandbox } from "../sandbox.ts";
import { startInVain, startSoakedServer } from "../soaked-server.ts";
import { type Finding, unmet } from "./finding.ts";
import { SmallDisk } from "./small-disk.ts";

const what = "A server is started on a folder that it cannot write.";

/** Starts a server on a folder of a disk that is read-only, once with a database in it and once without. */
export async function writeProtect(command: readonly string[]): Promise<Finding> {
  await using sandbox = new Sandbox();
  using disk = SmallDisk.mount(join(sandbox.path, "small"), 24);
  if (!disk) {
    return { what, happened: "It takes root to make a disk read-only.", faults: "not run" };
  }
  const dataDir = join(disk.path, "data");
  await (await startSoakedServer({ command, dataDir })).end("SIGTERM");
  disk.setReadOnly(true);
  const used = await startInVain({ command, dataDir });
  const fresh = await startInVain({ command, dataDir: join(disk.path, "new") });
  disk.setReadOnly(false);
  await using again = await startSoakedServer({ command, dataDir });
  return {
    what,
    happened: used.stderr.trim().replaceAll(sandbox.path, ""),
    faults: [
      ...unmet({
        "it started all the same": used.status === 1 && fresh.status === 1,
        "it does not name the folder in one line": [used, fresh].every(({ stderr }) =>
          /^[^\n]*small[^\n]*\n$/.test(stderr),
        ),
        "it does not start when the folder can be written again": again.isAlive,
      }),
      ...integrityFaults(dataDir),
    ],
  };
}
