import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import picocolors from 'picocolors';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { createDocument } from '../../src/document.ts';
import { lintDocuments, type Report } from '../../src/lint.ts';
import type { Style } from '../../src/reporters/index.ts';
import { html } from '../../src/reporters/html.ts';
import { finding, sharedReport } from './report.ts';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = process.env.VIGILINT_CHROMIUM ?? BROWSERS.find((file) => existsSync(file));

const plain: Style = { colors: picocolors.createColors(false), width: 100, quiet: false, verbose: false, folder: '' };
const pageOf = (report: Report): string => [...html(report, plain)].join('');

/** A project with something to say at every link of the chain. */
const PROJECT = {
  'rules.yml': `groups:
  - name: pump
    rules:
      - alert: PumpDown
        expr: up{job="pump"} == 0
        labels: { severity: page, team: water }
        annotations:
          impact: Households have no water.
          runbook_url: runbooks/PumpDown.md
      - alert: NeverRed
        expr: rate(valve_moves_total[5m]) < 0
        annotations: { description: TODO }
`,
  'runbooks/PumpDown.md': '# PumpDown\n\n## Mitigation\n\n1. Run `systemctl restart pump` on the pump house.\n',
  'compose.yaml': 'services:\n  shop:\n    image: shop\n    healthcheck:\n      test: curl -s http://localhost/health || exit 1\n',
  '<img src=x onerror=alert(1)>.rules.yml': 'groups:\n  - name: "</script><script>document.title=`owned`</script>"\n    rules:\n      - alert: "\\"><script>document.title=`owned`</script><img src=https://example.com/x onerror=document.title=`owned`>"\n        expr: vector(1) # </pre><script>document.title=`owned`</script>\n',
};

function lintProject(): Promise<Report> {
  return lintDocuments(new Map(Object.entries(PROJECT).map(([name, text]) => [name, createDocument(name, text)])), { settings: DEFAULT_SETTINGS });
}

describe('the page as text', () => {
  const page = pageOf(sharedReport());

  it('allows its own script and style, by hash, and nothing else', () => {
    const policy = /content="(default-src[^"]*)"/.exec(page)?.[1] ?? '';
    for (const element of ['script', 'style']) {
      const bodies = [...page.matchAll(new RegExp(`<${element}[^>]*>([^]*?)</${element}>`, 'g'))].map(([, body = '']) => body);
      expect(bodies, element).toHaveLength(1);
      expect(policy).toContain(`${element}-src 'sha256-${createHash('sha256').update(bodies[0] ?? '').digest('base64')}'`);
    }
    expect(policy).toContain("default-src 'none'");
  });

  it('asks for nothing from elsewhere', () => {
    expect(page).not.toMatch(/\b(?:src|href|action|data)="(?!#|data:,)/);
    expect(page).not.toMatch(/@import|url\(/);
  });
});

