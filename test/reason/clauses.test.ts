import { describe, expect, it } from 'vitest';
import { createWords, words } from '../../src/knowledge/words.ts';
import { clarityOf, tellsWhatToDo } from '../../src/reason/clarity.ts';

const read = (text: string) => clarityOf(text, words);

describe('cases and what follows them', () => {
  it.each([
    ['If the lamp is red, call 4711.', [['If the lamp is red', 'call 4711']]],
    ['If the lamp is red then call 4711', [['If the lamp is red', 'then call 4711']]],
    ['If the lamp is red restart the pump.', [['If the lamp is red', 'restart the pump']]],
    ['Restart the pump if it hangs.', [['if it hangs', 'Restart the pump']]],
    ['Lag below 100; otherwise, restart the consumer.', [['otherwise', 'restart the consumer']]],
    ['If the queue is full:\n- drain it\n- call 4711', [['If the queue is full', '']]],
    ['If the queue is full,', [['If the queue is full', undefined]]],
    ['If the queue is full:', [['If the queue is full', undefined]]],
    // Its answer may stand in it.
    ['If the queue is full some orders are lost.', [['If the queue is full some orders are lost', '']]],
    ['Drain the queue. Otherwise', [['Otherwise', undefined]]],
    ['If the queue (or its copy) is full, drain it', [['If the queue (or its copy) is full', 'drain it']]],
    // Questions, and conditions of the alert itself.
    ['Check if the pump is running.', []],
    ['Alert if the pump is down.', []],
    ['What if it is not?', []],
  ])('%s', (text, expected) => {
    expect(read(text).branches.map((branch) => [branch.text, branch.then?.text])).toEqual(expected);
  });
});

describe('readings that are right', () => {
  it.each([
    ['The lag should be below 100.', ['should be below 100']],
    ['Look at the lamp: it must be green, not red.', ['must be green']],
    ['Check the ingester log for `timeout`.', ['for `timeout`']],
    ['The pump should be restarted.', []],
    ['If the lamp is green, go on.', []],
    ['The lamp is red.', []],
  ])('%s', (text, expected) => {
    expect(read(text).expectations.map((phrase) => phrase.text)).toEqual(expected);
  });
});

describe('times of what is to be done', () => {
  it.each([
    ['Call the harbour desk within 15 minutes.', ['within 15 minutes']],
    ['Restart it; if it hangs longer than 5m, call 4711', ['longer than 5m']],
    ['Call 4711 within the hour', ['within the hour']],
    // The alert's own time.
    ['The host was down for more than 5 minutes.', []],
    ['The disk will be full within 4 hours.', []],
  ])('%s', (text, expected) => {
    expect(read(text).deadlines.map((phrase) => phrase.text)).toEqual(expected);
  });
});

it.each([
  ['Maybe restart the pump if needed.', ['Maybe', 'if needed']],
  ['The pump is probably broken.', []],
])('%s leaves open %j', (text, expected) => {
  expect(read(text).hedges.map((phrase) => phrase.text)).toEqual(expected);
});

it.each([
  ['Investigate.', ['look']],
  ['Fix the issue.', ['act']],
  ['Contact the admin.', ['call']],
  ['Contact the harbour desk.', []],
])('%s is vague: %j', (text, expected) => {
  expect(read(text).vague.map(({ told }) => told)).toEqual(expected);
});

describe('the words of a site', () => {
  const site = createWords({ actions: ['Bounce'], looks: ['eyeball'], teams: ['Technical Support'], commands: ['shopctl'], vague: ['platform'], placeholders: ['see wiki'] });
  const tells = (text: string, own = site) => tellsWhatToDo(clarityOf(text, own));

  it.each(['Please bounce the ingester', 'Eyeball the lag panel', 'Contact technical support', '`shopctl orders`'])('%s', (text) => {
    expect(tells(text)).toBe(true);
    expect(tells(text, words)).toBe(false);
  });

  it('names nothing by words that the site calls vague', () => {
    expect(tells('Check the platform')).toBe(false);
    expect(tells('Check the platform', words)).toBe(true);
  });

  it('bends verbs', () => {
    expect(tells('The ingester should be bounced')).toBe(true);
  });

  it('knows texts that stand for nothing', () => {
    expect(site.placeholders.whole.has('see wiki')).toBe(true);
  });
});
