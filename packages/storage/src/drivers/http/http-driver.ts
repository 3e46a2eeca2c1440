import {
  DownloadError,
  ObjectNotFoundError,
  RemoveError,
  type StorageErrorOptions,
  UploadError,
} from "../../errors.ts";
import { orAborted } from "../../limits/or-aborted.ts";
import type { DriverOptions, DriverUploadOptions, StorageDriver } from "../storage-driver.ts";
import { isBusy } from "../transient-failure.ts";
import type { Fetch } from "./fetch.ts";
import { fileForm } from "./file-form.ts";
import { heldFetch } from "./held-fetch.ts";
import { locateObject } from "./object-address.ts";
import { contentLength, leaveBody, wholeBody } from "./whole-body.ts";

/** Options of {@link createHttpDriver}. */
export interface HttpDriverOptions {
  /** Addresses of the ClearML file servers: only these are shown the headers of `authorize`. */
  filesServers: readonly string[];
  /** Headers that authenticate a request to a file server. @default no headers */
  authorize?: ((url: URL) => Promise<Record<string, string>>) | undefined;
  /** Sends the requests. @default the global fetch */
  fetch?: Fetch | undefined;
}

/** The parts of a request that differ from the others. */
interface SentInit extends Omit<RequestInit, "headers"> {
  headers?: Record<string, string>;
  /** Said where the body is a stream: the answer comes when it has been sent. */
  duplex?: "half";
}

/** Makes the driver for the ClearML file server, which also reads from any other http(s) host. */
export function createHttpDriver(options: HttpDriverOptions): StorageDriver {
  const { filesServers, authorize = async () => ({}) } = options;
  const fetch = options.fetch ? heldFetch(options.fetch) : globalThis.fetch;

  async function send(method: string, url: string, { signal }: DriverOptions, init: SentInit = {}) {
    const target = new URL(url);
    const { trusted } = locateObject(url, filesServers);
    const headers = {
      "accept-encoding": "identity",
      ...init.headers,
      ...basicCredentials(target),
      // Logging in is shared with others, so it does not end with this operation.
      ...(trusted && (await orAborted(authorize(target), signal))),
    };
    return await fetch(new Request(target, { ...init, method, headers, ...(signal && { signal }) }));
  }

  /** Sends a request and turns errors into `Failure`. Resolves to undefined where the object does not exist. */
  async function attempt(
    Failure: new (url: string, reason: string, options?: StorageErrorOptions) => Error,
    url: string,
    request: () => Promise<Response>,
    { signal }: DriverOptions,
  ): Promise<Response | undefined> {
    signal?.throwIfAborted();
    let response: Response;
    try {
      response = await request();
    } catch (cause) {
      signal?.throwIfAborted();
      // An error of `authorize` names its own cause already: wrong credentials, unreachable API.
      if (!(cause instanceof TypeError)) {
        throw cause;
      }
      throw new Failure(url, connectionProblem(cause), { cause, transient: true });
    }
    if (response.ok) {
      return response;
    }
    leaveBody(response);
    const { status } = response;
    if (status === 404 || status === 410) {
      return undefined;
    }
    throw new Failure(url, statusProblem(status), { status, transient: isBusy(status) });
  }

  return {
    supports: (url) => /^https?:\/\//i.test(url) && URL.canParse(url),

    async upload(content, url, options = {}) {
      const { host, object } = locateObject(url, filesServers);
      const { contentType = "binary/octet-stream" } = options;
      const body = await formOf(content, { name: object, contentType, pieces: options.pieces });
      // Without these two, undici keeps a second copy of the body in memory in case of a redirect.
      const streaming: SentInit = { ...body, window: null, redirect: "error" };
      const response = await attempt(UploadError, url, () => send("POST", host, options, streaming), options);
      leaveBody(response);
      if (response?.status === 200) {
        options.onBytes?.(content.size);
        return;
      }
      const status = response?.status ?? 404;
      throw new UploadError(url, `${status} from ${host} means that no ClearML file server is there.`, { status });
    },

    async *download(url, options = {}) {
      const response = await attempt(DownloadError, url, () => send("GET", url, options), options);
      if (response === undefined) {
        throw new ObjectNotFoundError(url, { status: 404 });
      }
      yield* wholeBody(response, {
        async goOn(start, validator) {
          const headers = { range: `bytes=${start}-`, "if-range": validator };
          const rest = await attempt(DownloadError, url, () => send("GET", url, options, { headers }), options);
          if (rest?.status === 206) {
            return rest;
          }
          leaveBody(rest);
          throw new DownloadError(url, "it was replaced while it was read.", { transient: true });
        },
        broken(reason, cause) {
          options.signal?.throwIfAborted();
          return new DownloadError(url, reason, { cause, transient: true });
        },
      });
    },

    async exists(url, options = {}) {
      const response = await attempt(DownloadError, url, () => send("HEAD", url, options), options);
      return response !== undefined;
    },

    async size(url, options = {}) {
      const response = await attempt(DownloadError, url, () => send("HEAD", url, options), options);
      if (response === undefined) {
        throw new ObjectNotFoundError(url, { status: 404 });
      }
      return contentLength(response);
    },

    async remove(url, options = {}) {
      const response = await attempt(RemoveError, url, () => send("DELETE", url, options), options);
      leaveBody(response);
      return response !== undefined;
    },
  };
}

/** The body of a request that stores an object. */
async function formOf(
  content: Blob,
  { name, contentType, pieces }: { name: string; contentType: string; pieces: DriverUploadOptions["pieces"] },
): Promise<SentInit> {
  if (pieces === undefined) {
    const form = new FormData();
    form.append(name, content.slice(0, content.size, contentType), name);
    return { body: form };
  }
  const form = await fileForm({ name, contentType, size: content.size });
  // Its length is said: servers without it would have to take an upload of unknown size.
  const headers = { "content-type": form.contentType, "content-length": String(form.size) };
  return { body: ReadableStream.from(form.around(pieces())), duplex: "half", headers };
}

/** Takes credentials out of an address, where fetch does not accept them, and returns them as a header. */
function basicCredentials(url: URL): Record<string, string> {
  const { username, password } = url;
  if (username === "" && password === "") {
    return {};
  }
  url.username = "";
  url.password = "";
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

function connectionProblem({ message, cause }: TypeError): string {
  const reason = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : message;
  return `the connection failed (${reason}). Check that the file server is running and reachable.`;
}

function statusProblem(status: number): string {
  if (status === 401 || status === 403) {
    return `access was denied (${status}). Check the credentials, and that files_server is set to this host.`;
  }
  return `the server answered ${status}.`;
}
