import path from 'node:path';

/** What a run inside a pipeline knows of the repository: where in it the working directory lies, and where its files are shown. */
export interface Forge {
  /** `''` for the root, and where no pipeline says where the root is. */
  folder: string;
  source?: string;
}

/**
 * Reads the variables of GitHub Actions and GitLab CI:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables, https://docs.gitlab.com/ci/variables/predefined_variables/
 */
export function forgeOf(env: NodeJS.ProcessEnv, cwd: string): Forge {
  const root = env.GITHUB_WORKSPACE ?? env.CI_PROJECT_DIR;
  const below = root === undefined || root === '' ? '' : path.relative(root, cwd).replaceAll(path.sep, '/');
  const folder = below.startsWith('..') || path.isAbsolute(below) ? '' : below;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = env;
  return { folder, ...(server && repository && commit && { source: `${server}/${repository}/blob/${commit}` }) };
}
