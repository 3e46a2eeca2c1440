import type { ContainerRecord } from "@clearml-ts/protocol";

/** How a container is started, and what is done in it before the program. */
export interface ContainerOptions {
  /** Arguments of `docker run`, as one text or as words. @default none */
  arguments?: string | readonly string[];
  /** Lines of a shell script that prepares the container. @default none */
  setupBashScript?: string | readonly string[];
}

/**
 * Makes the container section of a task, as the Python SDK does: words behind the image's name are arguments, unless there
 * are others.
 */
export function containerRecord(image: string, options: ContainerOptions = {}): ContainerRecord {
  const [name = "", ...words] = image.split(" ");
  const given = options.arguments ?? [];
  const { setupBashScript = "" } = options;
  return {
    image: name,
    arguments: asText(given.length > 0 ? given : words, " "),
    setup_shell_script: asText(setupBashScript, "\n"),
  };
}

function asText(parts: string | readonly string[], separator: string): string {
  return typeof parts === "string" ? parts : parts.join(separator);
}
