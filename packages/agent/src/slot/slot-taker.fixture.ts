import { type Ownership, ownSlot } from "./slot-owners.ts";

// A process that takes the slot of a folder, and leaves it, when it is told to.
const [, , folder = ""] = process.argv;
let ownership: Ownership | undefined;

process.on("message", async (word) => {
  if (word === "take") {
    ownership = await ownSlot(folder);
    process.send?.(ownership === undefined ? "not mine" : "mine");
  } else {
    await ownership?.release();
    process.send?.("left");
  }
});
process.send?.("ready");
