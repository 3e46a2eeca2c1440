import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { openSite } from "../site.ts";

test("tables are tables whose text can be copied, other plots are drawn, an earlier iteration is a click away", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const task = await Task.init({ project: "Page", name: "plots" }, { connection });
  const { logger } = task;
  for (const iteration of [1, 5]) {
    logger.reportTable("scores", "test", {
      table: [
        ["model", "R2"],
        ["forest", iteration / 10],
      ],
      iteration,
    });
  }
  logger.reportLinePlot(
    "roc",
    [
      {
        name: "test",
        data: [
          [0, 0],
          [0.2, 0.7],
          [1, 1],
        ],
      },
    ],
    { iteration: 3 },
  );
  logger.reportConfusionMatrix("confusion", "votes", [
    [10, 2],
    [3, 20],
  ]);
  logger.reportSurface("surface", "loss", [
    [1, 2, 1],
    [2, 4, 2],
    [1, 2, 1],
  ]);
  await task.complete();
  await task.close();

  const { page } = tab;
  await page.goto(at(`/tasks/${task.id}/plots`));
  const scores = page.getByRole("region", { name: "scores", exact: true });
  await scores.getByRole("cell", { name: "0.5" }).waitFor();
  expect(await scores.getByRole("columnheader").allTextContents()).toEqual(["model", "R2"]);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await scores.getByRole("button", { name: "Copy" }).click();
  await scores.getByRole("button", { name: "Copied" }).waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe("model\tR2\nforest\t0.5");

  await scores.getByRole("button", { name: "Earlier iteration of scores" }).click();
  await scores.getByRole("cell", { name: "0.1" }).waitFor();
  await page.waitForURL(/iteration=4%3Ascores/);
  await page.reload();
  await scores.getByRole("cell", { name: "0.1" }).waitFor();
  await scores.getByRole("button", { name: "Newest iteration of scores" }).click();
  await scores.getByRole("cell", { name: "0.5" }).waitFor();

  await page.getByRole("region", { name: "roc", exact: true }).scrollIntoViewIfNeeded();
  await page.locator(".plotly svg path.js-line").waitFor();
  const roc = page.getByRole("region", { name: "roc", exact: true });
  await roc.getByText("Table", { exact: true }).click();
  await roc.getByRole("cell", { name: "0.7" }).waitFor();
  const confusion = page.locator('.plot-group[aria-label="confusion"]');
  await confusion.locator(".plotly svg image").waitFor({ state: "attached" });
  await confusion.getByText("Table", { exact: true }).click();
  await confusion.getByRole("cell", { name: "20" }).waitFor();
  // Enlarged, it is drawn again, also in the browser of somebody who gets the link.
  await confusion.getByRole("button", { name: "Enlarge confusion votes" }).click();
  const dialog = page.getByRole("dialog", { name: "confusion votes" });
  await dialog.locator(".plotly svg image").waitFor({ state: "attached" });
  await page.reload();
  await dialog.locator(".plotly svg image").waitFor({ state: "attached" });
  await expect.poll(async () => (await dialog.locator("figure.plotly").boundingBox())?.height).toBeGreaterThan(600);
  await page.keyboard.press("Escape");
  await page.waitForURL((url) => !url.search.includes("large"));
  await dialog.waitFor({ state: "detached" });

  // A drawing in space comes from another build of Plotly, and needs no code that is made while it runs.
  await page.getByRole("region", { name: "surface", exact: true }).scrollIntoViewIfNeeded();
  await page.locator(".plotly .gl-container canvas").first().waitFor();
  expect(complaints.filter((text) => !/webgl|Canvas2D/i.test(text))).toEqual([]);
});

test("a hostile figure runs nothing, asks nobody and leaves the page standing", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const task = await Task.init({ project: "Page", name: "hostile plots" }, { connection });
  const attack = '<img src=x onerror="window.attacked = true"><a href="javascript:window.attacked = true">go</a>';
  const elsewhere = "http://elsewhere.invalid/picture.png";
  const figures: Record<string, unknown> = {
    names: {
      data: [{ type: "bar", x: [attack], y: [1], name: attack, text: [attack], hovertemplate: attack }],
      layout: {
        title: attack,
        images: [{ source: elsewhere, xref: "paper", yref: "paper", x: 0, y: 1, sizex: 1, sizey: 1 }],
        annotations: [{ text: attack, x: 0, y: 0 }],
      },
    },
    cells: { data: [{ type: "table", header: { values: [attack] }, cells: { values: [[attack]] } }], layout: {} },
    map: { data: [{ type: "scattergeo", lat: [0], lon: [0] }], layout: {} },
    odd: {
      data: [
        { type: "sankey", node: 7, link: [[]] },
        { type: { a: 1 }, x: {} },
      ],
      layout: { xaxis: [] },
    },
  };
  await connection.services.events.addBatch(
    [...Object.entries(figures).map(([metric, figure]) => [metric, JSON.stringify(figure)]), ["broken", "{"]].map(
      ([metric = "", plot_str = ""]) => ({
        ...{ type: "plot" as const, task: task.id, metric, variant: attack, iter: 0, plot_str },
        skip_validation: true,
      }),
    ),
  );
  await task.complete();
  await task.close();

  const { page } = tab;
  await page.goto(at(`/tasks/${task.id}/plots`));
  await page.getByText("This is not a Plotly figure.").waitFor();
  for (const metric of Object.keys(figures)) {
    await page.getByRole("region", { name: metric, exact: true }).scrollIntoViewIfNeeded();
  }
  const names = page.getByRole("region", { name: "names", exact: true });
  await names.locator(".plotly svg .bars path").waitFor();
  await names.locator(".plotly svg .bars path").hover({ force: true });
  await names.getByText("Pictures from elsewhere are not shown: 1.").waitFor();
  await page.getByText("A map is drawn over streets").waitFor();
  const cells = page.getByRole("region", { name: "cells", exact: true });
  expect(await cells.getByRole("cell").first().textContent()).toContain("onerror");
  expect(await cells.locator("a").count()).toBe(0);
  expect(await page.evaluate("'attacked' in window")).toBe(false);
  expect(complaints).toEqual([]);
});
