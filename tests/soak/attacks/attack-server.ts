import type { Finding } from "../faults/finding.ts";
import { integrityFaults } from "../integrity.ts";
import { Sandbox } from "../sandbox.ts";
import { type Attack, LONGEST_BLOCK_MS } from "./attack.ts";
import { startWatchedServer } from "./watched-server.ts";

/** Attacks a server of its own, then looks whether it is still there, said nothing and left its database whole. */
export async function attackServer(
  command: readonly string[],
  attack: Attack,
  { blockLimit = LONGEST_BLOCK_MS } = {},
): Promise<Finding> {
  await using sandbox = new Sandbox();
  const { dataDir } = sandbox;
  await using server = await startWatchedServer({ command, dataDir });
  const finding = await attack(server, blockLimit);
  const complaints = server.complaints();
  const { status } = await server.end("SIGTERM");
  const aftermath = [
    ...(complaints === "" ? [] : [`the server said: ${complaints.slice(0, 500)}`]),
    ...(status === 0 ? [] : [`the server ended with status ${status}`]),
    ...integrityFaults(dataDir),
  ];
  return { ...finding, faults: finding.faults === "not run" ? finding.faults : [...finding.faults, ...aftermath] };
}
