export { collectGarbage } from "./collect-garbage.ts";
export { encryptedPort } from "./encrypted-port.ts";
export {
  type LiveConnection,
  type LiveConnectionOptions,
  type LiveParts,
  liveConnections,
} from "./live-connections.ts";
export type { LiveServer } from "./live-server.ts";
export { selfSigned } from "./self-signed.ts";
export { folderWith, temporaryFolder } from "./temporary-folder.ts";
