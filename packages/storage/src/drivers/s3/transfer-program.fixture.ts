// A program of its own, which tests start and kill: moves one object between a bucket and this machine.
import { createStorage } from "../../create-storage.ts";

const [action, url = "", path = "", cacheDir = "", access = "{}"] = process.argv.slice(2);
const s3 = { credentials: [JSON.parse(access)], maxConcurrency: 2, partSize: 5 * 1024 ** 2 };
const storage = createStorage({ filesServer: "http://unused", cacheDir, s3 });
await (action === "upload" ? storage.uploadFile(path, url) : storage.getLocalCopy(url));
