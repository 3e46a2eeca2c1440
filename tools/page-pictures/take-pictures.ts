import { join } from "node:path";
import { openTab } from "../../tests/page/browser.ts";

/** A picture of a page. */
export interface PagePicture {
  /** Its file, without the ending. */
  name: string;
  path: string;
  /** Of the window, in pixels. */
  height: number;
}

/** Takes pictures of a server's page into a folder, in a window of 1,280 pixels. */
export async function takePictures(
  web: string,
  pictures: readonly PagePicture[],
  folder: string,
  colorScheme: "light" | "dark" = "light",
): Promise<void> {
  await using tab = await openTab(undefined, { colorScheme });
  const { page } = tab;
  for (const { name, path, height } of pictures) {
    await page.setViewportSize({ width: 1280, height });
    await page.goto(`${web}${path}`, { waitUntil: "networkidle" });
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }
}
