/** Milliseconds for which a call waits for others like it: those of one moment come after each other within a frame. */
const WAIT = 5;

interface Waiting<Key, Reply> {
  key: Key;
  resolve: (reply: Reply) => void;
  reject: (error: unknown) => void;
}

/**
 * Puts questions that are asked in the same moment together, so that a page of cards makes a call and not one for each.
 *
 * @param load answers several questions, in their order.
 * @param size the share that a question takes of an answer; a call takes questions until they fill 1.
 */
export function batched<Key, Reply>(
  load: (keys: readonly Key[]) => Promise<readonly Reply[]>,
  size: (key: Key) => number,
): (key: Key) => Promise<Reply> {
  let waiting: Waiting<Key, Reply>[] = [];
  let filled = 0;
  const send = () => {
    const batch = waiting;
    waiting = [];
    filled = 0;
    load(batch.map(({ key }) => key)).then(
      (replies) => {
        for (const [index, { resolve }] of batch.entries()) {
          resolve(replies[index] as Reply);
        }
      },
      (error: unknown) => {
        for (const { reject } of batch) {
          reject(error);
        }
      },
    );
  };
  return (key) => {
    if (waiting.length > 0 && filled + size(key) > 1) {
      send();
    }
    if (waiting.length === 0) {
      const first = waiting;
      setTimeout(() => {
        if (waiting === first) {
          send();
        }
      }, WAIT);
    }
    filled += size(key);
    return new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
    });
  };
}
