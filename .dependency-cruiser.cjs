// Who may import whom. The reasons are in docs/architecture.md, "Walls".
const rule = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to,
});
const adapters = 'storage|documents|exchange|standing-data|identity';
module.exports = {
  forbidden: [
    rule('no-cycles', '', { circular: true }),
    rule('domain-imports-only-domain', '^src/domain', { path: '^src/(?!domain)' }),
    rule('domain-touches-no-io', '^src/domain', { dependencyTypes: ['core'] }),
    rule('domain-npm-allowlist', '^src/domain', { path: 'node_modules', pathNot: 'node_modules/(zod|temporal-)' }),
    rule('adapters-know-only-domain', `^src/(${adapters})/`, { path: '^src/(application|web|api|cli|jobs)/' }),
    rule('adapters-are-strangers', `^src/(${adapters})/`, { path: `^src/(${adapters})/`, pathNot: '^src/$1/' }),
    rule('verifier-knows-no-burner', '^src/documents/verify/', { path: '(@embedpdf|^src/documents/burn/)' }),
    rule('burner-knows-no-verifier', '^src/documents/burn/', { path: '^src/documents/verify/' }),
    rule('application-knows-no-edge', '^src/application/', { path: '^src/(web|api|cli|jobs)/' }),
    rule('edges-go-through-application', '^src/(web|api|cli|jobs)/', { path: `^src/(${adapters})/` }),
    rule('edges-are-strangers', '^src/(web|api|cli|jobs)/', { path: '^src/(web|api|cli|jobs)/', pathNot: '^src/$1/' }),
    rule('front-door-inside', '^src/domain/([^/]+)/', {
      path: '^src/domain/(?!kernel)[^/]+/(?!index)',
      pathNot: '^src/domain/$1/',
    }),
    rule('front-door-outside', '^src/(?!domain)', { path: '^src/domain/(?!kernel)[^/]+/(?!index)' }),
    rule('islands-are-browser-code', '^src/web/islands/', {
      path: '^src/(?!web/islands|domain/(kernel/|[^/]+/index))',
    }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$' },
  },
};
