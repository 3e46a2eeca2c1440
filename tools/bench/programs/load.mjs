// @ts-check
import "@clearml-ts/datasets";
import "@clearml-ts/models";
import "@clearml-ts/tasks";
import { Phases } from "./phases.mjs";

new Phases().report("");
