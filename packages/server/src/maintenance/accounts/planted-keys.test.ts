import { expect, test } from "vitest";
import { plantedKeyPairs } from "./planted-keys.ts";

test("key pairs that a name led to, of unknown makers, and all that were made with them are planted", () => {
  const keyPairs = [
    { id: "5", accessKey: "made with one made with one made by name", madeBy: "key:4" },
    { id: "4", accessKey: "made with one made by name", madeBy: "key:3" },
    { id: "3", accessKey: "made by name", madeBy: "name" },
    { id: "2", accessKey: "unknown", madeBy: null },
    { id: "1", accessKey: "of the server", madeBy: "server" },
    { id: "6", accessKey: "made with the server's", madeBy: "key:1" },
    { id: "7", accessKey: "made after entering by password", madeBy: "0123456789abcdef" },
    { id: "8", accessKey: "in the folder", madeBy: null },
    { id: "9", accessKey: "made with that in the folder", madeBy: "key:8" },
  ];

  const planted = plantedKeyPairs(keyPairs, ["in the folder"]);

  expect(planted.map(({ id }) => id).sort()).toEqual(["2", "3", "4", "5"]);
});