describe.skipIf(executablePath === undefined)(`the page in a browser${executablePath === undefined ? ' (skipped: no Chromium; install it or set VIGILINT_CHROMIUM)' : ''}`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigilint-html-'));
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }), args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a report without a network; what the page complains of or asks for from elsewhere ends up in `trouble`. */
  async function open(report: Report, javaScriptEnabled = true): Promise<{ page: Page; trouble: string[] }> {
    const file = path.join(folder, 'report.html');
    writeFileSync(file, pageOf(report));
    const context = await browser.newContext({ javaScriptEnabled, offline: true });
    const page = await context.newPage();
    const trouble: string[] = [];
    const address = pathToFileURL(file).href;
    page.on('console', (message) => trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('dialog', (dialog) => trouble.push(dialog.message()));
    page.on('request', (request) => {
      if (request.url() !== address && !request.url().startsWith('data:')) trouble.push(request.url());
    });
    await page.goto(address);
    return { page, trouble };
  }

  it('opens, says the score, draws chains and drills', async () => {
    const { page, trouble } = await open(await lintProject());
    expect(await page.locator('.score').textContent()).toMatch(/^\d+ of \d+ checks and runbooks do not keep their promise\.$/);
    const pump = page.locator('.target', { hasText: 'job pump' });
    expect(await pump.locator('.chain > li .name').allTextContents()).toEqual(['Lights', 'Checks', 'People', 'Runbooks', 'Customer']);
    expect(await pump.locator('.chain > li').nth(0).textContent()).toContain('✗ broken');
    expect(await pump.locator('.chain > li').nth(2).textContent()).toContain('water');
    expect(await pump.locator('.chain > li').nth(3).textContent()).toContain('PumpDown');
    expect(await pump.locator('.chain > li').nth(4).textContent()).toContain('Households have no water');
    expect(await pump.locator('tbody tr').first().locator('td').allTextContents()).toEqual(['● goes red', '● goes red', '○ stays green', '○ stays green', '○ stays green', '○ stays green']);
    expect(await page.locator('.finding .source mark').first().textContent()).not.toBe('');
    expect(trouble).toEqual([]);
  });

  it('filters and searches, and says how many are left', async () => {
    const { page, trouble } = await open(sharedReport());
    const count = page.getByRole('status');
    const shown = page.locator('.finding:visible');
    expect(await count.textContent()).toBe('13 of 13 findings');
    await page.getByRole('searchbox').fill('presence PUMP');
    await expect.poll(() => count.textContent()).toBe('1 of 13 findings');
    expect(await shown.locator('.title').allTextContents()).toEqual(['PumpDown sees only whether the pump is there']);
    await page.getByRole('searchbox').fill('');
    await page.getByRole('checkbox', { name: /error/ }).uncheck();
    await expect.poll(() => count.textContent()).toBe('6 of 13 findings');
    await page.getByRole('combobox').selectOption('act');
    await expect.poll(() => count.textContent()).toBe('3 of 13 findings');
    await page.getByRole('button', { name: 'Unfold all' }).click();
    expect(await page.locator('.finding[open]').count()).toBe(3);
    expect(trouble).toEqual([]);
  });

  it.each([
    ['names and sources of a project', lintProject],
    ['messages, paths and ids', () => Promise.resolve(sharedReport())],
  ])('shows hostile words and runs none of them: %s', async (_, report) => {
    const { page, trouble } = await open(await report());
    expect(await page.title()).toBe('vigilint: what the checks would say');
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('img, iframe, object, embed, link:not([rel=icon]), a:not([href^="#"]), [onerror], [onload]').count()).toBe(0);
    expect(await page.locator('body').textContent()).toMatch(/<script>|<img src=x/);
    expect(trouble).toEqual([]);
  });

  it('can be read without its script', async () => {
    const { page } = await open(sharedReport(), false);
    expect(await page.locator('.finding').count()).toBe(13);
    expect(await page.locator('#tools').isVisible()).toBe(false);
  });

  it('can be used with the keyboard and a screen reader', async () => {
    const { page } = await open(await lintProject());
    for (const landmark of ['banner', 'main', 'contentinfo', 'navigation', 'search'] as const) expect(await page.getByRole(landmark).count(), landmark).toBe(1);
    const levels = await page.evaluate<number[]>(`Array.from(document.querySelectorAll('h1, h2, h3'), (heading) => Number(heading.nodeName[1]))`);
    expect(levels[0]).toBe(1);
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1), 'no level of heading is skipped').toBe(true);
    expect(await page.locator('th:not([scope])').count()).toBe(0);
    expect(await page.locator('table:not(:has(thead))').count()).toBe(0);
    expect(await page.locator('input:not([aria-label]):not(label input), select:not([aria-label])').count()).toBe(0);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('To the findings');
    const summary = page.locator('.finding summary').first();
    const wasOpen = await page.locator('.finding').first().getAttribute('open');
    await summary.focus();
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    expect(await page.locator('.finding').first().getAttribute('open')).not.toBe(wasOpen);
  });

  it('stays usable with four thousand findings', async () => {
    const one = sharedReport();
    const many = Array.from({ length: 4000 }, (_, index) => finding('act/no-action', { path: 'rules/pump.yml', start: index % 90, end: (index % 90) + 4 }, `finding ${index}`));
    const { page } = await open({ ...one, findings: many });
    await page.getByRole('searchbox').fill('finding 3999');
    await expect.poll(() => page.getByRole('status').textContent()).toBe('1 of 4000 findings');
    expect(await page.locator('.finding:visible').count()).toBe(1);
  });

  it.each(['light', 'dark'] as const)('has enough contrast where it is %s', async (colorScheme) => {
    const { page } = await open(await lintProject());
    await page.emulateMedia({ colorScheme });
    // https://www.w3.org/TR/WCAG22/#contrast-minimum: every text against the nearest ground below it.
    const low = await page.evaluate(`(() => {
      const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
      const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
      const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const color = rgb(getComputedStyle(at).backgroundColor);
          if (color.length === 3 || color[3] > 0) return color;
        }
        return [255, 255, 255];
      };
      const texts = [...document.querySelectorAll('body *')].filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && element.checkVisibility() && element.localName !== 'script');
      return texts.flatMap((element) => {
        const [a, b] = [light(rgb(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        return ratio < 4.5 ? [element.className + ' ' + element.textContent.slice(0, 30) + ' ' + ratio.toFixed(2)] : [];
      });
    })()`);
    expect(low).toEqual([]);
  });
});
