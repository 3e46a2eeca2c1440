import { Command } from "commander";
import { championCommand } from "./champion.ts";
import { getModelCommand } from "./get.ts";
import { lineageCommand } from "./lineage.ts";
import { listModelsCommand } from "./list.ts";

/** The subcommand `model`: looks into the model registry. */
export function modelCommand(): Command {
  return new Command("model")
    .description("Find and fetch models, see and roll back the champion, and trace what a model was made of.")
    .addCommand(listModelsCommand())
    .addCommand(getModelCommand())
    .addCommand(championCommand())
    .addCommand(lineageCommand());
}
