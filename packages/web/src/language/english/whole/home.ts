/** Texts of the start. */
export const home = {
  title: "Recent",
  noTask: "No task yet. Connect a program, and it shows here.",
  projects: "Projects",
  connect: "Connect a program",
  keyPair:
    "The access key and its secret were printed by the command that started this server; it prints them again when it is started again. Settings makes further key pairs.",
  configuration: "# ~/clearml.conf, for the Python SDK and for TypeScript",
};
