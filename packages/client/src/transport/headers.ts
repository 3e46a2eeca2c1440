import packageJson from "../../package.json" with { type: "json" };

const CLIENT = `clearml-ts-${packageJson.version}`;

/** Headers that every call carries: which process it is from, and which software. */
export function callHeaders(workerName: string, serverVersion?: string): Record<string, string> {
  const client = serverVersion === undefined ? CLIENT : `clearml-server-${serverVersion}, ${CLIENT}`;
  // Old servers know only the second name of each.
  return {
    "x-clearml-worker": workerName,
    "x-trains-worker": workerName,
    "x-clearml-client": client,
    "x-trains-client": client,
  };
}
