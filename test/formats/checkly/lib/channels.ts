import { PagerdutyAlertChannel } from 'checkly/constructs';

export const onCall = new PagerdutyAlertChannel('pager', { serviceName: 'shop on call', serviceKey: process.env.PAGER_KEY ?? '' });
