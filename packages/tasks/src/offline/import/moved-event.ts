import {
  isPlainObject,
  pythonJson,
  readPythonJson,
  SINGLE_VALUE_ITERATION,
  type TaskEvent,
} from "@clearml-ts/protocol";

/** The task or model that reported offline, and the one that gets the reports. */
export interface EventMove {
  to: string;
  /** Added to iterations. */
  iterationOffset: number;
  /** The new addresses of files of the session, by the old ones, with the keys of samples. */
  stored: ReadonlyMap<string, StoredFile>;
}

/** A file of a session that has been stored. */
export interface StoredFile {
  url: string;
  key: string;
}

/** The addresses that an event shows files at: those of a sample, and of images in a plot. */
export function addressesIn(event: TaskEvent): string[] {
  switch (event.type) {
    case "training_debug_image":
      return typeof event.url === "string" ? [event.url] : [];
    case "plot":
      return imagesOf(figureOf(event.plot_str)).map(({ source }) => source);
    default:
      return [];
  }
}

/** Makes the event that the new task reports, with the new addresses of its files. */
export function movedEvent(event: TaskEvent, { to, iterationOffset, stored }: EventMove): TaskEvent {
  const isOfNoIteration = typeof event.iter !== "number" || event.iter === SINGLE_VALUE_ITERATION;
  const moved: TaskEvent = {
    ...event,
    task: to,
    ...(!isOfNoIteration && { iter: (event.iter ?? 0) + iterationOffset }),
  };
  if (moved.type === "training_debug_image") {
    return { ...moved, ...stored.get(moved.url) };
  }
  if (moved.type === "plot") {
    return { ...moved, plot_str: withStoredImages(moved.plot_str, stored) };
  }
  return moved;
}

function withStoredImages(text: string, stored: ReadonlyMap<string, StoredFile>): string {
  const figure = figureOf(text);
  const images = imagesOf(figure).filter(({ source }) => stored.has(source));
  for (const image of images) {
    image.source = stored.get(image.source)?.url ?? image.source;
  }
  return images.length > 0 ? pythonJson(figure) : text;
}

/** Only figures that show images are read: plots may be long. */
function figureOf(text: string): unknown {
  if (typeof text !== "string" || !text.includes('"images"')) {
    return undefined;
  }
  try {
    return readPythonJson(text);
  } catch {
    // The server says so, if it minds.
    return undefined;
  }
}

function imagesOf(figure: unknown): { source: string }[] {
  const layout = isPlainObject(figure) ? figure["layout"] : undefined;
  const images = isPlainObject(layout) ? layout["images"] : undefined;
  return Array.isArray(images)
    ? images.filter((image): image is { source: string } => isPlainObject(image) && typeof image["source"] === "string")
    : [];
}
