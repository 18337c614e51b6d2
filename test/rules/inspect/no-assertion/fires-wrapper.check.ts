import { ApiCheck } from 'checkly/constructs';

const health = (name: string) => new ApiCheck(name, { name, request: { url: `https://${name}.example.org/health`, method: 'GET' } });

health('search');
