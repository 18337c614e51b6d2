import { describe, expect, it } from 'vitest';
import { readAnnotations, type Field } from '../../../src/formats/common/annotations.ts';

const fields = (values: Record<string, string>): Field[] =>
  Object.entries(values).map(([key, value]) => {
    const at = { path: 'a.yml', start: 0, end: value.length };
    return { key, value, at, part: (start, end) => ({ path: 'a.yml', start, end }) };
  });
const read = (annotations: Record<string, string>, labels: Record<string, string> = {}) => readAnnotations(fields(labels), fields(annotations));

describe('readAnnotations', () => {
  it.each([
    ['team', 'a'],
    ['owner', 'a'],
    ['support_group', 'a'],
    ['slack_channel', '#a'],
    ['destination', 'slack-a'],
    ['ownerTeam', 'a'],
    ['owner-team', 'a'],
  ])('takes label %s for an owner', (key, value) => {
    expect(read({}, { [key]: value }).audience.owner?.text).toBe(value);
  });

  it.each(['service', 'tier', 'component', 'context', 'job', 'namespace', 'type', 'severity'])('does not take label %s for an owner', (key) => {
    expect(read({}, { [key]: 'a' }).audience.owner).toBeUndefined();
  });

  it('prefers a team to a channel', () => {
    expect(read({}, { slack_channel: '#a', team: 'plant' }).audience.owner?.text).toBe('plant');
  });

  it.each(['runbook_url', 'runbook', 'runbookUrl', 'playbook', 'documentation', 'docs', 'wiki_url', 'sop'])('takes %s for a runbook', (key) => {
    expect(read({ [key]: 'https://example.com/a' }).response.runbooks.map(({ url }) => url)).toEqual(['https://example.com/a']);
  });

  it('keeps a placeholder where a link should be', () => {
    expect(read({ runbook: 'TODO' }).response.runbooks.map(({ url }) => url)).toEqual(['TODO']);
  });

  it('takes sentences in a runbook field for an action', () => {
    const { runbooks, texts } = read({ runbook: 'Restart the pump at panel P2.' }).response;
    expect(runbooks).toEqual([]);
    expect(texts.map(({ role }) => role)).toEqual(['action']);
  });

  it('finds pages within a text, and their places', () => {
    const value = 'See https://wiki.example.com/pumps#fault, then call.';
    const [link] = read({ description: value }).response.runbooks;
    expect(link?.url).toBe('https://wiki.example.com/pumps#fault');
    expect(value.slice(link?.at.start, link?.at.end)).toBe('https://wiki.example.com/pumps#fault');
  });

  it('does not take a dashboard in a text for a page', () => {
    expect(read({ description: 'See https://grafana.example.com/d/pumps for the numbers.' }).response.runbooks).toEqual([]);
  });

  it('sorts texts by role', () => {
    const { texts } = read({ title: 'A', summary: 'B', message: 'C', impact: 'D', remediation: 'E', note: 'three words here', id: 'x' }).response;
    expect(texts.map(({ key, role }) => `${key} ${role}`)).toEqual(['title title', 'summary summary', 'message description', 'impact impact', 'remediation action', 'note other']);
  });

  it('reads the texts and links that people put into labels', () => {
    const { texts, runbooks, links } = read({}, { meta: 'The store is gone', playbook: 'docs/store', dashboard: 'stores', service: 'a b c' }).response;
    expect(texts.map(({ key }) => key)).toEqual(['meta']);
    expect(runbooks.map(({ url }) => url)).toEqual(['docs/store']);
    expect(links.map(({ url }) => url)).toEqual(['stores']);
  });

  it('leaves out what is empty', () => {
    expect(read({ description: ' ', runbook_url: '' }, { team: '' })).toEqual({ response: { texts: [], runbooks: [], links: [] }, audience: { recipients: 'unknown' } });
  });

  it('finds severity, customer and impact', () => {
    const { response, audience } = read({ impact: 'Tank 3 overflows.' }, { severity: 'page', product: 'water' });
    expect(response.severity?.text).toBe('page');
    expect(audience.customer?.text).toBe('water');
    expect(audience.impact?.text).toBe('Tank 3 overflows.');
  });
});
