import { ApiCheck, AssertionBuilder, BrowserCheck, CheckGroupV2, DnsMonitor, HeartbeatMonitor, IcmpMonitor, TcpMonitor, UrlMonitor } from 'checkly/constructs';
import { onCall } from './lib/channels';

const base = 'https://shop.example.org';
const group = new CheckGroupV2('shop', { name: 'Shop', alertChannels: [onCall] });

new ApiCheck('basket', {
  name: 'Basket answers',
  description: 'Customers cannot pay. Undo the last release, then call the shop team.',
  group,
  request: {
    url: `${base}/api/basket`,
    method: 'GET',
    assertions: [AssertionBuilder.statusCode().equals(200), AssertionBuilder.jsonBody('$.state').equals('open'), AssertionBuilder.responseTime().lessThan(800)],
  },
});

new ApiCheck('any', { name: 'Any answer', request: { url: `${base}/`, method: 'GET', assertions: [AssertionBuilder.statusCode().lessThan(600)] } });

new UrlMonitor('page', { name: 'Page', muted: true, request: { url: base } });

new TcpMonitor('mail', { name: 'Mail', request: { hostname: 'mail.example.org', port: 25 } });

new DnsMonitor('name', { name: 'Name', request: { recordType: 'A', query: 'shop.example.org' } });

new IcmpMonitor('router', { name: 'Router', request: { hostname: 'router.example.org' } });

new HeartbeatMonitor('backup', { name: 'Nightly backup', period: 1, periodUnit: 'days', grace: 2, graceUnit: 'hours' });

new BrowserCheck('pay', { name: 'Pay', activated: false, code: { entrypoint: './pay.spec.ts' } });

function health(name: string, path = '/health') {
  return new ApiCheck(name, { name: `${name} health`, request: { url: `https://${name}.example.org${path}`, method: 'GET' } });
}

health('search');
health('stock', '/ready');
