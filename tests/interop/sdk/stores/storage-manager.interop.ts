import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript } from "../../fixtures/directions.ts";

interface Used {
  urls: Record<"note" | "tree" | "zip" | "noise" | "streamed" | "gone", string>;
  seen: {
    copy: string;
    sameCopy: boolean;
    stale: string;
    fresh: string;
    exists: boolean[];
    missing: null;
    sizes: number[];
    list: null;
    unpacked: string;
    packed: boolean;
    downloaded: [path: string, content: string];
    stream: boolean;
    local: [names: string[], exists: boolean, content: string];
    deletes: boolean[];
  };
}

/** Python's StorageManager on the file server. */
describe("storage manager", () => {
  let both: BothLanguages;
  let urls: Used["urls"];
  let seen: Used["seen"];

  const text = async (url: string) => Buffer.from(await both.connection.storage.read(url)).toString();

  beforeAll(async () => {
    both = await bothLanguages();
    ({ urls, seen } = await both.python.run<Used>("stores/use_storage_manager.py"));
  });

  afterAll(() => both[Symbol.asyncDispose]());

  describe(pythonToTypeScript, () => {
    test("upload a file, and again over it", async () => {
      expect(await text(urls.note)).toBe("second");
      expect(seen.copy).toBe("first");
    });

    test("local copy: cached, and fresh on demand", () => {
      expect(seen).toMatchObject({ sameCopy: true, stale: "first", fresh: "second" });
    });

    test("upload a folder by a wildcard", async () => {
      expect(await text(`${urls.tree}/one.txt`)).toBe("one");
      expect(await text(`${urls.tree}/deep/two.txt`)).toBe("two");
      expect(await both.connection.storage.exists(`${urls.tree}/deep/three.log`)).toBe(false);
    });

    test("upload a stream", async () => {
      expect(await text(urls.streamed)).toBe("from a stream");
    });

    test("whether a file is there, and its size", () => {
      expect(seen.exists).toEqual([true, true, false]);
      expect(seen.sizes).toEqual([6, 6]);
    });

    test("a file that is not there", () => {
      expect(seen.missing).toBeNull();
    });

    test("local copy of an archive, unpacked and packed", () => {
      expect(seen).toMatchObject({ unpacked: "one", packed: true });
    });

    test("download to a folder, and as a stream", () => {
      expect(seen.downloaded).toEqual(["shared/tree/deep/two.txt", "two"]);
      expect(seen.stream).toBe(true);
    });

    test("list: of a local folder; the SDK cannot list over http", () => {
      expect(seen.local).toEqual([["deep/three.log", "deep/two.txt", "one.txt"], true, "one"]);
      expect(seen.list).toBeNull();
    });

    test("delete", async () => {
      expect(seen.deletes).toEqual([true, false]);
      expect(await both.connection.storage.exists(urls.gone)).toBe(false);
    });
  });
});
