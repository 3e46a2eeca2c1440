import { md5 } from "@clearml-ts/archive";
import { pythonQuote } from "./python-quote.ts";

/** Characters that a URL or a bucket would give a meaning to. */
const FORBIDDEN = /[#"';?:@&=+$,%!\r\n\0]/g;

/** Names that would lead out of a folder, where the store is one. Python writes them as they are. */
const LEADS_OUT = /^\.\.?$/;

/**
 * Makes one segment of an object key from a name that people chose (artifact, metric, variant, file):
 * a slash becomes `.slash.`, reserved characters become `0x` and two hex digits, blanks and accents stay.
 */
export function sanitizeKeyPart(name: string): string {
  return name
    .replaceAll("\\", "/")
    .replace(/^\/+|\/+$/g, "")
    .replaceAll("/", ".slash.")
    .replace(FORBIDDEN, inHex)
    .replace(LEADS_OUT, (dots) => dots.replaceAll(".", inHex));
}

function inHex(char: string): string {
  return `0x${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

/** Shortens a key segment above 250 characters to its md5, keeping the ending after the last dot where it fits. */
export function limitKeyPart(part: string): string {
  if ([...part].length <= 250) {
    return part;
  }
  const dot = part.lastIndexOf(".");
  if (dot >= 0) {
    const short = `${md5(part.slice(0, dot))}${part.slice(dot)}`;
    if ([...short].length <= 250) {
      return short;
    }
  }
  return md5(part);
}

/** Whose objects a key prefix is for. */
export interface ObjectKeyOwner {
  /** Name of the project, with its parents. @default "unknown" */
  project?: string;
  /** Id of the project: stands in for the end of a project name of 256 characters or more. */
  projectId?: string;
  taskName: string;
  taskId: string;
}

/** Safe set of the Python SDK for this prefix; its URL is quoted again as a whole. */
const SAFE = "'[]{}()$^,.; -_+-=/";

/** Where the objects of one task are stored below its output destination: `{project}/{task name}.{task id}`. */
export function objectKeyPrefix({ project, projectId = "", taskName, taskId }: ObjectKeyOwner): string {
  const folder = project || "unknown";
  const limited = [...folder].length < 256 ? folder : withId(folder, projectId, 256);
  const key = `${pythonQuote(limited, SAFE)}/${pythonQuote(withId(taskName, taskId, 128), SAFE)}`;
  const segments = key.split("/").map((part) => part.replace(LEADS_OUT, (dots) => dots.replaceAll(".", inHex)));
  return segments.join("/");
}

function withId(name: string, id: string, limit: number): string {
  const length = Math.max(2, limit - id.length - 1);
  return `${[...name].slice(0, length).join("")}.${id}`;
}
