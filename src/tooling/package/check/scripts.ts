import { type AnyNode, type Program, parse } from 'acorn';

/** A node of a script, and what it stands in. */
export interface Place {
  readonly node: AnyNode;
  readonly parent: AnyNode | undefined;
}

/** A script, as all of its nodes. */
export type Script = readonly Place[];

/** The scripts of a package, by their path in it. */
export type Scripts = ReadonlyMap<string, Script>;

/** Parses a script or a module. Throws acorn's `SyntaxError` if it is neither. */
export function parseScript(text: string): Script {
  const places: Place[] = [{ node: programOf(text), parent: undefined }];
  // The list grows while it is walked.
  for (const { node } of places) {
    for (const child of childrenOf(node)) places.push({ node: child, parent: node });
  }
  return places;
}

function programOf(text: string): Program {
  try {
    return parse(text, { ecmaVersion: 'latest', sourceType: 'script' });
  } catch {
    // `import` and `export` are for modules alone; a mistake is one there too, and is told then.
    return parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
  }
}

function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The text of a string literal, or of a template, with a star for each of its holes; nothing for the rest. */
export function textOf(node: AnyNode | null | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked ?? '').join('*');
  return undefined;
}

/** `alarms` of `x.alarms` and of `x["alarms"]`; nothing where it is computed, or no member at all. */
export function memberName(node: AnyNode | undefined): string | undefined {
  if (node?.type !== 'MemberExpression') return undefined;
  if (node.computed) return textOf(node.property);
  return node.property.type === 'Identifier' ? node.property.name : undefined;
}

/** Whether an identifier stands for a variable, not for the name of a member, a property or a label. */
export function isVariable({ node, parent }: Place): boolean {
  if (node.type !== 'Identifier' || parent === undefined) return false;
  switch (parent.type) {
    case 'MemberExpression':
      return parent.computed || parent.object === node;
    case 'Property':
      return parent.computed || parent.value === node;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.computed || parent.value === node;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'ImportSpecifier':
    case 'ExportSpecifier':
      return false;
    default:
      return true;
  }
}
