import {
  createSourceFile,
  forEachChild,
  isCallExpression,
  isClassDeclaration,
  isNewExpression,
  isNoSubstitutionTemplateLiteral,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isTemplateExpression,
  type Node,
  ScriptTarget,
} from "typescript";

/** Classes of errors without a code. */
const PLAIN = /^(Error|TypeError|RangeError|AggregateError)$/;

/** Methods of `Annotations` that add a message to a synthesis. */
const ANNOTATIONS = /^add(Error|Warning)$/;

/** The comment, directly above the line, with which an error has no code, and its reason. */
const EXCEPTION = /^\s*\/\/ no code: \S/;

/**
 * Finds the errors and warnings of a source that a user could get without a code: each `new Error(...)`, each class that extends
 * `Error`, each annotation, and each problem of a report whose summary is a plain text. A line below the comment `// no code: REASON` is an exception.
 *
 * @param file the path for the message
 * @param text the source
 * @returns one line per error
 */
export function uncodedErrors(file: string, text: string): string[] {
  const source = createSourceFile(file, text, ScriptTarget.Latest, true);
  const lines = text.split("\n");
  const found: string[] = [];
  const visit = (node: Node) => {
    if (isPlainError(node, text) || isPlainProblem(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      if (!EXCEPTION.test(lines[line - 1] ?? "")) {
        found.push(
          `${file}:${line + 1}: an error or a warning without a code; use CodedError or withCode, or write the reason above it: // no code: REASON`,
        );
      }
    }
    forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isPlainError(node: Node, text: string): boolean {
  if (isNewExpression(node)) {
    return PLAIN.test(text.slice(node.expression.pos, node.expression.end).trim());
  }
  return (
    isClassDeclaration(node) &&
    (node.heritageClauses ?? []).some((clause) =>
      clause.types.some(({ expression }) => PLAIN.test(text.slice(expression.pos, expression.end).trim())),
    )
  );
}

function isPlainProblem(node: Node): boolean {
  if (isCallExpression(node) && isPropertyAccessExpression(node.expression)) {
    return ANNOTATIONS.test(node.expression.name.text) && isText(node.arguments[0]);
  }
  if (!isObjectLiteralExpression(node)) {
    return false;
  }
  const values = new Map(
    node.properties.filter(isPropertyAssignment).map(({ name, initializer }) => [name.getText(), initializer] as const),
  );
  return values.has("level") && isText(values.get("summary"));
}

/** Whether an expression is a text, and not the call of a function that adds a code. */
function isText(node: Node | undefined): boolean {
  return (
    node !== undefined && (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node) || isTemplateExpression(node))
  );
}
