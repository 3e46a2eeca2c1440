import { expect, test } from "vitest";
import { createMissingPage } from "./missing-page.ts";
import { pageHeaders } from "./page-headers.ts";

test("a checkout without a built page says how to build it, under any address", async () => {
  const answer = await createMissingPage([]).request("/tasks/1/scalars");
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining("npx -y pnpm build")]);
});

test("files with hashed names are kept for a year, the page itself is asked for each time", () => {
  expect(pageHeaders.cacheControl("assets/index-1mrfy2sC.js")).toContain("immutable");
  expect(pageHeaders.cacheControl("index.html")).toBe("no-cache");
});

test("the page runs scripts and styles of its own files alone, and talks to this server alone", () => {
  const policy = pageHeaders.contentSecurityPolicy(
    { api: "http://127.0.0.1:1", web: "http://127.0.0.1:2", files: "http://127.0.0.1:3" },
    ["https://bucket.example"],
  );
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self' http://127.0.0.1:3;");
  expect(policy).not.toMatch(/unsafe-(?:inline|eval)|bucket/);
  expect(pageHeaders.framedContentSecurityPolicy).toMatch(/^sandbox allow-scripts; default-src (?!.*http)/);
});
