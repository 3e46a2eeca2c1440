import { randomBytes } from "node:crypto";

/** Makes a new id as the API uses them: 32 lowercase hexadecimal digits. */
export function newId(): string {
  return randomBytes(16).toString("hex");
}
