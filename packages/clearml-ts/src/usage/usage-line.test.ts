import { expect, test } from "vitest";
import { refusal } from "./refusal.fixture.ts";

test.each([
  ["unknown command", ["serve"], "Did you mean server?"],
  ["unknown command of a group", ["data", "lst"], "Did you mean list?"],
  ["help for an unknown command", ["help", "datta"], "unknown command 'datta' (Did you mean data?)"],
  ["help for an unknown command of a group", ["data", "help", "lst"], "unknown command 'lst' (Did you mean list?)"],
  ["help for a command of a group", ["help", "lineage"], 'There is "clearml-ts model lineage".'],
  ["unknown option", ["server", "--files-prot", "1"], "Did you mean --files-port?"],
  ["part of options", ["server", "--port", "1"], "Did you mean one of --api-port, --web-port, --files-port?"],
  ["option of other commands", ["--webapp", "page"], 'It is an option of "clearml-ts server".'],
  [
    "option that is an argument",
    ["model", "lineage", "--id", "1"],
    "It is an argument: clearml-ts model lineage <id>.",
  ],
  ["option of all commands", ["completion", "--json"], "unknown option '--json' (--help"],
  ["command of a group", ["lineage"], 'There is "clearml-ts model lineage".'],
  ["argument that is an option", ["data", "get", "1"], "Did you mean --id?"],
  ["argument too many", ["server", "folder"], "too many arguments"],
  ["port that is none", ["server", "--api-port", "80x"], "80x"],
  ["port out of range", ["server", "--web-port", "65536"], "65536"],
  ["port for two things", ["server", "--web-port", "8008"], "8008"],
  ["backup without a file", ["server", "backup"], "missing required argument"],
  ["option of another command", ["server", "vacuum", "--force"], "--force"],
  ["folder without a name", ["server", "--data-dir", ""], "--data-dir"],
])("wrong usage is one line: %s", async (_, args, part) => {
  const line = await refusal(args);

  expect(line).toMatch(/^clearml-ts: .+\n$/);
  expect(line).toContain(part);
});

test.each([
  [["serve"], "clearml-ts: comando desconhecido 'serve' (Quis dizer server?) (--help lista as opções)\n"],
  [["help", "datta"], "clearml-ts: comando desconhecido 'datta' (Quis dizer data?)"],
  [["server", "--port", "1"], "Quis dizer uma de --api-port, --web-port, --files-port?"],
  [["server", "folder"], "argumentos demais: eram esperados 0, e vieram 1"],
  [["server", "--api-port", "x"], "o valor 'x' não serve para a opção '--api-port <port>'. Uma porta é"],
  [["--webapp", "page"], 'É uma opção de "clearml-ts server".'],
  [["model", "get", "--id", "1"], "É um argumento: clearml-ts model get <id>."],
  [["lineage"], 'Existe "clearml-ts model lineage".'],
  [["task", "run"], "falta a opção '--queue <queue>'"],
  [["server", "backup"], "falta o argumento 'file'"],
  [
    ["data", "get", "--copy", "a", "--link", "b"],
    "as opções '--link <path>' e '--copy <folder>' não podem ser usadas juntas",
  ],
  [["pipeline", "get"], "indique o id de uma execução"],
])("wrong usage in Portuguese: %j", async (args, part) => {
  expect(await refusal(args, "pt-BR")).toContain(part);
});
