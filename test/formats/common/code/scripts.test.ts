import { describe, expect, it } from 'vitest';
import { createDocument } from '../../../../src/document.ts';
import { handlerItems } from '../../../../src/formats/common/code/handlers.ts';
import { journeyItems } from '../../../../src/formats/common/code/playwright.ts';
import healthEndpoint from '../../../../src/formats/health-endpoint.ts';
import type { Item } from '../../../../src/model/index.ts';
import { surroundingsOf } from '../../../../src/understand.ts';

type Read = (document: ReturnType<typeof createDocument>, around: ReturnType<typeof surroundingsOf>) => Iterable<Item>;

/** What the first check of the first file looks at. */
function lookOf(read: Read, files: Record<string, string>) {
  const documents = new Map(Object.entries(files).map(([path, text]) => [path, createDocument(path, text)]));
  const [first = createDocument('', '')] = documents.values();
  const check = [...read(first, surroundingsOf(documents))].find((item) => 'observes' in item);
  return check && 'observes' in check ? check.observes : undefined;
}

/** The assertions of a test, each with its flaw. */
function asserted(body: string, files: Record<string, string> = {}, head = "import { expect, test } from '@playwright/test';"): string[] {
  const text = `${head}\ntest('a', async ({ page, shop }) => { await page.goto('https://shop.example'); ${body} });`;
  const look = lookOf((document, around) => journeyItems(document, around, 'playwright'), { 'a.spec.ts': text, ...files });
  return look?.via === 'script' ? look.asserts.map(({ text: words, flaw }) => (flaw ? `${words}: ${flaw.is}` : words)) : [];
}

describe('what a script asserts', () => {
  it.each<[string, string[]]>([
    ['function never() { expect(page.title()).toBe(1); }', []],
    ['const never = () => { expect(page.title()).toBe(1); };', []],
    ['function once() { expect(1 + page.x).toBe(2); } once();', ['expect(1 + page.x).toBe(2)']],
    ["const once = () => { expect(page.x).toBe(2); }; await test.step('x', once);", ['expect(page.x).toBe(2)']],
    ["await test.step('x', async () => { expect(page.x).toBe(2); });", ['expect(page.x).toBe(2)']],
    ['for (const x of list) expect(page.x).toBe(x);', ['expect(page.x).toBe(x)']],
    ["void expect(page.y).toBeVisible();", ['expect(page.y).toBeVisible(): unawaited']],
    ['expect.poll(() => page.x).toBe(2);', ['expect.poll(() => page.x).toBe(2): unawaited']],
    ['await expect.poll(() => page.x).toBe(2);', ['expect.poll(() => page.x).toBe(2)']],
    ['expect(page.y).resolves.toBe(2);', ['expect(page.y).resolves.toBe(2): unawaited']],
    ['expect(async () => { page.z; }).toPass();', ['expect(async () => { page.z; }).toPass(): unawaited']],
    ['return expect(page.y).toBeVisible();', ['expect(page.y).toBeVisible()']],
  ])('%s', (body, expected) => {
    expect(asserted(body)).toEqual(expected);
  });

  const PAGES = 'import { expect } from "@playwright/test"; class Base { async sees() { expect(this.page.x).toBe(1); } } export class Shop extends Base { async opens() { await this.sees(); } }';

  it('in page objects, in what they inherit and call of their own', () => {
    expect(asserted("const s = new Shop(page); await s.opens();", { 'shop.ts': PAGES }, "import { expect, test } from '@playwright/test'; import { Shop } from './shop';")).toEqual(['expect(this.page.x).toBe(1)']);
  });

  it('in page objects that a fixture hands over', () => {
    const fixtures = 'import { test as base } from "@playwright/test"; import { Shop } from "./shop"; export const test = base.extend({ shop: async ({ page }, use) => { await use(new Shop(page)); } });';
    expect(asserted('await shop.sees();', { 'shop.ts': PAGES, 'fixtures.ts': fixtures }, "import { test } from './fixtures';")).toEqual(['expect(this.page.x).toBe(1)']);
  });
});

describe('what an endpoint answers', () => {
  const statuses = (files: Record<string, string>): unknown => {
    const look = lookOf(handlerItems, files);
    return look?.via === 'handler' ? look.answers.map(({ status }) => status) : undefined;
  };

  it.each<[string, unknown]>([
    ["router.get('/health', (ctx) => { ctx.body = 'ok'; });", [200]],
    ["router.get('/health', (ctx) => { ctx.status = 503; ctx.body = 'bad'; });", [503]],
  ])('Koa: %s', (text, expected) => {
    expect(statuses({ 'a.ts': text })).toEqual(expected);
  });

  it.each([
    ["export async function GET() { return Response.json({}); }"],
    ["async function handler() { return Response.json({}); } export { handler as GET };"],
    ["export { handler as GET } from '../../lib';"],
  ])('Next.js: %s', (text) => {
    expect(statuses({ 'app/health/route.ts': text, 'lib.ts': 'export async function handler() { return Response.json({}); }' })).toEqual([200]);
  });

  it.each<[string, boolean]>([
    ["app.get('/health', handler)", true],
    ["app.get(`/api/ready`, handler)", true],
    ["server.route({ url: '/status/', handler })", true],
    ["@Controller('health') class A {}", true],
    ["@Controller({ path: 'health' }) class A {}", true],
    ["const app = { status: 'ok', kind: 'status' };", false],
    ["import { health } from './app/health-store';", false],
    ["app.use('/users', users); const state = 'ready';", false],
  ])('parses only files with such a path: %s', (text, expected) => {
    expect(healthEndpoint.claims(createDocument('src/a.ts', `import nest from '@nestjs/common'; ${text}`))).toBe(expected);
  });
});
