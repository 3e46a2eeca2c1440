import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { ErrorClass, ErrorField } from "./error-class.ts";
import { messageOf } from "./message.ts";

/** Reads the error classes that a package exports from its index, in the order of their names. */
export function readErrors(packageFolder: string): ErrorClass[] {
  const exported = exportedNames(parse(join(packageFolder, "src/index.ts")));
  return sources(packageFolder)
    .flatMap((path) => parse(path).statements.filter(ts.isClassDeclaration))
    .filter(({ name }) => name !== undefined && exported.has(name.text))
    .flatMap((declaration) => errorOf(declaration) ?? [])
    .sort((one, other) => one.name.localeCompare(other.name, "en"));
}

function sources(packageFolder: string): string[] {
  const folder = join(packageFolder, "src");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !/\.(test|test-d|fixture)\.ts$/.test(path))
    .map((path) => join(folder, path));
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
}

function exportedNames(index: ts.SourceFile): Set<string> {
  const clauses = index.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)
      ? [...statement.exportClause.elements]
      : [],
  );
  return new Set(clauses.map(({ name }) => name.text));
}

function errorOf(declaration: ts.ClassDeclaration): ErrorClass | undefined {
  const base = declaration.heritageClauses?.[0]?.types[0]?.expression.getText() ?? "";
  if (!base.endsWith("Error")) {
    return undefined;
  }
  const maker = declaration.members.find(ts.isConstructorDeclaration);
  return {
    name: declaration.name?.text ?? "",
    base,
    summary: summaryOf(declaration),
    fields: [...declaration.members.filter(ts.isPropertyDeclaration), ...(maker?.parameters ?? [])]
      .filter(isPublicField)
      .map(fieldOf),
    message: maker && messageOf(maker),
  };
}

function isPublicField(member: ts.PropertyDeclaration | ts.ParameterDeclaration): boolean {
  const kinds = member.modifiers?.map(({ kind }) => kind) ?? [];
  return kinds.includes(ts.SyntaxKind.ReadonlyKeyword) && !ts.isPrivateIdentifier(member.name);
}

function fieldOf(member: ts.PropertyDeclaration | ts.ParameterDeclaration): ErrorField {
  return { name: member.name.getText(), type: member.type?.getText() ?? "unknown", summary: summaryOf(member) };
}

/** The comment before a node, without its tags. */
function summaryOf(node: ts.Node): string {
  const text = node.getFullText();
  const comment = (ts.getLeadingCommentRanges(text, 0) ?? [])
    .map(({ pos, end }) => text.slice(pos, end))
    .findLast((range) => range.startsWith("/**"));
  const words = (comment ?? "")
    .replaceAll(/^\/\*\*|\*\/$|^\s*\* ?/gm, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return words.replace(/\s@.*$/, "").replaceAll(/\{@link (\w+)\}/g, "`$1`");
}
