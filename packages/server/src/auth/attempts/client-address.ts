import { isIP } from "node:net";
import { isLocalName } from "../../http/guards/foreign-requests.ts";

/**
 * Says whose address a request comes from: the peer's, or the one that a proxy on this machine says it had the request from.
 * Nobody else is believed: whoever makes up an address with each request could guess at a password without end.
 */
export function clientAddress(peer: string, headers: Headers): string {
  if (!isLocalName(peer.replace(/^::ffff:/i, ""))) {
    return peer;
  }
  // Each proxy adds the address of its own peer at the end; what stands before it anybody can have written.
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  return isIP(last) === 0 ? peer : last;
}
