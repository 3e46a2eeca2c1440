import { defineConfig } from "tsup";
import { preset } from "../../tools/tsup.preset.ts";

export default defineConfig(preset({ index: "src/index.ts", worker: "src/training/threads/worker.ts" }));
