import { type Agent, request } from "node:http";

/** A request of an attacker. */
export interface HostileRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** The address of this machine that it comes from. */
  readonly from?: string;
  readonly agent?: Agent;
}

/** The answer to it; status 0 when the connection was cut without an answer. */
export interface HostileAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends a request as it is, whatever becomes of it. */
export function sendHostile({ url, headers = {}, body, from, agent }: HostileRequest): Promise<HostileAnswer> {
  return new Promise((resolve) => {
    const outgoing = request(
      url,
      { method: "POST", headers, ...(agent && { agent }), ...(from !== undefined && { localAddress: from }) },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.once("close", () => {
          resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") });
        });
        incoming.once("error", () => {});
      },
    );
    // Nothing happens when an answer came first: the promise is settled then.
    outgoing.once("error", (error) => resolve({ status: 0, text: error.message }));
    outgoing.end(body);
  });
}

/** Describes an answer by its status, or by code and subcode of the envelope if it has one. */
export function codeOf({ status, text }: HostileAnswer): string {
  const [, code, subcode] = /"result_code":(\d+),"result_subcode":(\d+)/.exec(text) ?? [];
  return code === undefined ? String(status) : `${code}/${subcode}`;
}
