import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import pLimit from "p-limit";
import { toNodeStream } from "../../http/node/node-stream.ts";
import { FileFailure } from "../file-failure.ts";
import type { FileStore, PendingUpload } from "../file-store.ts";

/** Files of one form. */
const MAX_PARTS = 1000;

/** Files of one form that are written at the same time. */
const OPEN_FILES = 8;

/**
 * Stores the files of a form under the names of their fields, and returns the paths. Nothing is put in its place before the
 * whole form has arrived.
 *
 * @throws {@link FileFailure} 400 when the form is broken, 404 when it names a path that is none, 413 when it has too many files.
 */
export async function storeForm(files: FileStore, request: Request): Promise<string[]> {
  const uploads = await receiveForm(files, request);
  try {
    for (const upload of uploads.values()) {
      await upload.commit();
    }
  } catch (error) {
    await Promise.all([...uploads.values()].map((upload) => upload.discard()));
    throw error;
  }
  return [...uploads.keys()];
}

async function receiveForm(files: FileStore, request: Request): Promise<Map<string, PendingUpload>> {
  if (!request.body) {
    throw new FileFailure(400, "the form is empty");
  }
  const parser = openParser(request);
  const body = toNodeStream(request.body);
  const parts = new Map<string, Part>();
  const openFiles = pLimit(OPEN_FILES);
  const hasQueue = () => openFiles.activeCount + openFiles.pendingCount > OPEN_FILES;
  let isHeldBack = false;
  let count = 0;
  parser.on("file", (field: string | undefined, content) => {
    count += 1;
    if (count > MAX_PARTS) {
      content.resume();
      parser.destroy(new FileFailure(413, `a form has at most ${MAX_PARTS} files`));
      return;
    }
    const path = (field ?? "").replace(/^\/+/, "");
    // Of a repeated field the first part counts; one without a name has no place.
    if (path === "" || parts.has(path)) {
      content.resume();
      return;
    }
    if (!files.accepts(path)) {
      content.resume();
      parser.destroy(new FileFailure(404, `"${path}" is not a path of this store`));
      return;
    }
    // Until its turn comes nobody else listens.
    content.on("error", () => {});
    const received = openFiles(() => files.receive(path, content));
    // Parts that are parsed already stay in memory until their turn comes: no more of them.
    if (hasQueue()) {
      body.unpipe(parser);
      isHeldBack = true;
    }
    received.then(
      () => {
        if (isHeldBack && !hasQueue()) {
          isHeldBack = false;
          body.pipe(parser);
        }
      },
      // A full disk ends the whole form; the parser then reports it.
      (error: Error) => parser.destroy(error),
    );
    parts.set(path, { content, received });
  });
  try {
    await feed(parser, body);
    const uploads = [...parts].map(async ([path, { received }]) => [path, await received] as const);
    return new Map(await Promise.all(uploads));
  } catch (cause) {
    await abandon([...parts.values()], cause);
    if (cause instanceof FileFailure || isSystemError(cause)) {
      throw cause;
    }
    throw new FileFailure(400, "the form is broken or incomplete", { cause });
  }
}

/** Gives a body to the parser, and reads it to its end even so: as long as a client sends, it takes no answer. */
async function feed(parser: BusboyInstance, body: Readable): Promise<void> {
  finished(body).catch((error: Error) => parser.destroy(error));
  try {
    await finished(body.pipe(parser), { readable: false });
  } finally {
    body.unpipe(parser);
    body.resume();
  }
}

/** One file of a form while it arrives. */
interface Part {
  readonly content: Readable;
  readonly received: Promise<PendingUpload>;
}

/** Ends what the parser leaves open when a form breaks off, and forgets what has arrived of it. */
async function abandon(parts: readonly Part[], cause: unknown): Promise<void> {
  for (const { content } of parts) {
    content.destroy(cause instanceof Error ? cause : undefined);
  }
  for (const result of await Promise.allSettled(parts.map(({ received }) => received))) {
    if (result.status === "fulfilled") {
      await result.value.discard();
    }
  }
}

function openParser(request: Request): BusboyInstance {
  const contentType = request.headers.get("content-type");
  try {
    return new Busboy({
      headers: { "content-type": contentType ?? "" },
      // A part is a file when it names one; other fields of the form mean nothing here.
      isPartAFile: (_field, _type, fileName) => fileName !== undefined,
      fileHwm: 1024 * 1024,
      highWaterMark: 1024 * 1024,
    });
  } catch (cause) {
    throw new FileFailure(400, "send the files as multipart/form-data, each under the name of its path", { cause });
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
