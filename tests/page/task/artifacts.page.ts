import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { openSite } from "../site.ts";

const ROWS = 400_000;

test("the beginning of a large file is a table, more of it is read when asked for, and never all of it", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const task = await Task.init({ project: "Page", name: "artifacts" }, { connection });
  const rows = Array.from({ length: ROWS }, (_, row) => `room ${row},${(row * 7919) % 104_729}`);
  const csv = Buffer.from(["room,vote", ...rows].join("\n"));
  await task.uploadArtifact("large", csv, { extension: ".csv" });
  await task.uploadArtifact("packed", {
    table: [
      { room: "north", vote: 1 },
      { room: "south, lower", vote: -2 },
    ],
  });
  await task.uploadArtifact("settings", { json: { trees: [1, 2] } });
  await task.uploadArtifact("weights", Buffer.from([0, 1, 2]), { extension: ".bin" });
  await task.complete();
  await task.close();

  const { page } = tab;
  const received: number[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/files/")) {
      received.push(Number(response.headers()["content-length"]));
    }
  });
  await page.goto(at(`/tasks/${task.id}/artifacts`));
  const large = page.getByRole("region", { name: "large", exact: true });
  await large.getByRole("button", { name: "Look into the file" }).click();
  await large.getByRole("cell", { name: "room 199", exact: true }).waitFor();
  await expect.poll(() => large.getByRole("row").count()).toBe(201);
  await large.getByText("This is the beginning of the file").waitFor();
  await large.getByRole("button", { name: "Read more of it" }).click();
  await large.getByText("the first 512").waitFor();
  await expect.poll(() => received.length).toBe(2);
  expect(received[0]).toBe(128 * 1024);
  expect(received[1]).toBe(512 * 1024);

  // The address keeps which files are open.
  await page.getByRole("region", { name: "packed", exact: true }).getByRole("button", { name: "Look" }).click();
  await page.getByRole("cell", { name: "south, lower" }).waitFor();
  await page.getByRole("region", { name: "settings", exact: true }).getByRole("button", { name: "Look" }).click();
  await page.getByText('"trees"').waitFor();
  await page.reload();
  await page.getByRole("cell", { name: "south, lower" }).waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Close the file" }).count()).toBe(3);
  const weights = page.getByRole("region", { name: "weights", exact: true });
  expect(await weights.getByRole("button").count()).toBe(0);
  const download = page.waitForEvent("download");
  await weights.getByRole("link", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.bin$/);
  expect(complaints).toEqual([]);
});
