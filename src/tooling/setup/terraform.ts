import type { ApiSettings, TenantSettings } from './tenant-settings.ts';

/**
 * The tenant's settings as resources of Terraform. Names of resources and arguments:
 * https://registry.terraform.io/providers/auth0/auth0/latest/docs (`docs/resources/client.md`, `client_credentials.md`,
 * `resource_server.md`, `resource_server_scopes.md`, `client_grant.md` and `tenant.md` of
 * github.com/auth0/terraform-provider-auth0).
 */
export function terraformText(settings: TenantSettings, clientId: string | null): string {
  const { api, organization, isPasswordless } = settings;
  return [
    [
      '# For the provider auth0/auth0. It reads AUTH0_DOMAIN and AUTH0_CLIENT_ID from the environment too, as those of its',
      '# own application: run Terraform in another shell than npm run build.',
      ...(clientId === null ? [] : [`# First: terraform import auth0_client.extension ${clientId}`]),
    ].join('\n'),
    clientResource(settings),
    block('resource "auth0_client_credentials" "extension"', [
      'client_id             = auth0_client.extension.id',
      'authentication_method = "none"',
    ]),
    ...(api === null ? [] : apiResources(api)),
    ...(organization?.isName === true ? [TENANT_RESOURCE] : []),
    ...(isPasswordless
      ? ['# Not included: an auth0_connection of the strategy email or sms, and its auth0_connection_client.']
      : []),
    block('output "AUTH0_CLIENT_ID"', ['value = auth0_client.extension.client_id']),
  ].join('\n\n');
}

function clientResource(settings: TenantSettings): string {
  const { rotation } = settings;
  const grantTypes = ['authorization_code', ...(rotation === null ? [] : ['refresh_token'])];
  return block('resource "auth0_client" "extension"', [
    `name                = ${hclString(settings.name)}`,
    'app_type            = "spa"',
    'is_first_party      = true',
    'oidc_conformant     = true',
    `callbacks           = ${hclList(settings.callbackUrls)}`,
    `allowed_logout_urls = ${hclList(settings.logoutUrls)}`,
    ...(settings.webOrigins.length > 0 ? [`web_origins         = ${hclList(settings.webOrigins)}`] : []),
    `allowed_origins     = ${hclList(settings.allowedOrigins)}`,
    `grant_types         = ${hclList(grantTypes)}`,
    ...(settings.crossOriginLogin ? ['cross_origin_auth   = true'] : []),
    ...(settings.organization === null ? [] : ['organization_usage  = "require"']),
    '',
    block('jwt_configuration', ['alg = "RS256"']),
    ...(rotation === null
      ? []
      : [
          '',
          block('refresh_token', [
            'rotation_type   = "rotating"',
            'expiration_type = "expiring"',
            `leeway          = ${rotation.overlapSeconds}`,
          ]),
        ]),
  ]);
}

/** An API of one's own. Its grant is needed where the API gives access to single applications only. */
function apiResources({ identifier, scopes }: ApiSettings): string[] {
  return [
    block('resource "auth0_resource_server" "api"', [
      `name                 = ${hclString(identifier.replace(/[<>]/g, ''))}`,
      `identifier           = ${hclString(identifier)}`,
      'signing_alg          = "RS256"',
      'allow_offline_access = true',
    ]),
    ...(scopes.length === 0
      ? []
      : [
          block('resource "auth0_resource_server_scopes" "api"', [
            'resource_server_identifier = auth0_resource_server.api.identifier',
            ...scopes.flatMap((scope) => ['', block('scopes', [`name = ${hclString(scope)}`])]),
          ]),
        ]),
    block('resource "auth0_client_grant" "extension"', [
      ...(scopes.length === 0 ? [] : ['depends_on = [auth0_resource_server_scopes.api]', '']),
      'client_id    = auth0_client.extension.id',
      'audience     = auth0_resource_server.api.identifier',
      'subject_type = "user"',
      `scopes       = ${hclList(scopes)}`,
    ]),
  ];
}

const TENANT_RESOURCE = [
  '# A setting of the whole tenant: add it to the auth0_tenant that you have, if you have one.',
  block('resource "auth0_tenant" "tenant"', ['allow_organization_name_in_authentication_api = true']),
].join('\n');

function block(head: string, texts: readonly string[]): string {
  const lines = texts.flatMap((text) => text.split('\n'));
  return [`${head} {`, ...lines.map((line) => (line === '' ? '' : `  ${line}`)), '}'].join('\n');
}

function hclList(values: readonly string[]): string {
  if (values.length < 2) return `[${values.map(hclString).join()}]`;
  return ['[', ...values.map((value) => `  ${hclString(value)},`), ']'].join('\n');
}

/** A quoted template without a template in it. https://developer.hashicorp.com/terraform/language/expressions/strings */
function hclString(value: string): string {
  const escaped = JSON.stringify(value).replace(/\\[bf]/g, (short) =>
    short === '\\b' ? '\\u0008' : '\\u000c',
  );
  return escaped.replace(/[$%](?=\{)/g, (sign) => `${sign}${sign}`);
}
