import { type AddressInfo, connect } from "node:net";
import { createServer } from "node:tls";
import { onTestFinished } from "vitest";
import { selfSigned } from "./self-signed.ts";

/** Opens a port that speaks TLS with the self-signed certificate and hands on to a port of this machine, until the test is over. */
export async function encryptedPort(port: number): Promise<number> {
  const server = createServer(selfSigned, (socket) => {
    const target = connect(port, "127.0.0.1");
    target.on("error", () => socket.destroy());
    socket.on("error", () => target.destroy());
    target.pipe(socket).pipe(target);
    onTestFinished(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}
