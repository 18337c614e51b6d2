import { EmailAlertChannel } from 'checkly/constructs';

export const duty = new EmailAlertChannel('duty', { address: 'duty@tickets.example' });
