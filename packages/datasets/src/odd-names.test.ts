import { folderWith } from "@clearml-ts/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Dataset } from "./dataset.ts";
import { contentOf } from "./folder-content.fixture.ts";
import { liveConnection } from "./live-connection.fixture.ts";

// Names that a disk of Linux can hold. Windows can hold fewer, and a dataset made there has only those.
const letter = fc.constantFrom(..."ab1.-_ \\:;,\"'`%#?&=+*[]{}()<>|~$@!^\n\t\r\u0001\u007féß€日😀\u0301\u202e\ufeff");
const special = fc.constantFrom(
  "x:1.csv",
  "C:",
  "sub\\dir",
  "..a",
  "a..",
  "...",
  "nul",
  "con.txt",
  "state",
  "data",
  "%2e%2e",
  "__proto__",
);
const name = fc
  .oneof({ weight: 4, arbitrary: fc.string({ unit: letter, minLength: 1, maxLength: 20 }) }, special)
  .filter((text) => text !== "." && text !== "..");
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"));
/** Paths of which none is a folder of another. */
const paths = fc
  .uniqueArray(path, { minLength: 1, maxLength: 60, size: "max" })
  .map((all) => all.filter((one) => !all.some((other) => other.startsWith(`${one}/`))));

test.skipIf(process.platform === "win32")(
  "every dataset that is finalized can be downloaded, whatever its files are called",
  async () => {
    const { server, connection } = await liveConnection();
    const elsewhere = (await liveConnection({ server })).connection;
    await fc.assert(
      fc.asyncProperty(paths, name, async (names, datasetPath) => {
        const files = Object.fromEntries(names.map((one, index) => [one, `content ${index}`]));
        const dataset = await Dataset.create({ project: "Odd", name: "names" }, { connection });
        await dataset.addFiles(await folderWith(files), { datasetPath });
        await dataset.upload();
        await dataset.finalize();

        const found = await Dataset.get({ id: dataset.id }, { connection: elsewhere });
        const expected = Object.entries(files).map(([one, content]) => [`${datasetPath}/${one}`, content]);
        expect(await contentOf(await found.getLocalCopy())).toEqual(Object.fromEntries(expected));
        expect(found.listFiles()).toEqual(expected.map(([one]) => one).sort());
      }),
      // A version takes as long for many names as for one.
      { seed: 7, numRuns: 8 },
    );
  },
);
