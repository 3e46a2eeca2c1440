import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Task } from "@clearml-ts/tasks";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { onePixel } from "../one-pixel.ts";
import { openSite } from "../site.ts";

/** A film of a few frames, made by the browser itself. */
async function film(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate<string>(`(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [32, 24];
    const context = canvas.getContext("2d");
    const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: "video/webm" });
    const parts = [];
    recorder.ondataavailable = ({ data }) => data.size > 0 && parts.push(data);
    const stopped = new Promise((resolve) => { recorder.onstop = resolve; });
    recorder.start(50);
    // A recorder that is stopped before it has encoded a frame gives an empty film.
    for (let frame = 0; frame < 10 || parts.length < 2; frame += 1) {
      context.fillStyle = frame % 2 ? "red" : "blue";
      context.fillRect(0, 0, 32, 24);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    recorder.stop();
    await stopped;
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
  })()`);
  return Buffer.from(base64, "base64");
}

/** A tenth of a second of silence. */
function silence(): Buffer {
  const samples = Buffer.alloc(1_600);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

test("samples are shown as pictures, sounds and pages, and a slider leads through the iterations", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const task = await Task.init({ project: "Page", name: "samples" }, { connection });
  const { logger } = task;
  for (const iteration of [0, 10, 20]) {
    await logger.reportMedia("faces", "first", { data: onePixel, extension: ".png", iteration });
  }
  await logger.reportMedia("voice", "sound", { data: silence(), extension: ".wav", iteration: 10 });
  const report = "<h1>Report</h1><script>document.querySelector('h1').textContent = 'It runs as ' + origin</script>";
  await logger.reportMedia("page", "report", { data: report, extension: ".html", iteration: 20 });
  await logger.reportMedia("far", "away", { url: "https://elsewhere.invalid/picture.png", iteration: 20 });
  await task.complete();
  await task.close();

  const { page } = tab;
  await page.goto(at(`/tasks/${task.id}/samples`));
  const shown = page.getByRole("img", { name: "faces first, iteration 20" });
  await shown.waitFor();
  await expect
    .poll(() => shown.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
    .toBe(1);
  await page.getByText("Stored elsewhere.").waitFor();
  // Its script runs, but as nobody.
  await page.frameLocator("iframe").getByText("It runs as null").waitFor();

  await page.getByRole("slider").fill("1");
  await page.getByRole("img", { name: "faces first, iteration 10" }).waitFor();
  expect(await page.locator("audio").getAttribute("src")).toMatch(/^\/files\/.*\.wav$/);
  await page.locator("iframe").waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("img", { name: "faces first, iteration 10" }).waitFor();
  expect(complaints).toEqual([]);
});

test("a sound and a film are played, and a broken one says that it cannot be", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const { page } = tab;
  const task = await Task.init({ project: "Page", name: "played" }, { connection });
  const { logger } = task;
  await logger.reportMedia("played", "sound", { data: silence(), extension: ".wav", iteration: 0 });
  await page.goto(at("/"));
  await logger.reportMedia("played", "film", { data: await film(page), extension: ".webm", iteration: 0 });
  await logger.reportMedia("played", "broken", { data: "no film", extension: ".mp4", iteration: 0 });
  await task.complete();
  await task.close();

  await page.goto(at(`/tasks/${task.id}/samples`));
  await page.getByText("It cannot be shown.").waitFor();
  for (const [name, kind] of [
    ["played sound, iteration 0", "audio"],
    ["played film, iteration 0", "video"],
  ] as const) {
    const medium = page.locator(`${kind}[aria-label="${name}"]`);
    await medium.evaluate((element) => (element as never as { play(): Promise<void> }).play());
    await expect
      .poll(() => medium.evaluate((element) => (element as never as { currentTime: number }).currentTime))
      .toBeGreaterThan(0);
  }
  expect(complaints).toEqual([]);
});

test("a hostile page or drawing among the samples reaches neither our page nor another host", async () => {
  const { server, connection, tab, at } = await openSite();
  const asked: string[] = [];
  const other = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const task = await Task.init({ project: "Page", name: "hostile samples" }, { connection });
  const evil = `<p>waiting</p><script>
    try { parent.attacked = true } catch {}
    try { top.location = "${elsewhere}/" } catch {}
    try { parent.stolen = document.cookie } catch {}
    fetch("${elsewhere}/").catch(() => {});
    fetch("${server.urls.web}/api/users.get_current_user", { method: "POST", credentials: "include", body: "{}" })
      .then(() => "reached", () => "refused")
      .then((end) => { document.querySelector("p").textContent = end; });
  </script><img src="${elsewhere}/picture.png">`;
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="top.attacked = true">
    <script>top.attacked = true</script><image href="${elsewhere}/a.png" width="9" height="9"/></svg>`;
  await task.logger.reportMedia("evil", "page", { data: evil, extension: ".html", iteration: 0 });
  await task.logger.reportMedia("evil", "drawing", { data: drawing, extension: ".svg", iteration: 0 });
  await task.complete();
  await task.close();

  const { page } = tab;
  await page.goto(at(`/tasks/${task.id}/samples`));
  await page.getByRole("img", { name: "evil drawing" }).waitFor();
  await page.frameLocator("iframe").getByText("refused").waitFor();
  expect(await page.evaluate("'attacked' in window")).toBe(false);
  expect(page.url()).toContain(server.urls.web);
  expect(asked).toEqual([]);
});
