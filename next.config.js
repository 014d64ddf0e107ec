const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
];

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // `npm run check` checks the types of everything, tests and scripts included.
  typescript: { ignoreBuildErrors: true },
  // forbidden() answers 403 with a page of ours.
  experimental: { authInterrupts: true },
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'pg-copy-streams'],
  outputFileTracingRoot: import.meta.dirname,
  // Nothing imports the process of R and what it needs: it is started by its path.
  outputFileTracingIncludes: {
    '/*': [
      './lib/server/statistics/r-child.mjs',
      './lib/server/statistics/r/*.R',
      './node_modules/server-only/**/*',
      './node_modules/webr/package.json',
      './node_modules/webr/dist/{webr.mjs,webr-worker.js,R.js,R.wasm,*.so}',
      './node_modules/webr/dist/vfs/**/*',
      './node_modules/ws/**/*',
      './node_modules/xmlhttprequest-ssl/**/*',
    ],
  },
  turbopack: { root: import.meta.dirname },
  // The content security policy carries a nonce for each request and is set in proxy.ts.
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};
