import ts from "typescript";

/**
 * The wording that a constructor of an error gives to `super`: the text as it stands, `‹name›` where a value goes in, and
 * `(one | other)` where it depends.
 */
export function messageOf(maker: ts.ConstructorDeclaration): string | undefined {
  const statements: readonly ts.Statement[] = maker.body?.statements ?? [];
  const constants = new Map(
    statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => declarationList.declarations)
      .flatMap(({ name, initializer }) => (initializer === undefined ? [] : [[name.getText(), initializer] as const])),
  );
  const texts = superCall(statements)
    ?.arguments.filter((argument) => isText(argument, constants))
    .map((argument) => render(argument, constants));
  return texts?.sort((one, other) => other.length - one.length)[0];
}

type Constants = ReadonlyMap<string, ts.Expression>;

function superCall(statements: readonly ts.Statement[]): ts.CallExpression | undefined {
  return statements
    .filter(ts.isExpressionStatement)
    .map(({ expression }) => expression)
    .find(
      (expression): expression is ts.CallExpression =>
        ts.isCallExpression(expression) && expression.expression.kind === ts.SyntaxKind.SuperKeyword,
    );
}

function isText(expression: ts.Expression, constants: Constants): boolean {
  if (ts.isIdentifier(expression)) {
    const constant = constants.get(expression.text);
    return constant !== undefined && isText(constant, constants);
  }
  if (ts.isConditionalExpression(expression)) {
    return isText(expression.whenTrue, constants) || isText(expression.whenFalse, constants);
  }
  return ts.isStringLiteralLike(expression) || ts.isTemplateExpression(expression);
}

function render(expression: ts.Expression, constants: Constants): string {
  if (ts.isStringLiteralLike(expression)) {
    return expression.text;
  }
  if (ts.isTemplateExpression(expression)) {
    const spans = expression.templateSpans.map((span) => render(span.expression, constants) + span.literal.text);
    return expression.head.text + spans.join("");
  }
  if (ts.isConditionalExpression(expression) && isText(expression, constants)) {
    const branches = [expression.whenTrue, expression.whenFalse].map((branch) => render(branch, constants));
    return branches.includes("") ? `[${branches.join("")}]` : `(${branches.join(" | ")})`;
  }
  if (ts.isIdentifier(expression)) {
    const constant = constants.get(expression.text);
    return constant !== undefined && isText(constant, constants) ? render(constant, constants) : `‹${expression.text}›`;
  }
  return `‹${nameOf(expression)}›`;
}

/** The last name in an expression says best which value it is: `limits.bytes` is bytes, `urls.join(", ")` urls. */
function nameOf(expression: ts.Expression): string {
  if (ts.isPropertyAccessExpression(expression)) {
    return expression.name.text;
  }
  if (ts.isCallExpression(expression) && ts.isPropertyAccessExpression(expression.expression)) {
    return nameOf(expression.expression.expression);
  }
  const [argument] = ts.isCallExpression(expression) ? expression.arguments : [];
  return argument === undefined ? expression.getText().replaceAll(/\s+/g, " ") : nameOf(argument);
}
