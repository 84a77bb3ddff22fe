import type { AnyNode } from 'acorn';
import type { Breach } from './finding.ts';
import { isVariable, memberName, type Place, type Script, textOf } from './scripts.ts';

type Refusal = Pick<Breach, 'rule' | 'found'>;

/** Names of the browser's own object, and of the objects that it is a member of. */
const BROWSERS = ['chrome', 'browser'];
const GLOBALS = ['globalThis', 'window', 'self', 'global'];

/** Variables that are refused wherever they stand. `Function` has a rule of its own: libraries ask whether something is one. */
const REFUSED_VARIABLES: Readonly<Record<string, Refusal['rule']>> = {
  eval: 'code-from-text',
  execScript: 'code-from-text',
  importScripts: 'script-loading',
  Worker: 'script-loading',
  SharedWorker: 'script-loading',
  WebAssembly: 'script-loading',
  ...Object.fromEntries(BROWSERS.map((name) => [name, 'browser-object' as const])),
};

/** Members that are refused, of whatever object. */
const REFUSED_MEMBERS: Readonly<Record<string, Refusal['rule']>> = {
  eval: 'code-from-text',
  Function: 'code-from-text',
  importScripts: 'script-loading',
  addModule: 'script-loading',
  createContextualFragment: 'script-loading',
  executeScript: 'script-loading',
  serviceWorker: 'script-loading',
  srcdoc: 'script-loading',
};

/** Elements that run a script from elsewhere, or a page. */
const LOADING_ELEMENTS = ['script', 'iframe', 'frame', 'object', 'embed'];

const TIMERS = ['setTimeout', 'setInterval', 'setImmediate'];

/** Texts that a browser runs where it takes an address or HTML. */
const RUNNABLE_TEXT = /<script\b|^\s*(?:javascript|vbscript):|^\s*data:[^,]*(?:javascript|ecmascript|html)/i;

const DETECTORS: readonly ((place: Place) => Refusal | undefined)[] = [
  variables,
  functionConstructor,
  members,
  takenMembers,
  constructorOfText,
  textForTimers,
  loadingElements,
  documentWrite,
  imports,
  runnableTexts,
];

/** Every place of a script that makes code from text, loads a script, or takes the browser's API as a whole. */
export function codeBreaches(file: string, script: Script): Breach[] {
  const breaches: Breach[] = [];
  for (const place of script) {
    for (const detect of DETECTORS) {
      const refusal = detect(place);
      if (refusal !== undefined) breaches.push({ ...refusal, file, offset: place.node.start });
    }
  }
  return breaches;
}

function variables(place: Place): Refusal | undefined {
  const { node } = place;
  if (node.type !== 'Identifier' || !isVariable(place)) return undefined;
  const rule = own(REFUSED_VARIABLES, node.name);
  return rule === undefined ? undefined : { rule, found: node.name };
}

/** `x instanceof Function`, `Function.prototype` and `Function.call.bind` make nothing; everything else may. */
function functionConstructor(place: Place): Refusal | undefined {
  const { node, parent } = place;
  if (node.type !== 'Identifier' || node.name !== 'Function' || !isVariable(place)) return undefined;
  if (parent?.type === 'BinaryExpression' && parent.operator === 'instanceof') return undefined;
  if (parent?.type === 'UnaryExpression' && parent.operator === 'typeof') return undefined;
  if (parent?.type === 'MemberExpression' && parent.object === node) {
    const name = memberName(parent);
    if (name === 'prototype') return undefined;
    // What `Function.call.bind` is called with is looked at by itself.
    if (name === 'call') return undefined;
  }
  return { rule: 'code-from-text', found: 'Function' };
}

function members({ node }: Place): Refusal | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const name = memberName(node);
  const isOfGlobal = node.object.type === 'Identifier' && GLOBALS.includes(node.object.name);
  if (isOfGlobal && name !== undefined && BROWSERS.includes(name))
    return { rule: 'browser-object', found: name };
  const rule = name === undefined ? undefined : own(REFUSED_MEMBERS, name);
  return rule === undefined || name === undefined ? undefined : { rule, found: name };
}

