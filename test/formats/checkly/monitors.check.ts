import { ApiCheck, AssertionBuilder, CheckGroup, GrpcMonitor, SlackAlertChannel, SslMonitor } from 'checkly/constructs';

const slack = new SlackAlertChannel('slack', { url: 'https://hooks.slack.com/services/x', channel: '#shop' });
const group = new CheckGroup('paused', { name: 'Paused', muted: true, locations: ['eu-west-1'], alertChannels: [slack] });

new SslMonitor('certificate', { name: 'Certificate', request: { hostname: 'shop.example.org', sslConfig: { alertDaysBeforeExpiry: 20 } } });
new GrpcMonitor('stock', { name: 'Stock', request: { url: 'stock.example.org', port: 50051, grpcConfig: { mode: 'HEALTH', service: 'stock' } } });
new GrpcMonitor('price', { name: 'Price', request: { url: 'stock.example.org', port: 50051, grpcConfig: { mode: 'BEHAVIOR', method: 'Price' } } });
new ApiCheck('gone', {
  name: 'Old basket is gone',
  shouldFail: true,
  groupId: group.ref(),
  request: { url: 'https://shop.example.org/old', method: 'GET', assertions: [AssertionBuilder.statusCode().equals(404)] },
});
