import { Command } from "commander";
import { addCommand } from "./changes/add.ts";
import { closeCommand } from "./changes/close.ts";
import { createCommand } from "./changes/create.ts";
import { removeCommand } from "./changes/remove.ts";
import { setDescriptionCommand } from "./changes/set-description.ts";
import { syncDataCommand } from "./changes/sync.ts";
import { uploadCommand } from "./changes/upload.ts";
import { compareCommand } from "./queries/compare.ts";
import { getCommand } from "./queries/get.ts";
import { listCommand } from "./queries/list.ts";
import { searchCommand } from "./queries/search.ts";
import { verifyCommand } from "./queries/verify.ts";
import { deleteCommand } from "./registry/delete.ts";
import { moveCommand } from "./registry/move.ts";
import { publishCommand } from "./registry/publish.ts";
import { renameCommand } from "./registry/rename.ts";
import { squashCommand } from "./registry/squash.ts";

/** The subcommand `data`: the commands and options of `clearml-data`, which works on the same datasets. */
export function dataCommand(): Command {
  return new Command("data")
    .description("Make, change, find and fetch versions of datasets, with the commands of clearml-data.")
    .addCommand(createCommand())
    .addCommand(addCommand())
    .addCommand(removeCommand())
    .addCommand(syncDataCommand())
    .addCommand(uploadCommand())
    .addCommand(closeCommand())
    .addCommand(setDescriptionCommand())
    .addCommand(listCommand())
    .addCommand(searchCommand())
    .addCommand(getCommand())
    .addCommand(verifyCommand())
    .addCommand(compareCommand())
    .addCommand(publishCommand())
    .addCommand(squashCommand())
    .addCommand(renameCommand())
    .addCommand(moveCommand())
    .addCommand(deleteCommand());
}
