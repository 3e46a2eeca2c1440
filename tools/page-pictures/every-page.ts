import type { Connection } from "@clearml-ts/client";
import type { Server } from "@clearml-ts/server";
import { fillEveryPage } from "../../tests/page/whole/every-page.ts";
import { takePictures } from "./take-pictures.ts";

/** Takes pictures of every page in both themes, tall enough to see what is below the first screen. */
export async function takeEveryPage({ urls }: Server, connection: Connection, folder: string): Promise<void> {
  const pages = await fillEveryPage(connection);
  for (const theme of ["light", "dark"] as const) {
    const pictures = pages.map(({ path }, index) => ({
      name: `${theme}-${String(index).padStart(2, "0")}${path
        .replaceAll(/[0-9a-f]{32}/g, "ID")
        .replaceAll(/\W+/g, "-")
        .slice(0, 60)}`,
      ...{ path, height: 1_000 },
    }));
    await takePictures(urls.web, pictures, folder, theme);
  }
}
