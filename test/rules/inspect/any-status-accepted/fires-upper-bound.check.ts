import { ApiCheck, AssertionBuilder } from 'checkly/constructs';

new ApiCheck('a', { name: 'Any', request: { url: 'https://a.example.org/', method: 'GET', assertions: [AssertionBuilder.statusCode().lessThan(600), AssertionBuilder.responseTime().lessThan(500)] } });
