export type { DataDirOptions, StartServerOptions } from "./config.ts";
export {
  BackupError,
  DataDirError,
  DataDirInUseError,
  ListenError,
  NewerDatabaseError,
  PortInUseError,
  RestoreError,
  VacuumError,
  WebappError,
} from "./errors.ts";
export type { PageLogin, Server, ServerCredentials } from "./server.ts";
export type { ServerUrls } from "./server-urls.ts";
export { startServer } from "./start-server.ts";
