import type { Config } from '../../../sdk/config.ts';
import { CHOOSABLE, CHOOSABLE_SOURCES, ownOrigins } from '../../build/manifest.ts';
import type { Breach } from './finding.ts';

/** Fields that a store refuses: it gives each extension its own id, and updates it itself. */
const REFUSED_BY_STORES = ['key', 'update_url'];

/** Directives that may have these sources and no others; one that is not here may have no other than `'none'`. */
const SOURCES: Readonly<Record<string, readonly RegExp[]>> = {
  'script-src': [/^'self'$/],
  'style-src': [/^'self'$/],
  'img-src': [/^'self'$/, /^data:$/, /^https:$/],
  'connect-src': [/^'self'$/],
};

/** Directives without which the browser would allow more than ours. */
const REQUIRED = ['default-src', 'script-src', 'connect-src', 'frame-ancestors', 'base-uri', 'object-src'];

/** Where the manifest asks for more hosts, or allows its pages more, than the configuration's tenant and APIs. */
export function manifestBreaches(text: string, config: Config): Breach[] {
  const manifest: Record<string, unknown> = JSON.parse(text);
  const breach = (rule: Breach['rule'], found: string): Breach => ({
    rule,
    file: 'manifest.json',
    offset: Math.max(0, text.indexOf(found)),
    found,
  });
  return [
    ...hostProblems(manifest, config).map((found) => breach('host-permission', found)),
    ...policyProblems(manifest, config).map((found) => breach('policy', found)),
    ...REFUSED_BY_STORES.filter((field) => field in manifest).map((field) => breach('store-field', field)),
  ];
}

/** Patterns that are too many, and origins that have none. Firefox's patterns know no port. */
function hostProblems(manifest: Record<string, unknown>, config: Config): string[] {
  const { host_permissions = [], optional_host_permissions = [] } = manifest;
  const choosable = config.configurable === undefined ? [] : CHOOSABLE[config.configurable];
  const asked = [host_permissions].flat().map(String);
  const optional = [optional_host_permissions].flat().map(String);
  const patternsOf = (origin: string) => {
    const { protocol, host, hostname } = new URL(origin);
    return [`${protocol}//${host}/*`, `${protocol}//${hostname}/*`];
  };
  const origins = ownOrigins(config);
  const tooMany = asked.filter((pattern) => !origins.flatMap(patternsOf).includes(pattern));
  const without = origins.filter((origin) => !patternsOf(origin).some((pattern) => asked.includes(pattern)));
  return [
    ...tooMany,
    ...without,
    ...optional.filter((pattern) => !choosable.includes(pattern)),
    ...choosable.filter((pattern) => !optional.includes(pattern)),
  ];
}

function policyProblems(manifest: Record<string, unknown>, config: Config): string[] {
  const { content_security_policy: policies } = manifest;
  const policy =
    typeof policies === 'object' && policies !== null && 'extension_pages' in policies
      ? String(policies.extension_pages)
      : '';
  const directives = policy
    .split(';')
    .map((directive) => directive.trim().split(/\s+/))
    .filter(([name]) => name !== '');
  const given = directives.map(([name]) => name);
  const choosable = config.configurable === undefined ? [] : CHOOSABLE_SOURCES[config.configurable];
  const own = [...ownOrigins(config), ...choosable];
  // Pictures of people at a tenant on this computer come over plain http.
  const allowed = (name: string, source: string) =>
    source === "'none'" ||
    (SOURCES[name]?.some((pattern) => pattern.test(source)) ?? false) ||
    (name === 'connect-src' && own.includes(source)) ||
    (name === 'img-src' && [config.tenant, ...choosable].includes(source));
  const loose = directives.flatMap(([name = '', ...sources]) =>
    sources.filter((source) => !allowed(name, source)).map((source) => `${name} ${source}`),
  );
  return [...REQUIRED.filter((name) => !given.includes(name)), ...loose];
}
