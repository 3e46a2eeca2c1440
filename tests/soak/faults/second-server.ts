import { ApiClient } from "../api-client.ts";
import { Sandbox } from "../sandbox.ts";
import { startInVain, startSoakedServer } from "../soaked-server.ts";
import { type Finding, unmet } from "./finding.ts";

/** Starts a second server on the folder of one that runs, and a third when the first was killed. */
export async function startTwice(command: readonly string[]): Promise<Finding> {
  await using sandbox = new Sandbox();
  const { dataDir } = sandbox;
  await using first = await startSoakedServer({ command, dataDir });
  const second = await startInVain({ command, dataDir });
  const works = await ApiClient.login(first.address).then(
    () => true,
    () => false,
  );
  await first.end("SIGKILL");
  await using third = await startSoakedServer({ command, dataDir });
  return {
    what: "A second server is started on the folder of one that runs; then that one is killed and another started.",
    happened: second.stderr.trim().replaceAll(dataDir, "FOLDER").replace(String(first.pid), "PID"),
    faults: unmet({
      "the second started": second.status === 1,
      "it does not name the pid of the first": second.stderr.includes(String(first.pid)),
      "the first was disturbed": works,
      "a killed server leaves its folder locked": third.isAlive,
    }),
  };
}
