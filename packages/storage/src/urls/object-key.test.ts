import { expect, test } from "vitest";
import { limitKeyPart, objectKeyPrefix, sanitizeKeyPart } from "./object-key.ts";

// Made with UploadEvent._replace_slash and Task._get_output_destination_suffix of the Python SDK 2.1.12.
test.each([
  ["loss", "loss"],
  ["/a/b/", "a.slash.b"],
  ["a\\b", "a.slash.b"],
  ["x:y;z?", "x0x3ay0x3bz0x3f"],
  ["100%", "1000x25"],
  ["é ñ \n", "é ñ 0x0a"],
  ["#\"';?:@&=+$,%!", "0x230x220x270x3b0x3f0x3a0x400x260x3d0x2b0x240x2c0x250x21"],
])("sanitises %j as Python does", (name, sanitized) => {
  expect(sanitizeKeyPart(name)).toBe(sanitized);
});

const taskId = "0123456789abcdef0123456789abcdef";
const projectId = "f".repeat(32);

test.each([
  ["demo/sub", "train é", `demo/sub/train %C3%A9.${taskId}`],
  [undefined, "a/b;c?", `unknown/a/b;c%3F.${taskId}`],
  ["p".repeat(300), "n".repeat(200), `${"p".repeat(223)}.${projectId}/${"n".repeat(95)}.${taskId}`],
  ["p".repeat(255), "x", `${"p".repeat(255)}/x.${taskId}`],
  ["São Paulo %1", "~'[]{}()$^,.; -_+-=!*&#", `S%C3%A3o Paulo %251/~'[]{}()$^,.; -_+-=%21%2A%26%23.${taskId}`],
  ["ü".repeat(256), "é".repeat(128), `${"%C3%BC".repeat(223)}.${projectId}/${"%C3%A9".repeat(95)}.${taskId}`],
])("puts the objects of project %j, task %j where Python does", (project, taskName, prefix) => {
  expect(objectKeyPrefix({ ...(project && { project }), projectId, taskName, taskId })).toBe(prefix);
});

test.each([
  ["..", "a", `0x2e0x2e/a.${taskId}`],
  ["../../home/me/.ssh", "x/../..", `0x2e0x2e/0x2e0x2e/home/me/.ssh/x/0x2e0x2e/...${taskId}`],
  ["a/./b", "a\0b\\..\\c", `a/0x2e/b/a%00b%5C..%5Cc.${taskId}`],
  ["/etc", "x", `/etc/x.${taskId}`],
])("keeps the objects of project %j, task %j below the store, where Python leaves it", (project, taskName, prefix) => {
  expect(objectKeyPrefix({ project, projectId, taskName, taskId })).toBe(prefix);
});

test.each([
  [".", "0x2e"],
  ["..", "0x2e0x2e"],
  ["/../", "0x2e0x2e"],
  ["../x", "...slash.x"],
  ["a\0b", "a0x00b"],
])("a name that would lead out of a folder, %j, becomes a segment that does not", (name, sanitized) => {
  expect(sanitizeKeyPart(name)).toBe(sanitized);
});

test("a key segment of more than 250 characters becomes its md5, with the ending where that fits", () => {
  expect(limitKeyPart("a".repeat(250))).toBe("a".repeat(250));
  expect(limitKeyPart("a".repeat(251))).toMatch(/^[0-9a-f]{32}$/);
  expect(limitKeyPart(`${"a".repeat(251)}.jpeg`)).toMatch(/^[0-9a-f]{32}\.jpeg$/);
  expect(limitKeyPart(`a.${"b".repeat(251)}`)).toMatch(/^[0-9a-f]{32}$/);
});
