/** Texts of the artifacts of a task. */
export const artifacts = {
  none: "The task has no artifacts and no models.",
  models: "Models",
  files: "Artifacts",
  input: "input",
  output: "output",
  look: "Look into the file",
  close: "Close the file",
  beginning: (size: string) => `This is the beginning of the file, the first ${size}.`,
  more: "Read more of it",
  emptyFile: "The file is empty.",
  unreadable: "The file cannot be read.",
  contentOf: (name: string) => `Content of ${name}`,
};
