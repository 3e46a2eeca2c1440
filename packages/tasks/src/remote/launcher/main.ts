import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { findCode } from "./fetch-code.ts";
import { programFolder } from "./program-folder.ts";
import { readSettings } from "./settings.ts";

// The text that a task's code section holds when the program itself is too large for it: fetches the program, then becomes it.
const settings = readSettings(process.env);
const { record, download } = await findCode(settings);
const folder = await programFolder(settings.cacheDir, record.hash, download);
const program = join(folder, basename(process.argv[1] ?? ""));
process.argv[1] = program;
process.setSourceMapsEnabled(true);
await import(pathToFileURL(program).href);
