import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer, UserAccounts } from "@clearml-ts/server";
import { takePictures } from "./take-pictures.ts";

/** Takes pictures in both themes of the page on which people sign in by a password. */
export async function takeSignIn(folder: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "clearml-page-"));
  try {
    await using server = await startServer({ dataDir, apiPort: 0, webPort: 0, filesPort: 0 });
    const accounts = await UserAccounts.open({ dataDir });
    await accounts.add({ name: "ada", password: "a long password of ada" });
    await accounts.close();
    for (const theme of ["light", "dark"] as const) {
      await takePictures(server.urls.web, [{ name: `${theme}-sign-in`, path: "/", height: 600 }], folder, theme);
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
