export { type ProgramParts, startProgram } from "./remote/program/start-program.ts";
