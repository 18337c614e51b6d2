import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/settings.ts';
import { createDocument } from '../../src/document.ts';
import { lintDocuments } from '../../src/lint.ts';

/** What is found in one file, as `line rule id`. */
async function foundIn(text: string): Promise<string[]> {
  const { findings, documents } = await lintDocuments(new Map([['slos/orders.yml', createDocument('slos/orders.yml', text)]]), { settings: DEFAULT_SETTINGS });
  return findings.map(({ at, rule, subject }) => `${documents.get(at.path)?.lines().positionOf(at.start).line ?? 0} ${rule} ${subject?.id ?? ''}`);
}

const OBJECTIVE = `version: prometheus/v1
service: shop
slos:
  - name: orders
    objective: 99.9
    description: Customers can order.
    labels: { team: shop }
    sli:
      events:
        error_query: sum(rate(orders_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(orders_total[{{.window}}]))
    alerting:
      name: OrdersFail
`;

describe('one text that two alerts are given', () => {
  it('is reported once, for the first of them', async () => {
    const found = await foundIn(`${OBJECTIVE}      annotations:
        summary: Orders fail.
`);
    expect(found).toEqual(['15 act/restated-name slo:shop/orders/page']);
  });

  it('is reported for each where each has its own', async () => {
    const found = await foundIn(`${OBJECTIVE}      page_alert:
        annotations: { summary: Orders fail. }
      ticket_alert:
        annotations: { summary: Orders fail. }
`);
    expect(found).toEqual(['15 act/restated-name slo:shop/orders/page', '17 act/restated-name slo:shop/orders/ticket']);
  });
});
