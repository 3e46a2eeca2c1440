import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";

/** Frames to look at: deeper ones belong to whatever started the program. */
const DEPTH = 50;

/** A function, or a class that is called by `new`. */
type Callable = ((...args: never) => unknown) | (abstract new (...args: never) => unknown);

/**
 * The files through which a function was called, the nearest first, without those of Node itself.
 *
 * All of them, because the nearest may be a factory that was handed its code by the next.
 */
export function callingFiles(called: Callable): string[] {
  const files = framesAbove(called).map((frame) => pathOf(frame.getFileName() ?? ""));
  return [...new Set(files.filter((file) => file !== undefined))];
}

function framesAbove(called: Callable): NodeJS.CallSite[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = DEPTH;
    // As text, the stack would name the sources of a bundle where there is a source map, and not the bundle that runs.
    Error.prepareStackTrace = (_error, frames) => frames;
    Error.captureStackTrace(holder, called);
    return holder.stack as NodeJS.CallSite[];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function pathOf(name: string): string | undefined {
  // Loaders tell reloaded modules apart by a query.
  const file = name.replace(/\?.*$/s, "");
  if (file.startsWith("file://")) {
    return fileURLToPath(file);
  }
  return isAbsolute(file) ? file : undefined;
}
