import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspacePackages } from "../check/ranks.ts";
import type { ErrorClass, ErrorField } from "./error-class.ts";
import { readErrors } from "./read-errors.ts";

const HEAD = `# Errors

Each error that the packages throw on purpose extends \`ClearMLError\`, has the name of its class as \`name\`, the failure behind it as
\`cause\`, and a message that says what was attempted, on what, and what to do next. \`‹…›\` stands for a value, \`(one | other)\` for a
choice, \`[…]\` for a part that is not always there. \`npx -y pnpm error-page\` writes this page from the classes.

\`\`\`typescript
import { ApiError, results } from "@clearml-ts/protocol";

try {
  await task.delete();
} catch (error) {
  const wasDeletedBefore = error instanceof ApiError && error.is(results.invalidTaskId);
  if (!wasDeletedBefore) {
    throw error;
  }
}
\`\`\`
`;

/** Builds docs/errors.md from the sources of all public packages. */
export function errorPage(root: string): string {
  const sections = workspacePackages(root)
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest }) => ({ name: manifest.name, errors: readErrors(folder) }))
    .filter(({ errors }) => errors.length > 0)
    .map(({ name, errors }) => [`## ${name}`, ...errors.map(entry)].join("\n\n"));
  return `${[HEAD, ...sections].join("\n\n").replaceAll("\n\n\n", "\n\n")}\n`;
}

/** Reads the page that is checked in. */
export function readErrorPage(root: string): string {
  return readFileSync(join(root, "docs/errors.md"), "utf8");
}

function entry({ name, base, summary, fields, message }: ErrorClass): string {
  const kind = base === "ClearMLError" || base === "Error" ? "" : ` A kind of \`${base}\`.`;
  const parts = [
    `### ${name}`,
    `${summary}${kind}`,
    ...(message === undefined ? [] : [`> ${message.replaceAll("\n", " ")}`]),
    ...(fields.length === 0 ? [] : [fields.map(line).join("\n")]),
  ];
  return parts.join("\n\n");
}

function line({ name, type, summary }: ErrorField): string {
  const what = summary === "" ? "" : `: ${summary}`;
  return `- \`${name}\` (\`${type.replaceAll(/\s+/g, " ")}\`)${what}`;
}
