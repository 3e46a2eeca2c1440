import { startServer } from "./start-server.ts";

// Run as a process of its own, to be killed: says where it listens and goes on until then.
const [dataDir = ""] = process.argv.slice(2);
const server = await startServer({ dataDir, apiPort: 0, webPort: 0, filesPort: 0 });
process.stdout.write(`${JSON.stringify({ urls: server.urls, credentials: server.credentials })}\n`);
