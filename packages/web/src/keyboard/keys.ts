/** The things that a single key does, in the order in which help lists them. */
export const KEY_ACTIONS = ["find", "next", "previous", "select", "compare", "enlarge", "help"] as const;

/** Something that a single key does. */
export type KeyAction = (typeof KEY_ACTIONS)[number];

/** The key of each action. */
export const KEYS: Readonly<Record<KeyAction, string>> = {
  find: "/",
  next: "j",
  previous: "k",
  select: "x",
  compare: "c",
  enlarge: "e",
  help: "?",
};

/** Tells whether a text names something that a key does. */
export function isKeyAction(name: unknown): name is KeyAction {
  return KEY_ACTIONS.some((action) => action === name);
}

/** A key that was pressed. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Whether it goes into a field. */
  isTyping: boolean;
}

/** The action of a key press; undefined when it has none, is a browser's or a field's, or was switched off. */
export function actionOf(press: KeyPress, off: readonly KeyAction[]): KeyAction | undefined {
  if (press.isTyping || press.ctrlKey || press.metaKey || press.altKey) {
    return undefined;
  }
  return KEY_ACTIONS.find((action) => KEYS[action] === press.key && !off.includes(action));
}
