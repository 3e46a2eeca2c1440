import Database from "libsql";

// A program with a package that has compiled code.
const row = new Database(":memory:").prepare("SELECT 40 + 2 AS answer").get() as { answer: number };
console.log(`the answer is ${row.answer}`);
