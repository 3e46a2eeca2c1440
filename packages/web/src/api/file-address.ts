import { useCallback } from "preact/hooks";
import { useConfiguration } from "./configuration.ts";

/** Where the file store is on the origin of the page. */
const FILES = "/files";

/**
 * The address at which this page shows a file of the server's own store: on the page's origin, which its cookie and its policy
 * cover. Undefined for files elsewhere.
 */
export function ownFileAddress(url: string, filesServer: string): string | undefined {
  if (!URL.canParse(url) || !URL.canParse(filesServer)) {
    return undefined;
  }
  const [file, server] = [new URL(url), new URL(filesServer)];
  const folder = server.pathname.replace(/\/*$/, "/");
  const isOwn = file.origin === server.origin && file.pathname.startsWith(folder);
  return isOwn ? `${FILES}/${file.pathname.slice(folder.length)}${file.search}` : undefined;
}

/** A function that gives the page's own address of a stored file; undefined until the server's addresses are known. */
export function useFileAddress(): ((url: string) => string | undefined) | undefined {
  const server = useConfiguration()?.displayedServerUrls.filesServer;
  const address = useCallback((url: string) => ownFileAddress(url, server ?? ""), [server]);
  return server === undefined ? undefined : address;
}
