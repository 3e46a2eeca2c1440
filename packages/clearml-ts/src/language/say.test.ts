import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import { portuguese } from "./portuguese.ts";
import { inLanguage, say } from "./say.ts";

const sources = fileURLToPath(new URL("..", import.meta.url));

/** The sentences that a source says, with the numbers of their values. */
function sentencesOf(path: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "say") {
      const { template } = node;
      found.push(
        ts.isNoSubstitutionTemplateLiteral(template)
          ? template.text
          : template.templateSpans.reduce(
              (text, { literal }, index) => `${text}{${index}}${literal.text}`,
              template.head.text,
            ),
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true));
  return found;
}

const numbersIn = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(([number]) => number).sort();

test("every sentence of a result has its Portuguese, and nothing else has", () => {
  const paths = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !/\.(test|fixture)\.ts$/.test(path),
  );
  const said = new Set(paths.flatMap((path) => sentencesOf(join(sources, path))));

  expect(Object.keys(portuguese.results).sort()).toEqual([...said].sort());
});

test.each(Object.entries(portuguese.results))("%j has the same values in Portuguese", (english, other) => {
  expect(numbersIn(other)).toEqual(numbersIn(english));
});

test("values stand in a sentence as they are, wherever a language puts them", () => {
  const speak = () => say`${"{1}"} before ${"$&"}`;

  expect(speak()).toBe("{1} before $&");
  expect(inLanguage({ "{0} before {1}": "{1} depois de {0}" }, speak)).toBe("$& depois de {1}");
});