/** `const { chrome: c } = globalThis`, of whatever object: it may be the global one by another name. */
function takenMembers({ node, parent }: Place): Refusal | undefined {
  if (node.type !== 'Property' || parent?.type !== 'ObjectPattern') return undefined;
  const name = node.key.type === 'Identifier' && !node.computed ? node.key.name : textOf(node.key);
  if (name === undefined) return undefined;
  const rule = BROWSERS.includes(name) ? 'browser-object' : own(REFUSED_MEMBERS, name);
  return rule === undefined ? undefined : { rule, found: name };
}

/** `f.constructor("code")` and `f.constructor.constructor` are `Function` by another name; so is `Function.call(…)`. */
function constructorOfText({ node }: Place): Refusal | undefined {
  if (node.type === 'MemberExpression' && memberName(node) === 'constructor') {
    const again = node.object.type === 'MemberExpression' && memberName(node.object) === 'constructor';
    return again ? { rule: 'code-from-text', found: 'constructor.constructor' } : undefined;
  }
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const { callee } = node;
  if (callee.type !== 'MemberExpression') return undefined;
  const name = memberName(callee);
  const ofFunction = callee.object.type === 'Identifier' && callee.object.name === 'Function';
  if (name === 'call' && ofFunction) return { rule: 'code-from-text', found: 'Function.call' };
  const fromText = name === 'constructor' && node.arguments.some(isText);
  return fromText ? { rule: 'code-from-text', found: 'constructor' } : undefined;
}

function textForTimers({ node }: Place): Refusal | undefined {
  if (node.type !== 'CallExpression' || !isText(node.arguments[0])) return undefined;
  const name = calledName(node.callee);
  return TIMERS.includes(name) ? { rule: 'code-from-text', found: name } : undefined;
}

function loadingElements({ node }: Place): Refusal | undefined {
  if (node.type !== 'CallExpression' || !/^createElement(NS)?$/.test(calledName(node.callee)))
    return undefined;
  const names = node.arguments.map((argument) => textOf(argument)?.toLowerCase() ?? '');
  const name = names.find((candidate) => LOADING_ELEMENTS.includes(candidate));
  return name === undefined ? undefined : { rule: 'script-loading', found: `<${name}>` };
}

function documentWrite({ node }: Place): Refusal | undefined {
  if (node.type !== 'MemberExpression' || !/^write(ln)?$/.test(memberName(node) ?? '')) return undefined;
  const { object } = node;
  const name = object.type === 'Identifier' ? object.name : memberName(object);
  return name === 'document'
    ? { rule: 'script-loading', found: `document’s ${memberName(node)}` }
    : undefined;
}

/** A script may import its neighbours in the package, by a name that can be read. */
function imports({ node }: Place): Refusal | undefined {
  const isImport =
    node.type === 'ImportExpression' ||
    node.type === 'ImportDeclaration' ||
    node.type === 'ExportNamedDeclaration' ||
    node.type === 'ExportAllDeclaration';
  if (!isImport || node.source === null || node.source === undefined) return undefined;
  const { source } = node;
  const isNeighbour = source.type === 'Literal' && /^\.\.?\//.test(textOf(source) ?? '');
  return isNeighbour
    ? undefined
    : { rule: 'script-loading', found: `import of ${textOf(source) ?? 'a computed name'}` };
}

function runnableTexts({ node }: Place): Refusal | undefined {
  const found = RUNNABLE_TEXT.exec(textOf(node) ?? '')?.[0];
  return found === undefined ? undefined : { rule: 'script-loading', found };
}

/** A literal, a template, or texts put together. */
function isText(node: AnyNode | undefined): boolean {
  if (node?.type === 'BinaryExpression' && node.operator === '+')
    return isText(node.left) || isText(node.right);
  return textOf(node) !== undefined;
}

/** `setTimeout` of `setTimeout(…)` and of `window.setTimeout(…)`. */
function calledName(callee: AnyNode): string {
  return callee.type === 'Identifier' ? callee.name : (memberName(callee) ?? '');
}

/** Unlike `record[name]`, nothing for `constructor` and what else every object has. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
