// A program of its own, which trusts the certificate of the tests: stores an object as whoever Azure's library finds that it is.
import { createStorage } from "../../create-storage.ts";

const [accountName = "", endpoint = "", url = "", cacheDir = ""] = process.argv.slice(2);
const containers = [{ accountName, endpoint, useDefaultCredential: true }];
const storage = createStorage({ filesServer: "http://unused", cacheDir, azure: { containers } });
await storage.upload("rows", url);
process.stdout.write(await storage.read(url));
