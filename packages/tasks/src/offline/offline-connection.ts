import { type Connection, connect } from "@clearml-ts/client";
import { OfflineSessions } from "./session/offline-sessions.ts";
import { sessionAnswers } from "./session/session-answers.ts";
import { OFFLINE_SERVERS, sessionApi } from "./session/session-api.ts";
import { newOfflineId, sessionsFolder } from "./session/session-files.ts";
import type { SessionFolder } from "./session/session-folder.ts";

const folders = new WeakMap<Connection, SessionFolder>();

/** The session that a connection works on; undefined for one to a server. */
export function offlineSession(connection: Connection): SessionFolder | undefined {
  return folders.get(connection);
}

/**
 * Makes a connection for one task of a program that works offline: a new folder of this machine takes the place of the server, and
 * the folder of its data that of the file server. Nothing of it uses a network.
 */
export async function offlineConnection(): Promise<Connection> {
  const taskId = newOfflineId();
  const sessions = new OfflineSessions(() => sessionsFolder(connected.config.cacheDir));
  const connected = await connect({
    ...OFFLINE_SERVERS,
    accessKey: "offline",
    secretKey: "offline",
    retry: { retries: 0 },
    fetch: sessionApi(sessionAnswers({ sessions, taskId, now: () => new Date() })),
  });
  const folder = sessions.own(taskId);
  const { config, session, services, lists, storage } = connected;
  const connection: Connection = {
    config: { ...config, filesServer: folder.dataFolder },
    session,
    services,
    lists,
    storage,
    pageUrl: (path) => connected.pageUrl(path),
    warn: (message) => connected.warn(message),
    close: () => connected.close(),
    [Symbol.asyncDispose]: () => connected.close(),
  };
  folders.set(connection, folder);
  return connection;
}

/** Packs the session of a connection, where it has one, into a zip. Whoever closes a task must not be stopped by a full disk. */
export async function packSession(connection: Connection): Promise<void> {
  const session = offlineSession(connection);
  await session?.pack().catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    connection.warn(`The offline session ${session.path} could not be packed, and can be imported as it is: ${why}`);
  });
}
