import { ApiCheck, AssertionBuilder } from 'checkly/constructs';

new ApiCheck('a', { name: 'A', request: { url: 'https://a.example.org/', method: 'GET', assertions: [AssertionBuilder.statusCode().lessThan(600), AssertionBuilder.textBody().contains('Welcome')] } });
new ApiCheck('b', { name: 'B', request: { url: 'https://b.example.org/', method: 'GET', assertions: [AssertionBuilder.statusCode().lessThan(400)] } });
