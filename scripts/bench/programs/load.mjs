// @ts-check
import "../../../packages/datasets/dist/index.js";
import "../../../packages/models/dist/index.js";
import "../../../packages/tasks/dist/index.js";
import { Phases } from "./phases.mjs";

new Phases().report("");
