import type { Config } from '../../../sdk/config.ts';
import { CHOOSABLE, CHOOSABLE_SOURCES, ownOrigins } from '../../build/manifest.ts';
import { type Rule, type Violation, violationAt } from './violation.ts';

/** Fields that stores reject, because they assign the extension's ID and deliver its updates. */
const REFUSED_BY_STORES = ['key', 'update_url'];

/** Allowed sources of each directive. Any other directive can only have `'none'`. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'https:'],
  'connect-src': ["'self'"],
};

/** Required directives. Without them, a browser would allow more. */
const REQUIRED = ['default-src', 'script-src', 'connect-src', 'frame-ancestors', 'base-uri', 'object-src'];

type Manifest = Readonly<Record<string, unknown>>;

/**
 * Returns the hosts and the sources of a manifest that differ from what the configuration needs, and fields that stores
 * reject. Throws if the manifest can't be parsed.
 */
export function manifestViolations(text: string, config: Config): Violation[] {
  const manifest: Manifest = JSON.parse(text);
  const at = (rule: Rule) => (found: string) =>
    violationAt({ rule, file: 'manifest.json', found }, text, text.indexOf(found));
  return [
    ...hostProblems(manifest, config).map(at('host-permission')),
    ...policyProblems(manifest, config).map(at('policy')),
    ...REFUSED_BY_STORES.filter((field) => field in manifest).map(at('store-field')),
  ];
}

/** Returns match patterns that no origin needs, and origins without a pattern. Match patterns in Firefox have no port. */
function hostProblems(manifest: Manifest, config: Config): string[] {
  const required = listOf(manifest.host_permissions);
  const optional = listOf(manifest.optional_host_permissions);
  const choosable = config.configurable === undefined ? [] : CHOOSABLE[config.configurable];
  const patternsOf = (origin: string) => {
    const { protocol, host, hostname } = new URL(origin);
    return [`${protocol}//${host}/*`, `${protocol}//${hostname}/*`];
  };
  const origins = ownOrigins(config);
  return [
    ...required.filter((pattern) => !origins.flatMap(patternsOf).includes(pattern)),
    ...origins.filter((origin) => !patternsOf(origin).some((pattern) => required.includes(pattern))),
    ...optional.filter((pattern) => !choosable.includes(pattern)),
    ...choosable.filter((pattern) => !optional.includes(pattern)),
  ];
}

function policyProblems({ content_security_policy: policies }: Manifest, config: Config): string[] {
  const { extension_pages: policy = '' }: Record<string, unknown> = Object(policies);
  const directives = String(policy)
    .split(';')
    .map((directive) => directive.trim().split(/\s+/));
  const names = directives.map(([name]) => name);
  const choosable = config.configurable === undefined ? [] : CHOOSABLE_SOURCES[config.configurable];
  const allowed: Readonly<Record<string, readonly string[]>> = {
    ...SOURCES,
    'connect-src': [...(SOURCES['connect-src'] ?? []), ...ownOrigins(config), ...choosable],
    // A local tenant serves users' pictures over plain http.
    'img-src': [...(SOURCES['img-src'] ?? []), config.tenant, ...choosable],
  };
  const loose = directives.flatMap(([name = '', ...sources]) =>
    sources
      .filter((source) => source !== "'none'" && !(allowed[name] ?? []).includes(source))
      .map((source) => `${name} ${source}`),
  );
  return [...REQUIRED.filter((name) => !names.includes(name)), ...loose];
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
