import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { onTestFinished } from "vitest";

/** A proxy that opens tunnels. */
export interface ConnectProxy {
  /** Address of the proxy. */
  url: string;
  /** Hosts and ports to which tunnels were asked for. */
  asked: string[];
  /** Values of the header that authorizes, one for each tunnel. */
  authorized: (string | undefined)[];
}

/** Starts a proxy that knows where each host is: names, which need not exist elsewhere, and the ports they stand for. */
export async function startConnectProxy(hosts: Readonly<Record<string, number>>): Promise<ConnectProxy> {
  const asked: string[] = [];
  const authorized: (string | undefined)[] = [];
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on("connect", (request, client, head) => {
    const host = request.url ?? "";
    asked.push(host);
    authorized.push(request.headers["proxy-authorization"]);
    const port = hosts[host];
    if (port === undefined) {
      client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      return;
    }
    const target = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      target.write(head);
      target.pipe(client).pipe(target);
    });
    target.on("error", () => client.destroy());
    client.on("error", () => target.destroy());
    onTestFinished(() => void target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, authorized };
}
