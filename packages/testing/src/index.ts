export {
  type LiveConnection,
  type LiveConnectionOptions,
  type LiveParts,
  type LiveServer,
  liveConnections,
} from "./live-connections.ts";
export { folderWith, temporaryFolder } from "./temporary-folder.ts";
