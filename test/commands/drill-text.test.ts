import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { drillText } from '../../src/commands/drill-text.ts';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { createDocument } from '../../src/document.ts';
import { lintDocuments } from '../../src/lint.ts';
import { targetsOf } from '../../src/targets.ts';

const TEXT = `groups:
  - name: pump
    rules:
      - alert: PumpDown
        expr: up{job="pump"} == 0
      - alert: PumpAnswersWithErrorsForLongerThanAnybodyShouldAccept
        expr: up{job="pump"} == 0 or on () absent(up{job="pump"})
`;

async function drawn(width: number, why = false): Promise<string> {
  const documents = new Map([['pump.yml', createDocument('pump.yml', TEXT)]]);
  const { project } = await lintDocuments(documents, { settings: DEFAULT_SETTINGS, rules: [] });
  return [...drillText(targetsOf(project), documents, { colors: picocolors.createColors(false), width, why })].join('');
}

describe('the drill on a terminal', () => {
  it.each([60, 80, 100, 160])('of %i columns is drawn within them', async (width) => {
    const lines = (await drawn(width)).split('\n').filter((line) => /[●○?] (?:red|green|unknown)(?: |$)/.test(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
  });

  it('says every verdict in words', async () => {
    expect(await drawn(160)).toMatch(/^PumpDown +● red +● red +○ green +○ green +○ green +○ green$/m);
    expect(await drawn(160)).toMatch(/^together +● red/m);
  });

  it('becomes a list where it is narrow, and gives the reasons where they are wanted', async () => {
    expect(await drawn(60)).toMatch(/^ {2}gone {6}● red$/m);
    expect(await drawn(160, true)).toMatch(/^ {2}gone {6}● red {6}the scrape fails/m);
  });
});
