import { expect, test } from "vitest";
import { parsePage } from "./paging.ts";
import { isScroll, ScrollPositions } from "./scroll-positions.ts";

test("a page has 500 records unless a request says less, and never more", () => {
  expect(parsePage({})).toEqual({ skip: 0, limit: 500 });
  expect(parsePage({ page: 2 })).toEqual({ skip: 1000, limit: 500 });
  expect(parsePage({ page: 1, page_size: 20 })).toEqual({ skip: 20, limit: 20 });
  expect(parsePage({ page_size: 5000 })).toEqual({ skip: 0, limit: 500 });
  expect(parsePage({ size: 3 })).toEqual({ skip: 0, limit: 500 });
});

test.each([{ page: -1 }, { page_size: 0 }, { page: "1" }, { page: 1e300 }])("%j is refused", (request) => {
  expect(() => parsePage(request)).toThrow();
});

test("a page far beyond the end is a page like any other", () => {
  expect(Number.isSafeInteger(parsePage({ page: Number.MAX_SAFE_INTEGER }).skip)).toBe(true);
});

test("scrolling is switched on by the key alone and needs a size", () => {
  expect(isScroll({ scroll_id: null })).toBe(true);
  expect(isScroll({ size: 3 })).toBe(false);
  const scrolls = new ScrollPositions(() => new Date());
  expect(() => scrolls.step({ scroll_id: null })).toThrow("size");
  expect(() => scrolls.step({ scroll_id: null, size: 0 })).toThrow("size");
});

test("a scroll goes on where it stopped, and repeats all of it on refresh", () => {
  const scrolls = new ScrollPositions(() => new Date());
  const first = scrolls.step({ scroll_id: null, size: 1000 });
  expect(first.page).toEqual({ skip: 0, limit: 1000 });
  first.advance(1000);
  const second = scrolls.step({ scroll_id: first.id, size: 10 });
  expect([second.id, second.page]).toEqual([first.id, { skip: 1000, limit: 10 }]);
  second.advance(7);
  const refreshed = scrolls.step({ scroll_id: first.id, size: 10, refresh_scroll: true });
  expect(refreshed.page).toEqual({ skip: 0, limit: 1007 });
  refreshed.advance(1007);
  expect(scrolls.step({ scroll_id: first.id, size: 10 }).page).toEqual({ skip: 1007, limit: 10 });
});

test("a scroll that was left alone for ten minutes starts anew under another id", () => {
  let now = 0;
  const scrolls = new ScrollPositions(() => new Date(now));
  const first = scrolls.step({ scroll_id: "unknown", size: 10 });
  expect(first.id).not.toBe("unknown");
  first.advance(10);
  now += 599_000;
  expect(scrolls.step({ scroll_id: first.id, size: 10 }).page.skip).toBe(10);
  now += 601_000;
  const again = scrolls.step({ scroll_id: first.id, size: 10 });
  expect(again.id).not.toBe(first.id);
  expect(again.page.skip).toBe(0);
});
