import { defineConfig } from 'checkly';
import { Frequency } from 'checkly/constructs';
import { duty } from './checks/channels';

export default defineConfig({
  projectName: 'Ticket shop',
  logicalId: 'ticket-shop',
  checks: {
    frequency: Frequency.EVERY_5M,
    locations: ['eu-central-1'],
    alertChannels: [duty],
    checkMatch: 'checks/**/*.check.ts',
  },
});
