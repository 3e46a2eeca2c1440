// @ts-check
import "@clearml-ts/tasks";
import { Phases } from "./phases.mjs";

new Phases().report("");
