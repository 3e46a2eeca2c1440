import { type ConsoleCapture, StreamCapture } from "./console/stream-capture.ts";
import { Task } from "./task/task.ts";

const capture = new StreamCapture((text, level) => {
  const task = Task.current();
  // An agent sends the output of its task itself.
  if (task && !task.underAgent) {
    task.logger.writeConsole(text, { level });
  }
});

/**
 * Sends everything that the program writes to stdout and stderr to the console log of the current task as well.
 *
 * The asynchronous context decides whose output it is, so tasks that run side by side keep their lines apart; output
 * outside any task, and of the task that an agent runs, only goes where it always went.
 */
export function captureConsole(): ConsoleCapture {
  return capture.open();
}
