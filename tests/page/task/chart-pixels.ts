import type { Page } from "playwright-core";

/** Runs in the browser: the columns of blue pixels in the upper half of the first chart, right of the numbers at its axis. */
const script = `(() => {
  const { width, height } = document.querySelector(".card canvas");
  const context = document.querySelector(".card canvas").getContext("2d");
  const { data } = context.getImageData(0, 0, width, Math.floor(height / 2));
  const columns = [];
  for (let at = 0; at < data.length; at += 4) {
    const column = ((at / 4) % width) / width;
    if (column > 0.12 && data[at + 3] > 0 && data[at + 2] - data[at] > 60 && data[at + 2] > data[at + 1]) {
      columns.push(column);
    }
  }
  return columns;
})()`;

/** Where the curve of a chart reaches into its upper half, as shares of the width: one number a pixel. */
export async function colouredColumns(page: Page): Promise<number[]> {
  // Read once: a canvas that is read again and again makes the browser complain.
  await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
  return await page.evaluate<number[]>(script);
}
