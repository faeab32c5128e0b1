/** Who may import whom. The rules are explained in the README, chapter "How it is built". */
const from = (path, pathNot) => (pathNot ? { path, pathNot } : { path });
const tool = '^lti-tool/';
const only = (name, folder, allowed) => ({
  name,
  comment: `${folder} may import only: ${allowed.join(', ') || 'nothing of the tool'}`,
  severity: 'error',
  from: from(`^lti-tool/${folder}/`),
  to: {
    path: tool,
    pathNot: [`^lti-tool/${folder}/`, ...allowed.map((a) => `^lti-tool/${a}`)],
  },
});
const adapter = (name, folder, port, allowed) =>
  only(name, folder, [...port, 'domain/', 'errors\\.ts$', ...allowed]);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'nothing-imports-test',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    only('domain-is-pure', 'domain', []),
    only('content-uses-domain', 'content', ['domain/', 'errors\\.ts$']),
    only('store-uses-domain', 'store', ['domain/', 'errors\\.ts$']),
    only('lti-uses-store-port', 'lti', ['domain/', 'store/', 'errors\\.ts$']),
    only('progress-uses-ports', 'progress', [
      'domain/',
      'content/',
      'store/',
      'lti/port\\.ts$',
      'certificate/',
      'errors\\.ts$',
    ]),
    only('certificate-file-uses-domain', 'certificate', [
      'domain/',
      'errors\\.ts$',
      'project-folder\\.ts$',
    ]),
    only('web-uses-domain', 'web', ['domain/', 'errors\\.ts$']),
    only('features-use-ports', 'features', [
      'domain/',
      'content/',
      'store/',
      'lti/port\\.ts$',
      'progress/',
      'certificate/',
      'web/',
      'errors\\.ts$',
    ]),
    {
      name: 'no-feature-imports-another',
      severity: 'error',
      from: { path: '^lti-tool/features/([^/]+)/' },
      to: { path: '^lti-tool/features/', pathNot: '^lti-tool/features/$1/' },
    },
    only('practice-lms-is-foreign', 'practice-lms', []),
    {
      name: 'only-adapters-know-their-library',
      severity: 'error',
      from: { path: '^lti-tool/', pathNot: '^lti-tool/(store|lti)/' },
      to: { path: 'node_modules/(ltijs|libsql)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'require', 'types'],
    },
  },
};
