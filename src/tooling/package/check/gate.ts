import type { Config } from '../../../sdk/config.ts';
import type { Files } from '../../build/folder.ts';
import { type Browser, ownOrigins } from '../../build/manifest.ts';
import { ALLOWANCES, type Allowance } from './allowances.ts';
import type { Attribute } from './attribution.ts';
import { codeBreaches } from './code-rules.ts';
import { type Breach, type Finding, placeOf, snippetOf } from './finding.ts';
import { manifestBreaches } from './manifest-rules.ts';
import { pageBreaches } from './page-rules.ts';
import { permissionBreaches } from './permission-rules.ts';
import { type Contents, referenceBreaches } from './references.ts';
import { parseScript, type Script } from './scripts.ts';
import {
  addressBreaches,
  developmentHostBreaches,
  scriptNameBreaches,
  sourceMapBreaches,
} from './text-rules.ts';

/** A built package, as a store would get it. */
export interface PackageToInspect {
  readonly browser: Browser;
  readonly files: Files;
  /** What it was built for. */
  readonly config: Config;
  readonly attribute: Attribute;
}

const TEXT = /\.(?:js|css|html|json|svg|txt|map)$/;

/** Nobody runs it or follows its links: it is the text of licences. */
const NOTICES = 'licenses.txt';

/** The module that holds the configuration. */
const CONFIGURATION = 'src/extension/config.ts';

/**
 * What a store's reviewer should not find in a package, each with its place and the module that brought it; empty
 * where the package is fit to be handed in. Throws where a script or the manifest cannot be parsed.
 */
export function inspectPackage(
  { browser, files, config, attribute }: PackageToInspect,
  allowances: readonly Allowance[] = ALLOWANCES,
): Finding[] {
  const contents = read(files);
  const findings = breachesOf(contents, config)
    .map((breach) => asFinding(breach, contents.texts.get(breach.file) ?? '', attribute))
    .filter((finding) => !isOwnAddress(finding, config));
  const mine = allowances.filter(
    (allowance) => allowance.browser === undefined || allowance.browser === browser,
  );
  return [
    ...findings.filter((finding) => !mine.some((allowance) => allows(allowance, finding))),
    ...mine.flatMap((allowance) => staleParts(allowance, findings)),
  ];
}

function read(files: Files): Contents {
  const texts = new Map(
    [...files]
      .filter(([name]) => TEXT.test(name))
      .map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]),
  );
  const scripts = new Map(
    [...texts].filter(([name]) => name.endsWith('.js')).map(([name, text]) => [name, parse(name, text)]),
  );
  return { names: [...files.keys()], texts, scripts };
}

function parse(name: string, text: string): Script {
  try {
    return parseScript(text);
  } catch (error) {
    throw new Error(`${name} cannot be parsed.`, { cause: error });
  }
}

function breachesOf(contents: Contents, config: Config): Breach[] {
  const { names, texts, scripts } = contents;
  const manifest = texts.get('manifest.json') ?? '{}';
  const isPackaged = (name: string) => names.includes(name.replace(/^\.?\//, ''));
  const isForThisComputer = config.tenant.startsWith('http://') || config.configurable === 'any';
  return [
    ...manifestBreaches(manifest, config),
    ...permissionBreaches(manifest, scripts),
    ...referenceBreaches(contents),
    ...[...scripts].flatMap(([name, script]) => [
      ...codeBreaches(name, script),
      ...scriptNameBreaches(name, texts.get(name) ?? '', isPackaged),
    ]),
    ...[...texts]
      .filter(([name]) => name !== NOTICES)
      .flatMap(([name, text]) => [
        ...(name.endsWith('.html') ? pageBreaches(name, text) : []),
        ...addressBreaches(name, text),
        ...sourceMapBreaches(name, text),
        ...(isForThisComputer ? [] : developmentHostBreaches(name, text)),
      ]),
  ];
}

function asFinding(breach: Breach, text: string, attribute: Attribute): Finding {
  const { file, offset, found } = breach;
  if (offset === null) return { ...breach, place: null, module: attribute(file, 0, 0), snippet: '' };
  const { line, column } = placeOf(text, offset);
  return {
    ...breach,
    place: { line: line + 1, column: column + 1 },
    module: attribute(file, line, column),
    snippet: snippetOf(text, offset, found.length),
  };
}

/** The tenant's and the APIs' addresses have their place in the configuration and in the manifest, and nowhere else. */
function isOwnAddress({ rule, file, module, found }: Finding, config: Config): boolean {
  if (rule !== 'address') return false;
  if (file !== 'manifest.json') {
    const values = Object.values(config).flat().map(String);
    return module === CONFIGURATION && values.some((value) => value.includes(found));
  }
  const hostOf = (address: string) => new URL(address.replace(/\/?\*$/, '/')).hostname;
  return ownOrigins(config).map(hostOf).includes(hostOf(found));
}

function allows(allowance: Allowance, { rule, module, found }: Finding): boolean {
  return allowance.rule === rule && allowance.module === module && allowance.found.includes(found);
}

function staleParts(allowance: Allowance, findings: readonly Finding[]): Finding[] {
  const { module, found, rule } = allowance;
  const stale = found.filter(
    (part) => !findings.some((finding) => allows({ ...allowance, found: [part] }, finding)),
  );
  return stale.map((part) => ({
    rule: 'stale-allowance',
    file: `the allowance for ${rule}`,
    offset: null,
    found: part,
    place: null,
    module,
    snippet: '',
  }));
}
