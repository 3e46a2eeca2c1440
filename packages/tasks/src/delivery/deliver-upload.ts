import { sha256File } from "@clearml-ts/archive";
import type { Connection } from "@clearml-ts/client";
import type { ArtifactRecord } from "@clearml-ts/protocol";
import { quoteUrl } from "@clearml-ts/storage";
import type { KeptContent, KeptUpload } from "../journal/kept-upload.ts";
import type { SpooledUpload } from "../journal/spooled-upload.ts";
import { deliverEvents } from "./deliver-events.ts";
import { isRefusal, PATIENT_RETRIES } from "./upload-failure.ts";

/** How an upload fared that the server has answered, or that nothing can be done for. */
export type UploadAnswer =
  | { outcome: "delivered" }
  /** The server does not take it, for good. */
  | { outcome: "refused"; reason: string }
  /** Its content is not the one that was kept. */
  | { outcome: "damaged"; reason: string };

/**
 * Sends an upload from this disk: its content, then the news of it. To do it twice changes nothing, so one whose answer was lost
 * is sent again. It throws what may pass.
 */
export async function deliverUpload(
  connection: Connection,
  { upload, contentPath }: SpooledUpload,
  signal: AbortSignal,
): Promise<UploadAnswer> {
  const { task, content, news } = upload;
  try {
    if (news.kind === "artifact" && (await isOvertaken(connection, task, { record: news.record, content }, signal))) {
      return { outcome: "delivered" };
    }
    if (content) {
      const damage = await damageOf(contentPath, content);
      if (damage !== undefined) {
        return { outcome: "damaged", reason: damage };
      }
      const { url, contentType } = content;
      await connection.storage.uploadFile(contentPath, url, { contentType, retries: PATIENT_RETRIES, signal });
    }
    return await announce(connection, upload, signal);
  } catch (error) {
    if (isRefusal(error) && !signal.aborted) {
      return { outcome: "refused", reason: error.message };
    }
    throw error;
  }
}

/** The record of an artifact as the content that was kept makes it. */
function recordOf({ record, content }: { record: ArtifactRecord; content: KeptContent | undefined }): ArtifactRecord {
  return content ? { ...record, uri: quoteUrl(content.url), hash: content.hash, content_size: content.size } : record;
}

/** Whether the task has this artifact already, or a later one in its place. */
async function isOvertaken(
  connection: Connection,
  task: string,
  kept: { record: ArtifactRecord; content: KeptContent | undefined },
  signal: AbortSignal,
): Promise<boolean> {
  const { key, timestamp = 0, hash, uri } = recordOf(kept);
  const { execution } = (await connection.services.tasks.getById({ task }, { signal })).task;
  const present = execution?.artifacts?.find((artifact) => artifact.key === key && artifact.mode !== "input");
  if (present?.timestamp === undefined) {
    return false;
  }
  const isSame = present.timestamp === timestamp && present.hash === hash && present.uri === uri;
  return present.timestamp > timestamp || isSame;
}

async function damageOf(path: string, { hash }: KeptContent): Promise<string | undefined> {
  try {
    return (await sha256File(path)) === hash ? undefined : "the content that was kept has been changed";
  } catch (error) {
    return `the content that was kept cannot be read: ${(error as Error).message}`;
  }
}

async function announce(
  { services, session }: Connection,
  { task, content, news }: KeptUpload,
  signal: AbortSignal,
): Promise<UploadAnswer> {
  if (news.kind === "artifact") {
    const artifacts = [recordOf({ record: news.record, content })];
    await services.tasks.addOrUpdateArtifacts({ task, artifacts, force: true }, { signal });
    return { outcome: "delivered" };
  }
  const { identity, event } = news;
  const batch = { identity, events: [JSON.stringify(event)] };
  const { rejected, reason = "no reason given" } = await deliverEvents(session, batch, signal);
  return rejected > 0 ? { outcome: "refused", reason } : { outcome: "delivered" };
}
