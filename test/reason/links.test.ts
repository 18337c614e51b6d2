import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { createDocument } from '../../src/document.ts';
import { lintDocuments } from '../../src/lint.ts';

const PAGE = '# Title\n\n## Mitigation\n\nRestart it.\n\n## Second one\n\nText.\n';

/** Where the first runbook link of the first alert leads, in a project of these pages. */
async function follow(links: string | string[], pages: string[], runbooks: { url: string; folder: string }[] = [], rules = 'prometheus/rules/a.yml') {
  const urls = [links].flat();
  const alerts = urls.map((url, index) => `      - alert: ${index === 0 ? 'QueueStuck' : `Other${index}`}\n        expr: up == 0\n        annotations: { runbook_url: ${JSON.stringify(url)} }\n`);
  const text = `groups:\n  - name: g\n    rules:\n${alerts.join('')}`;
  const documents = new Map([createDocument(rules, text), ...pages.map((path) => createDocument(path, PAGE))].map((document) => [document.path, document]));
  const { project } = await lintDocuments(documents, { settings: { ...DEFAULT_SETTINGS, runbooks }, rules: [] });
  const [link] = project.checks[0]?.response.runbooks ?? [];
  if (!link) return 'no link';
  const target = project.resolve(link);
  switch (target.is) {
    case 'runbook':
      return target.runbook.path + (target.section ? ` § ${target.section.title}` : '');
    case 'missing-file':
      return `${target.sure ? 'surely' : 'likely'} missing ${target.path}`;
    case 'missing-anchor':
      return `${target.sure ? 'surely' : 'likely'} no #${target.anchor} in ${target.runbook.path}`;
    case 'outside':
      return 'outside';
  }
}

describe('a path', () => {
  it.each([
    ['from the file', '../../docs/runbooks/q.md', 'docs/runbooks/q.md'],
    ['from the root', '/docs/runbooks/q.md', 'docs/runbooks/q.md'],
    ['from the root without a slash', 'docs/runbooks/q.md', 'docs/runbooks/q.md'],
    ['without extension', 'docs/runbooks/q', 'docs/runbooks/q.md'],
    ['with an anchor', 'docs/runbooks/q.md#second-one', 'docs/runbooks/q.md § Second one'],
    ['with an anchor in another spelling', 'docs/runbooks/q.md#SecondOne', 'docs/runbooks/q.md § Second one'],
    ['with an anchor that is not there', 'docs/runbooks/q.md#third', 'surely no #third in docs/runbooks/q.md'],
    ['to a page that is not there', 'docs/runbooks/r.md', 'surely missing docs/runbooks/r.md'],
    ['to a folder that was not read', 'wiki/pages/r.md', 'outside'],
    ['of another kind of file', '../../docs/runbooks/r.rst', 'outside'],
    ['without extension to a page that is not there', 'docs/runbooks/r', 'outside'],
    ['with the name of the alert as its hole', '../../docs/runbooks/{{ $labels.alertname }}.md', 'docs/runbooks/QueueStuck.md'],
    ['with another hole', '../../docs/runbooks/{{ $labels.job }}.md', 'outside'],
  ])('%s', async (_, url, expected) => {
    expect(await follow(url, ['docs/runbooks/q.md', 'docs/runbooks/QueueStuck.md'])).toBe(expected);
  });
});

describe('an address of a source host', () => {
  it.each([
    ['of GitHub', 'https://github.com/acme/shop/blob/main/docs/runbooks/q.md', 'docs/runbooks/q.md'],
    ['with slashes in its branch', 'https://github.com/acme/shop/blob/release/v1/docs/runbooks/q.md#title', 'docs/runbooks/q.md § Title'],
    ['of GitLab', 'https://gitlab.acme.test/a/b/c/-/blob/main/docs/runbooks/q.md', 'docs/runbooks/q.md'],
    ['raw', 'https://raw.githubusercontent.com/acme/shop/main/docs/runbooks/q.md', 'docs/runbooks/q.md'],
    ['to a page that is not here', 'https://github.com/acme/shop/blob/main/docs/runbooks/r.md', 'outside'],
  ])('%s', async (_, url, expected) => {
    expect(await follow(url, ['docs/runbooks/q.md'])).toBe(expected);
  });
});

describe('an address that the site maps to a folder', () => {
  const map = [{ url: 'https://runbooks.acme.test/', folder: 'content/runbooks' }];
  it.each([
    ['plain', 'https://runbooks.acme.test/q', 'content/runbooks/q.md'],
    ['with a slash behind', 'https://runbooks.acme.test/q/', 'content/runbooks/q.md'],
    ['with extension', 'https://runbooks.acme.test/q.html', 'content/runbooks/q.md'],
    ['as a folder', 'https://runbooks.acme.test/deep/', 'content/runbooks/deep/index.md'],
    ['that is not there', 'https://runbooks.acme.test/r', 'surely missing content/runbooks/r.md'],
    ['of another site', 'https://runbooks.acme.test.evil/q', 'outside'],
  ])('%s', async (_, url, expected) => {
    expect(await follow(url, ['content/runbooks/q.md', 'content/runbooks/deep/index.md'], map)).toBe(expected);
  });
});

describe('addresses whose ends are the names of pages', () => {
  const pages = ['content/rb/a.md', 'content/rb/b.md', 'content/rb/c.md'];
  const site = (name: string) => `https://rb.acme.test/x/${name}`;

  it('say where their prefix lies', async () => {
    expect(await follow([site('a'), site('b')], pages)).toBe('content/rb/a.md');
  });
  it('say nothing when there is only one', async () => {
    expect(await follow([site('a')], pages)).toBe('outside');
  });
  it('tell a missing page when most others are there', async () => {
    expect(await follow([site('gone'), site('a'), site('b'), site('c')], pages)).toBe('likely missing content/rb/gone.md');
  });
  it('tell no missing page when few others are there', async () => {
    expect(await follow([site('gone'), site('a'), site('b'), site('d'), site('e')], pages)).toBe('outside');
  });
});

it('joins an alert to pages by name', async () => {
  const text = 'groups:\n  - name: g\n    rules:\n      - alert: QueueStuck\n        expr: up == 0\n';
  const documents = new Map(
    [
      createDocument('a.yml', text),
      createDocument('runbooks/queue-stuck.md', PAGE),
      createDocument('runbooks/all.md', '# All\n\n## Queue Stuck\n\n1. Restart it.\n2. Call 4711.\n'),
      createDocument('docs/other.md', '# Other\n'),
    ].map((document) => [document.path, document]),
  );
  const { project } = await lintDocuments(documents, { settings: DEFAULT_SETTINGS, rules: [] });
  const [check] = project.checks;
  expect(check && project.runbooksOf(check).map(({ path }) => path)).toEqual(['runbooks/queue-stuck.md', 'runbooks/all.md']);
});
