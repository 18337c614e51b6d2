import type { Check, Item, Recipient } from '../../model/index.ts';
import { symbolicText, type CloudProperties } from '../common/cloud-value.ts';
import { monitorCheck, testCheck, type DatadogAssertion, type DatadogRequest } from '../common/datadog.ts';
import { isWritten } from '../common/written.ts';
import { serviceBehind } from './pagerduty.ts';
import type { Resource, Translate } from './resource.ts';
import { blockAt, blocksAt, booleanAt, given, headOf, numberAt, textAt, textsAt, valueAt } from './written.ts';

/** https://registry.terraform.io/providers/DataDog/datadog/latest/docs/resources/monitor */
export const translateMonitor: Translate = function* (resource, all): Generator<Item> {
  const { id, span, properties } = resource;
  const draft = textAt(properties, 'draft_status') === 'draft' ? properties.get('draft_status')?.at : undefined;
  const check = monitorCheck({
    id,
    format: resource.format,
    name: headOf(resource, 'name'),
    span,
    query: valueAt(properties, 'query'),
    message: valueAt(properties, 'message'),
    tags: textsAt(properties, 'tags'),
    priority: valueAt(properties, 'priority'),
    ...given({ type: textAt(properties, 'type'), tellsNoData: booleanAt(properties, 'notify_no_data'), onMissingData: textAt(properties, 'on_missing_data'), draft }),
  });
  yield withServices(withHoles(check, properties), all);
};

/** https://registry.terraform.io/providers/DataDog/datadog/latest/docs/resources/synthetics_test */
export const translateTest: Translate = function* (resource, all): Generator<Item> {
  const { id, span, properties } = resource;
  const steps = blocksAt(properties, 'api_step');
  const options = blockAt(properties, 'options_list');
  const paused = textAt(properties, 'status') === 'paused' ? properties.get('status')?.at : undefined;
  const check = testCheck({
    id,
    format: resource.format,
    name: headOf(resource, 'name'),
    span,
    message: valueAt(properties, 'message'),
    tags: textsAt(properties, 'tags'),
    priority: valueAt(options, 'monitor_priority'),
    requests: (steps.length > 0 ? steps : [properties]).map((step) => requestOf(step, resource)),
    steps: blocksAt(properties, 'browser_step').map((step) => ({ type: textAt(step, 'type') ?? '', at: step.get('type')?.at ?? span })),
    ...given({ type: textAt(properties, 'type'), subtype: textAt(properties, 'subtype'), every: numberAt(options, 'tick_every'), paused }),
  });
  yield withServices(withHoles(check, properties), all);
};

/** `@pagerduty-shop` is the service whose key Datadog knows by that name. */
function withServices(check: Check, all: readonly Resource[]): Check {
  const { recipients } = check.audience;
  if (recipients === 'unknown') return check;
  const known = recipients.map((recipient): Recipient => {
    const name = /^@pagerduty-(.+)$/.exec(recipient.text)?.[1];
    const object = name === undefined ? undefined : all.find(({ type, properties }) => type === 'datadog_integration_pagerduty_service_object' && textAt(properties, 'service_name') === name);
    const via = serviceBehind(symbolicText(object?.properties.get('service_key')), all);
    return via ? { ...recipient, via } : recipient;
  });
  return { ...check, audience: { ...check.audience, recipients: known } };
}

/** A message that is filled in somewhere may name people there, and say more. */
function withHoles(check: Check, properties: CloudProperties): Check {
  const message = properties.get('message');
  const isOpen = message?.is === 'text' && message.known !== 'written' && check.audience.recipients !== 'unknown' && check.audience.recipients.length === 0;
  if (!isOpen) return check;
  const response: Check['response'] = message.known === 'partly' ? { ...check.response, unread: true } : check.response;
  return { ...check, response, audience: { ...check.audience, recipients: 'unknown' } };
}

function requestOf(step: CloudProperties, { at: head }: Resource): DatadogRequest {
  const request = blockAt(step, 'request_definition');
  const text = (name: string): string | undefined => symbolicText(request?.get(name));
  return {
    at: (request?.get('url') ?? request?.get('host'))?.at ?? head,
    assertions: blocksAt(step, 'assertion').map((assertion) => assertionOf(assertion, head)),
    ...given({ subtype: textAt(step, 'subtype'), url: text('url'), host: text('host'), port: text('port') }),
    ...(booleanAt(step, 'allow_failure') === true && { mayFail: true }),
  };
}

/** A path in the body is compared by a block of its own. */
function assertionOf(assertion: CloudProperties, head: Resource['at']): DatadogAssertion {
  const inner = ['targetjsonpath', 'targetxpath', 'targetjsonschema'].map((name) => blockAt(assertion, name)).find((block) => block !== undefined);
  const target = textAt(assertion, 'target') ?? textAt(inner, 'targetvalue') ?? textAt(inner, 'jsonschema');
  const type = valueAt(assertion, 'type');
  return { type: isWritten(type) ? type.text : '', operator: textAt(inner, 'operator') ?? textAt(assertion, 'operator') ?? '', at: isWritten(type) ? type.at : head, ...given({ target }) };
}
