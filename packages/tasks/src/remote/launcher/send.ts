import { readFileSync } from "node:fs";
import { request } from "node:https";
import { rootCertificates } from "node:tls";

/** The authorities whose certificates count. */
export interface Trust {
  verifyCertificate: boolean;
  /** PEM file of authorities beside those that Node knows. */
  caFile: string | undefined;
}

/** A request of the launcher. */
export interface LauncherRequest {
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string;
}

/** The whole answer to a request. */
export interface LauncherAnswer {
  status: number;
  bytes: Buffer;
}

/** Sends a request. Node's own fetch takes no authorities of ours, so https goes another way where there are any. */
export async function send(url: string, init: LauncherRequest, trust: Trust): Promise<LauncherAnswer> {
  const isOrdinary = trust.verifyCertificate && trust.caFile === undefined;
  if (isOrdinary || !url.startsWith("https:")) {
    const answer = await fetch(url, init);
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  }
  return await sendByTls(url, init, trust);
}

function sendByTls(
  url: string,
  { body, ...init }: LauncherRequest,
  { verifyCertificate, caFile }: Trust,
): Promise<LauncherAnswer> {
  const ca = caFile === undefined ? {} : { ca: [...rootCertificates, readFileSync(caFile, "utf8")] };
  return new Promise((resolve, reject) => {
    const call = request(url, { ...init, ...ca, rejectUnauthorized: verifyCertificate }, async (answer) => {
      try {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) {
          chunks.push(chunk as Buffer);
        }
        resolve({ status: answer.statusCode ?? 0, bytes: Buffer.concat(chunks) });
      } catch (error) {
        reject(error);
      }
    });
    call.on("error", reject);
    call.end(body);
  });
}
