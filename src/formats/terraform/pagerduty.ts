import type { Evidence, Receiver, Recipient } from '../../model/index.ts';
import { itemsOf, symbolicText, type CloudProperties, type CloudValue } from '../common/cloud-value.ts';
import { nameOf, notMade, type Resource, type Translate } from './resource.ts';

const SYSTEM = 'pagerduty';

/**
 * Whoever is called when an incident of a service is opened: the targets of its escalation policy.
 * https://registry.terraform.io/providers/PagerDuty/pagerduty/latest/docs/resources/service
 */
export const translateService: Translate = function* (resource, all): Generator<Receiver> {
  if (notMade(resource)) return;
  const { id, span, at } = resource;
  const { recipients, because } = calledBy(resource, all);
  yield { kind: 'receiver', id, ...placeOf(resource), recipients, ...(because && { because }), open: true, span, at };
};

/** Names hold for the account, and their holes for the module. */
function placeOf(service: Resource): Required<Pick<Receiver, 'system' | 'within' | 'name'>> {
  return { system: SYSTEM, within: service.folder, name: nameOf(service, 'name') };
}

/** The service that a text leads to by the key or the address of one of its integrations. */
export function serviceBehind(text: string | undefined, all: readonly Resource[]): Recipient['via'] {
  const label = /\bpagerduty_service_integration\.([\w-]+)/.exec(text ?? '')?.[1];
  const integration = label === undefined ? undefined : find('pagerduty_service_integration', label, all);
  const service = integration && referredTo(integration.properties.get('service'), all);
  return service?.type === 'pagerduty_service' ? placeOf(service) : undefined;
}

interface Called {
  recipients: Recipient[];
  because?: Evidence;
}

function calledBy({ properties, at }: Resource, all: readonly Resource[]): Called {
  const value = properties.get('escalation_policy');
  const policy = referredTo(value, all);
  if (policy?.type !== 'pagerduty_escalation_policy') return { recipients: [{ text: plainText(value) ?? 'an escalation policy', at: value?.at ?? at, wakes: true }] };
  const recipients = (itemsOf(policy.properties.get('rule')) ?? [undefined]).flatMap((rule) => (rule?.is === 'map' ? targetsOf(rule.entries, policy, all) : [{ text: policy.label, at: policy.at, wakes: true }]));
  return recipients.length > 0 ? { recipients } : { recipients, because: { text: `the escalation policy \`${nameOf(policy, 'name')}\` calls nobody`, at: policy.at } };
}

/** What is filled in elsewhere may be anybody; a schedule whose layers have no users is nobody. */
function targetsOf(rule: CloudProperties, policy: Resource, all: readonly Resource[]): Recipient[] {
  const targets = itemsOf(rule.get('target'));
  if (!targets) return [{ text: policy.label, at: policy.at, wakes: true }];
  return targets.flatMap((target) => {
    const id = target.is === 'map' ? target.entries.get('id') : target;
    const found = referredTo(id, all);
    if (found?.type === 'pagerduty_schedule' && isEmptySchedule(found.properties)) return [];
    const text = found ? nameOf(found, 'name', 'email') : (plainText(id) ?? 'a target');
    return { text, at: (id ?? target).at, wakes: true };
  });
}

function plainText(value: CloudValue | undefined): string | undefined {
  return value?.is === 'text' || value?.is === 'unknown' ? value.text : undefined;
}

/** https://registry.terraform.io/providers/PagerDuty/pagerduty/latest/docs/resources/schedule */
function isEmptySchedule(schedule: CloudProperties): boolean {
  const layers = itemsOf(schedule.get('layer'));
  const hasNobody = (layer: CloudValue): boolean => {
    const users = layer.is === 'map' ? layer.entries.get('users') : undefined;
    return users?.is === 'list' && users.items.length === 0;
  };
  return layers?.every(hasNobody) ?? false;
}

/** The resource whose attribute a value is. */
function referredTo(value: CloudValue | undefined, all: readonly Resource[]): Resource | undefined {
  const [, type = '', label = ''] = /^(?:\$\{)?(pagerduty_\w+)\.([\w-]+)/.exec(symbolicText(value) ?? '') ?? [];
  return find(type, label, all);
}

function find(type: string, label: string, all: readonly Resource[]): Resource | undefined {
  return all.find((resource) => resource.type === type && resource.label === label);
}
