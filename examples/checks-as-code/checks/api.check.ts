import { ApiCheck, AssertionBuilder } from 'checkly/constructs';

const SHOP = 'https://tickets.example';

/** Every page of the API answers, and with what it is asked for. */
function apiCheck(name: string, path: string, field: string): ApiCheck {
  return new ApiCheck(`api-${name}`, {
    name: `API: ${name}`,
    request: {
      method: 'GET',
      url: `${SHOP}${path}`,
      assertions: [AssertionBuilder.statusCode().equals(200), AssertionBuilder.jsonBody(field).isNotNull()],
    },
  });
}

apiCheck('events', '/api/events', '$.events[0].id');
apiCheck('prices', '/api/prices', '$.prices[0].amount');

// Somebody wanted it to be quiet during the move, last spring.
new ApiCheck('checkout', {
  name: 'API: checkout',
  muted: true,
  request: {
    method: 'POST',
    url: `${SHOP}/api/checkout`,
    assertions: [AssertionBuilder.statusCode().lessThan(600)],
  },
});
