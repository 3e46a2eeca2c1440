import { expect, test } from "vitest";
import { RecordsServer } from "../../fixtures/records.fixture.ts";

test("settings are kept without what they do not have", async () => {
  await using s = await RecordsServer.start();
  const buckets = [{ bucket: "b", key: "k", secret: "s", colour: "red" }];
  await s.ok("storage.set_settings", { aws: { key: "k", colour: "red", buckets } as object });
  const { aws } = (await s.ok("storage.get_settings", {})).settings;
  expect(aws).toMatchObject({ key: "k", buckets: [{ bucket: "b", key: "k", secret: "s" }] });
  expect(JSON.stringify(aws)).not.toContain("colour");
});
