import { expect, test } from "vitest";
import { listAll } from "./list-all.ts";

function source(total: number) {
  const asked: number[] = [];
  const fetchPage = async ({ page, page_size }: { page: number; page_size: number }) => {
    asked.push(page);
    const left = Math.max(0, total - page * page_size);
    return Array.from({ length: Math.min(left, page_size) }, (_, index) => page * page_size + index);
  };
  return { asked, fetchPage };
}

test("yields everything, until a page is not full", async () => {
  const { asked, fetchPage } = source(250);
  const seen: number[] = [];
  for await (const record of listAll(fetchPage)) {
    seen.push(record);
  }
  expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => index));
  expect(asked).toEqual([0, 1, 2]);
});

test("a page is asked for only when the reader gets there", async () => {
  const { asked, fetchPage } = source(250);
  for await (const record of listAll(fetchPage, { pageSize: 10 })) {
    if (record === 15) {
      break;
    }
  }
  expect(asked).toEqual([0, 1]);
});
