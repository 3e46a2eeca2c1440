import { expect, test } from "vitest";
import { MissingCredentialsError, UnsupportedSchemeError } from "../../errors.ts";
import { findAzurePlace } from "./azure-place.ts";

const settings = {
  containers: [
    { accountName: "acme", accountKey: "for data", containerName: "data" },
    { accountName: "acme", accountKey: "for all" },
  ],
};
const host = "acme.blob.core.windows.net";

test.each([
  [`azure://${host}/data/a/b.csv`, "data", "a/b.csv", "for data"],
  [`azure://${host}/other/a b%41.csv`, "other", "a b%41.csv", "for all"],
  [`azure://${host}/other`, "other", "", "for all"],
])("%s", (url, container, blob, accountKey) => {
  const place = findAzurePlace(url, settings);
  expect(place).toMatchObject({ endpoint: `https://${host}`, container, blob, access: { accountKey } });
  expect(url.startsWith(place.base)).toBe(true);
});

test("an account that is not configured, and an address without a container, are refused", () => {
  expect(() => findAzurePlace("azure://other.blob.core.windows.net/data/a", settings)).toThrow(MissingCredentialsError);
  expect(() => findAzurePlace(`azure://${host}`, settings)).toThrow(UnsupportedSchemeError);
});
