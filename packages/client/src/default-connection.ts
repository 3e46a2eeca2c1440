import { openConnection } from "./connect.ts";
import { type Connection, LoggedInConnection } from "./connection.ts";
import { OfflineError } from "./errors.ts";
import { isOffline } from "./offline-mode.ts";

let shared: Promise<Connection> | undefined;

/**
 * Returns the connection of this process, made from the environment and `clearml.conf` the first time it is asked for.
 * After it was closed, the next caller gets a new one.
 * When that fails, the next caller tries again.
 * @throws {@link ConfigError} when ClearML is not configured.
 * @throws {@link ConnectionError} when the server cannot be reached.
 * @throws {@link AuthenticationError} when it does not accept the credentials.
 * @throws {@link OfflineError} when the program works offline.
 */
export function defaultConnection(): Promise<Connection> {
  if (isOffline()) {
    return Promise.reject(new OfflineError("Connecting to ClearML"));
  }
  if (shared !== undefined) {
    return shared;
  }
  const opening: Promise<Connection> = openConnection({}).then(
    (parts) => new LoggedInConnection({ ...parts, onClose: forget }),
  );
  opening.catch(forget);
  shared = opening;
  return opening;

  function forget(): void {
    if (shared === opening) {
      shared = undefined;
    }
  }
}
