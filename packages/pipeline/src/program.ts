export { type ProgramParts, startProgram } from "./remote/start-program.ts";
