import { expect, test } from "vitest";
import { MissingLibraryError } from "../../errors.ts";
import { loadLibrary } from "./load-library.ts";

test("a library that is not installed is named, with the command that installs it", async () => {
  const loading = loadLibrary("@clearml-ts/no-such-library", "s3://user:secret@bucket/key");
  await expect(loading).rejects.toThrow(MissingLibraryError);
  await expect(loading).rejects.toMatchObject({
    library: "@clearml-ts/no-such-library",
    message: expect.stringContaining("npm install @clearml-ts/no-such-library"),
  });
  await expect(loading).rejects.not.toThrow(/secret/);
});
