import { type Figure, isObject } from "../figure.ts";

/** A figure that asks no other host, and how many pictures were left out for that. */
export interface OwnFigure {
  figure: Figure;
  leftOut: number;
}

/**
 * Takes the pictures out of a figure that are elsewhere: drawing it must not tell another host that somebody looks at it.
 *
 * @param address the page's own address of a stored file; undefined for files elsewhere.
 */
export function withOwnPictures({ data, layout }: Figure, address: (url: string) => string | undefined): OwnFigure {
  let leftOut = 0;
  const own = (item: Record<string, unknown>): Record<string, unknown>[] => {
    const { source } = item;
    if (source === undefined || (typeof source === "string" && source.startsWith("data:image/"))) {
      return [item];
    }
    const found = typeof source === "string" ? address(source) : undefined;
    if (found === undefined) {
      leftOut += 1;
      return [];
    }
    return [{ ...item, source: found }];
  };
  const { images, template, updatemenus, sliders, ...rest } = layout;
  const pictures = Array.isArray(images) ? images.filter(isObject).flatMap(own) : undefined;
  const figure = {
    data: data.flatMap((trace) => (trace["type"] === "image" ? own(trace) : [trace])),
    layout: {
      ...rest,
      ...(pictures && { images: pictures }),
      ...(isObject(template) && { template: withoutPictures(template) }),
      ...withoutCommands({ updatemenus, sliders }),
    },
  };
  return { figure, leftOut };
}

/** A template lies under a figure, with pictures of its own. */
function withoutPictures(template: Record<string, unknown>): Record<string, unknown> {
  const { layout } = template;
  if (!isObject(layout)) {
    return template;
  }
  const { images: _, ...rest } = layout;
  return { ...template, layout: rest };
}

/** Buttons and sliders change a figure; those that bring pictures in are left out. */
function withoutCommands(controls: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(controls).filter(
      ([, control]) => control !== undefined && !/"(?:images?|source)\b/.test(JSON.stringify(control)),
    ),
  );
}
