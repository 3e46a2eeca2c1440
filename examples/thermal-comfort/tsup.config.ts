import { defineConfig } from "tsup";
import { preset } from "../../tools/tsup.preset.ts";

export default defineConfig(preset({ main: "src/main.ts", worker: "src/training/worker.ts" }));
