import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { md5, sha256, sha256File } from "./hash.ts";

test("texts, bytes and files of the same content have the same hash", async () => {
  const folder = await temporaryFolder();
  const path = join(folder, "ação.txt");
  await writeFile(path, "ação");
  const expected = "0664077f33cc3ebbaa4bbdacac0eb70e740983080f01dce29929e73b7785a7ad";

  expect(sha256("ação")).toBe(expected);
  expect(sha256(Buffer.from("ação"))).toBe(expected);
  expect(await sha256File(path)).toBe(expected);
  expect(md5("https://files.clear.ml/x/state.json")).toBe("f3e4a498b9e1631749281c630d8d8c35");
});
