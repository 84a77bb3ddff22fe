import { defineConfig } from 'wxt';

const patternOf = (origin: string) => `${new URL(origin).protocol}//${new URL(origin).hostname}/*`;

export default defineConfig({
  modules: ['@wxt-dev/module-react'],
  manifest: ({ browser }) => {
    const { WXT_TENANT_ORIGIN = '', WXT_API_ORIGIN = '' } = process.env;
    const isFirefox = browser === 'firefox';
    return {
      name: 'WXT with React',
      permissions: [
        ...['storage', 'identity', 'alarms'],
        ...(isFirefox ? ['declarativeNetRequestWithHostAccess'] : []),
      ],
      host_permissions: [...new Set([WXT_TENANT_ORIGIN, WXT_API_ORIGIN].map(patternOf))],
      content_security_policy: {
        extension_pages: "script-src 'self'; style-src 'self'; object-src 'none'",
      },
      ...(isFirefox
        ? {
            browser_specific_settings: {
              gecko: {
                id: 'wxt-react@latchkey.example',
                strict_min_version: '153.0',
                data_collection_permissions: {
                  required: ['authenticationInfo', 'personallyIdentifyingInfo'],
                },
              },
            },
          }
        : {
            key: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwZljqtdx5CuEgEM1DYEml2+F0rTZGAKYKGCZlmsh9nhJYpy+7UrImm3yazeVBqD1Um/+Ydk93bxknCUbof5IB/mk48fJfnb55cYkPVGK60o5/g332/WXNxHs8BKJZZaipGkdJSiHhQ0Bh3Jp/hrxCGqb1iEpC2N8F2H57bVONltXTNwxuFKlre9c7QC4rII2Fr8pT3UXcw7GZ0poQRrWf2Wtyh84Av0aexguIuWLPat6q1sztvACNFU4r6yYjLg2K8AvPSoYcYMrYBGG8cnp/DUZp54WDgn3l5yjYDxdfcKzDFtApT2tSoFcuQPqUbH2gO7h8Tb/ThuFdzFBgwhXgwIDAQAB',
          }),
    };
  },
});
