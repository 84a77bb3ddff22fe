import type { TenantSettings } from './tenant-settings.ts';

/**
 * Returns the tenant's settings as Terraform resources. Sources of the resources and arguments:
 * https://registry.terraform.io/providers/auth0/auth0/latest/docs (`docs/resources/client.md`, `client_credentials.md`,
 * `resource_server.md`, `resource_server_scopes.md`, `client_grant.md` and `tenant.md` of
 * github.com/auth0/terraform-provider-auth0).
 */
export function terraformText(settings: TenantSettings, clientId: string | null): string {
  const { application, api, namesOrganization, isPasswordless } = settings;
  return [
    [
      '# For the provider auth0/auth0. It reads AUTH0_DOMAIN and AUTH0_CLIENT_ID from the environment too, as those of its',
      '# own application: run Terraform in another shell than npm run build.',
      ...(clientId === null ? [] : [`# First: terraform import auth0_client.extension ${clientId}`]),
    ].join('\n'),
    ...applicationResources(application),
    ...(api === null ? [] : apiResources(api)),
    ...(namesOrganization ? [TENANT_RESOURCE] : []),
    ...(isPasswordless
      ? ['# Not included: an auth0_connection of the strategy email or sms, and its auth0_connection_client.']
      : []),
    block('output "AUTH0_CLIENT_ID"', { value: reference('auth0_client.extension.client_id') }),
  ].join('\n\n');
}

function applicationResources({
  token_endpoint_auth_method,
  cross_origin_authentication,
  jwt_configuration,
  refresh_token,
  ...fields
}: TenantSettings['application']): string[] {
  return [
    block(
      'resource "auth0_client" "extension"',
      {
        is_first_party: true,
        ...fields,
        ...(cross_origin_authentication === undefined ? {} : { cross_origin_auth: true }),
      },
      block('jwt_configuration', jwt_configuration),
      ...(refresh_token === undefined ? [] : [block('refresh_token', refresh_token)]),
    ),
    block('resource "auth0_client_credentials" "extension"', {
      client_id: CLIENT_ID,
      authentication_method: token_endpoint_auth_method,
    }),
  ];
}

/** Returns the resources of the developer's API. The grant is needed if the API gives access to single applications only. */
function apiResources({ identifier, scopes }: NonNullable<TenantSettings['api']>): string[] {
  const server = { resource_server_identifier: reference('auth0_resource_server.api.identifier') };
  const ofScopes = scopes.map((name) => block('scopes', { name }));
  const hasScopes = scopes.length > 0;
  return [
    block('resource "auth0_resource_server" "api"', {
      name: identifier.replace(/[<>]/g, ''),
      identifier,
      signing_alg: 'RS256',
      allow_offline_access: true,
    }),
    ...(hasScopes ? [block('resource "auth0_resource_server_scopes" "api"', server, ...ofScopes)] : []),
    block('resource "auth0_client_grant" "extension"', {
      ...(hasScopes ? { depends_on: reference('[auth0_resource_server_scopes.api]') } : {}),
      client_id: CLIENT_ID,
      audience: server.resource_server_identifier,
      subject_type: 'user',
      scopes,
    }),
  ];
}

/** The value of a Terraform argument. */
type Value = string | number | boolean | readonly string[] | { readonly expression: string };

const reference = (expression: string): Value => ({ expression });
const CLIENT_ID = reference('auth0_client.extension.id');

const TENANT_RESOURCE = [
  '# A setting of the whole tenant: add it to the auth0_tenant that you have, if you have one.',
  block('resource "auth0_tenant" "tenant"', { allow_organization_name_in_authentication_api: true }),
].join('\n');

/** Returns a Terraform block with its arguments, aligned, and the blocks inside it. */
function block(head: string, values: Readonly<Record<string, Value>>, ...inner: readonly string[]): string {
  const width = Math.max(...Object.keys(values).map((name) => name.length));
  const set = Object.entries(values).map(([name, value]) => `${name.padEnd(width)} = ${hcl(value)}`);
  const lines = [...set, ...inner.map((text) => `\n${text}`)].flatMap((text) => text.split('\n'));
  return [`${head} {`, ...lines.map((line) => (line === '' ? '' : `  ${line}`)), '}'].join('\n');
}

/**
 * Returns a value with `${` and `%{` in strings escaped.
 * https://developer.hashicorp.com/terraform/language/expressions/strings
 */
function hcl(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(hcl).join(', ')}]`;
  if (typeof value === 'object' && 'expression' in value) return value.expression;
  return JSON.stringify(value).replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
