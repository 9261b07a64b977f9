// The pipelines as the services that run them want them: GitHub Actions, AWS CodeBuild, Google Cloud Build.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { stringify } from 'yaml'
import type { Pipeline } from './steps.ts'

const root = join(import.meta.dirname, '../..')
const head = '# Written from the models by npm run pipeline -- render.\n'
const yaml = (content: object): string => head + stringify(content, { lineWidth: 0, aliasDuplicateObjects: false })
const nameOf = ({ system, context }: Pipeline): string => `${system}-${context}`
const pathOf = {
  github: (p: Pipeline) => `.github/workflows/${nameOf(p)}.yml`,
  aws: (p: Pipeline) => `deploy/pipelines/aws/${nameOf(p)}.buildspec.yml`,
  google: (p: Pipeline) => `deploy/pipelines/google/${nameOf(p)}.cloudbuild.yaml`,
}

const onMain = "github.ref == 'refs/heads/main'"
const github = (p: Pipeline): string => {
  const paths = [...p.paths, pathOf.github(p)]
  return yaml({
    name: `${p.system}/${p.context}`,
    on: { push: { branches: ['main'], paths }, pull_request: { paths } },
    permissions: { contents: 'read', packages: 'write' },
    concurrency: { group: `\${{ github.workflow }}-\${{ github.ref }}`, 'cancel-in-progress': false },
    env: { REGISTRY: '${{ vars.REGISTRY }}', CLUSTER: '${{ vars.CLUSTER }}', COMMIT: '${{ github.sha }}' },
    jobs: {
      pipeline: {
        'runs-on': 'ubuntu-latest',
        'timeout-minutes': 60,
        steps: [
          { uses: 'actions/checkout@v4' },
          { uses: 'actions/setup-node@v4', with: { 'node-version': 24, cache: 'npm' } },
          ...p.steps.map(({ name, run, needs }) => ({ name, ...(needs ? { if: `${onMain} && vars.${needs} != ''` } : {}), run })),
        ],
      },
    },
  })
}
/** Neither of the two looks at paths by itself: the first question is whether anything changed of what it is made from. */
const whereChanged = (p: Pipeline, commands: readonly string[]): string =>
  [
    `if npm run --silent pipeline -- changed HEAD~1 | grep -qx '${p.system} ${p.context}'; then`,
    '  set -e',
    ...commands.map(c => `  ${c}`),
    'else',
    `  echo 'Nothing of ${p.system}/${p.context} has changed.'`,
    'fi',
    '',
  ].join('\n')
const aws = (p: Pipeline): string => {
  const [install, ...rest] = p.steps.map(s => s.run)
  return yaml({
    version: 0.2,
    env: { shell: 'bash' },
    phases: {
      install: { 'runtime-versions': { nodejs: 24 }, commands: [install] },
      build: { commands: ['export COMMIT=$CODEBUILD_RESOLVED_SOURCE_VERSION', whereChanged(p, rest)] },
    },
    cache: { paths: ['/root/.npm/**/*'] },
  })
}
const google = (p: Pipeline): string => {
  const script = (text: string) => `#!/usr/bin/env bash\n${text}`
  const [install, ...rest] = p.steps.map(s => s.run)
  return yaml({
    steps: [
      { id: 'install', name: 'node:24', script: script(`set -e\n${install}\n`) },
      {
        id: 'pipeline',
        name: 'node:24',
        script: script(whereChanged(p, rest)),
        env: ['REGISTRY=$_REGISTRY', 'CLUSTER=$_CLUSTER', 'COMMIT=$COMMIT_SHA'],
      },
    ],
    substitutions: { _REGISTRY: '', _CLUSTER: '' },
    timeout: '3600s',
  })
}

/** All files by path. */
export const rendered = (pipelines: readonly Pipeline[]): ReadonlyMap<string, string> =>
  new Map(
    pipelines.flatMap(p => [
      [pathOf.github(p), github(p)] as const,
      [pathOf.aws(p), aws(p)] as const,
      [pathOf.google(p), google(p)] as const,
    ]),
  )
const written = (): readonly string[] =>
  globSync(['.github/workflows/*.yml', 'deploy/pipelines/*/*'], { cwd: root }).filter(path =>
    readFileSync(join(root, path), 'utf8').startsWith(head),
  )

/** Those that lie there and are not what the models say, are missing, or belong to nobody any more. */
export const differing = (files: ReadonlyMap<string, string>): readonly string[] => [
  ...[...files]
    .filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text)
    .map(([path]) => path),
  ...written().filter(path => !files.has(path)),
]
export const write = (files: ReadonlyMap<string, string>): void => {
  for (const path of written()) if (!files.has(path)) rmSync(join(root, path))
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
