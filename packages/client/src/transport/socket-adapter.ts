import { type IncomingMessage, request as requestByHttp } from "node:http";
import { Agent, request as requestByHttps } from "node:https";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { AxiosAdapter, InternalAxiosRequestConfig } from "axios";
import type { Certificates } from "./certificates.ts";
import { ReplyTooLongError, SilentServerError } from "./transport-failure.ts";

/** Options of {@link socketAdapter}. */
export interface SocketAdapterOptions {
  /** Certificates to trust. @default those that Node trusts */
  certificates?: Certificates | undefined;
  /** Longest answer that is read, in bytes. */
  maxReplySize: number;
}

/**
 * Makes the adapter by which axios sends a text over Node's own sockets, and reads the answer as one.
 *
 * The adapter that axios has for Node brings thirty packages for forms, redirects and proxies, which no call of the API needs: loading
 * them took a third of the time in which a short program runs.
 */
export function socketAdapter({ certificates, maxReplySize }: SocketAdapterOptions): AxiosAdapter {
  const agent = certificates && new Agent({ ...certificates, keepAlive: true });
  return async (config) => {
    const response = await send(config, agent);
    const { statusCode: status = 0, statusMessage: statusText = "", headers } = response;
    const data = textOf(await readBody(response, maxReplySize), headers["content-encoding"], maxReplySize);
    return { data: await data, status, statusText, headers: headers as Record<string, string>, config };
  };
}

async function send(config: InternalAxiosRequestConfig, agent: Agent | undefined): Promise<IncomingMessage> {
  const { url = "", data, headers, timeout = 0, signal } = config;
  const options = {
    method: "POST",
    headers: { "accept-encoding": "gzip", ...(headers.toJSON() as Record<string, string>) },
  };
  return await new Promise((resolve, reject) => {
    const request = /^https:/i.test(url)
      ? requestByHttps(url, { ...options, ...(agent && { agent }) }, resolve)
      : requestByHttp(url, options, resolve);
    request.on("error", reject);
    // Not the option of this name: Node watches the whole stream for it, on every call.
    signal?.addEventListener?.("abort", () => request.destroy());
    request.setTimeout(timeout, () => request.destroy(new SilentServerError(timeout)));
    request.end(data);
  });
}

async function readBody(response: IncomingMessage, limit: number): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        response.destroy(new ReplyTooLongError(limit));
      } else {
        chunks.push(chunk);
      }
    });
    response.on("error", reject);
    response.on("end", () => resolve(Buffer.concat(chunks)));
  });
}

const unzip = promisify(gunzip);

async function textOf(body: Buffer, encoding: string | undefined, limit: number): Promise<string> {
  if (encoding !== "gzip") {
    return body.toString("utf8");
  }
  try {
    return (await unzip(body, { maxOutputLength: limit })).toString("utf8");
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? new ReplyTooLongError(limit) : error;
  }
}
