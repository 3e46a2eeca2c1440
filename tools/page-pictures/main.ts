import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { root } from "../root.ts";
import { comfortPictures } from "./comfort-pictures.ts";
import { takeEveryPage } from "./every-page.ts";
import { takeSignIn } from "./sign-in.ts";
import { takePictures } from "./take-pictures.ts";

/**
 * Takes the pictures of the page that the documentation shows, of a run of the example on the ASHRAE database:
 * `pnpm page-pictures FILE`. FILE is the database's `db_measurements_v2.1.0.csv.gz`. With `pnpm page-pictures FILE FOLDER`, pictures of
 * every page in both themes go to the folder instead, for somebody to look at.
 */
const [file, folder] = process.argv.slice(2);
if (file === undefined) {
  console.error("Give the ASHRAE database: db_measurements_v2.1.0.csv.gz.");
  process.exit(2);
}

await using server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
await using connection = await connect({ ...server.credentials, env: {} });
const pictures = await comfortPictures(connection, resolve(file));
if (folder === undefined) {
  await takePictures(server.urls.web, pictures, join(root, "docs/images"));
} else {
  await mkdir(folder, { recursive: true });
  await takePictures(server.urls.web, pictures, resolve(folder));
  await takeEveryPage(server, connection, resolve(folder));
  await takeSignIn(resolve(folder));
}
