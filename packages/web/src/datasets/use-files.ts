import { useQuery } from "@tanstack/preact-query";
import { useState } from "preact/hooks";
import { useFileAddress } from "../api/file-address.ts";
import { useReply } from "../api/use-reply.ts";
import { type ListedFile, listedFiles } from "./listed-files.ts";

/** The artifact of a version that lists its files. */
const STATE = "state";

/** Bytes up to which a list is loaded without asking. */
const SMALL = 2_000_000;

/** The list of files of a version, or where it stands with it. */
export type FilesOfVersion =
  | { kind: "waiting" }
  | { kind: "none" }
  | { kind: "unreadable" }
  | { kind: "large"; size: number; load: () => void }
  | { kind: "there"; files: ListedFile[] };

/** Loads the list of files of a version from the store; a long one only when somebody asks for it. */
export function useFiles(version: string | undefined): FilesOfVersion {
  const [wanted, setWanted] = useState<string>();
  const { data } = useReply(
    "tasks.get_all_ex",
    { id: [version ?? ""], only_fields: ["execution.artifacts"], search_hidden: true },
    { enabled: version !== undefined },
  );
  const task = data?.tasks.find(({ id }) => id === version);
  const state = task?.execution?.artifacts?.find(({ key }) => key === STATE);
  const address = useFileAddress();
  const url = state?.uri === undefined ? undefined : address?.(state.uri);
  const size = state?.content_size ?? 0;
  const isWanted = size <= SMALL || wanted === version;
  const files = useQuery({
    queryKey: ["files of a version", url, state?.hash],
    queryFn: ({ signal }) => loadFiles(url ?? "", signal),
    enabled: url !== undefined && isWanted,
    staleTime: Infinity,
  });
  if (version === undefined || task === undefined || address === undefined) {
    return { kind: "waiting" };
  }
  if (state === undefined) {
    return { kind: "none" };
  }
  if (url === undefined || files.isError) {
    return { kind: "unreadable" };
  }
  if (!isWanted) {
    return { kind: "large", size, load: () => setWanted(version) };
  }
  if (files.data === undefined) {
    return { kind: "waiting" };
  }
  return files.data === "unreadable" ? { kind: "unreadable" } : { kind: "there", files: files.data };
}

async function loadFiles(url: string, signal: AbortSignal): Promise<ListedFile[] | "unreadable"> {
  const response = await fetch(url, { signal });
  return response.ok ? (listedFiles(await response.json().catch(() => undefined)) ?? "unreadable") : "unreadable";
}
