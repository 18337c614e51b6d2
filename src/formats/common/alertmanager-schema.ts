import { entriesAt, get, itemsAt, textAt, type YamlMap, type YamlNode } from '../../syntax/yaml.ts';

/**
 * Why Alertmanager does not load a configuration. It knows every field, and refuses the whole file for one that it does not know, for a
 * route to a receiver that is not there, and for a service without what it needs to be reached; `amtool check-config` says the same.
 * https://prometheus.io/docs/alerting/latest/configuration/ and https://github.com/prometheus/alertmanager/tree/main/config
 */
export interface Refusal {
  because: string;
  node: YamlNode;
}

/** The first reason in the order of the file's parts; undefined where nothing speaks against it. */
export function refusalOf(root: YamlMap): Refusal | undefined {
  return (
    unknownField(root, TOP, 'the configuration') ??
    itemsAt(root, 'receivers').map((receiver) => receiverRefusal(receiver, root)).find(Boolean) ??
    routeRefusal(get(root, 'route'), new Set(itemsAt(root, 'receivers').map((receiver) => textAt(receiver, 'name') ?? '')))
  );
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

const TOP = words('global route receivers inhibit_rules templates time_intervals mute_time_intervals tracing event_recorder');
const ROUTE = words('receiver group_by match match_re matchers continue routes group_wait group_interval repeat_interval mute_time_intervals active_time_intervals');

/** The fields of each service, beside `send_resolved` and `http_config`. Services that are not here are not judged. */
const SERVICES: Readonly<Record<string, ReadonlySet<string>>> = {
  discord_configs: words('webhook_url webhook_url_file content title message username avatar_url'),
  email_configs: words(
    'to from hello smarthost auth_username auth_password auth_password_file auth_secret auth_secret_file auth_identity headers html text require_tls tls_config threading force_implicit_tls',
  ),
  msteams_configs: words('webhook_url webhook_url_file title summary text'),
  msteamsv2_configs: words('webhook_url webhook_url_file title text'),
  opsgenie_configs: words('api_key api_key_file api_url message description source details entity responders actions tags note priority update_alerts'),
  pagerduty_configs: words(
    'service_key service_key_file routing_key routing_key_file url client client_url description details images links source severity class component group timeout',
  ),
  pushover_configs: words('user_key user_key_file token token_file title message url url_title device sound priority retry expire ttl html monospace'),
  slack_configs: words(
    'api_url api_url_file app_token app_token_file app_url channel username color title title_link pretext text message_text fields short_fields footer fallback callback_id icon_emoji icon_url image_url thumb_url link_names mrkdwn_in actions update_message edit_messages timeout',
  ),
  telegram_configs: words('api_url bot_token bot_token_file chat_id chat_id_file message_thread_id message disable_notifications parse_mode'),
  victorops_configs: words('api_key api_key_file api_url routing_key message_type state_message entity_display_name monitoring_tool custom_fields'),
  webhook_configs: words('url url_file max_alerts timeout payload'),
};
const EVERY_SERVICE = words('send_resolved http_config');

function unknownField(node: YamlNode, known: ReadonlySet<string>, where: string): Refusal | undefined {
  const found = entriesAt(node).find(({ key }) => !known.has(key.text) && /^[A-Za-z_]+$/.test(key.text));
  return found && { because: `${where} has no field \`${found.key.text}\``, node: found.key };
}

function receiverRefusal(receiver: YamlNode, root: YamlMap): Refusal | undefined {
  const name = textAt(receiver, 'name') ?? '';
  for (const { key, value } of entriesAt(receiver)) {
    const fields = Object.hasOwn(SERVICES, key.text) ? SERVICES[key.text] : undefined;
    if (key.text !== 'name' && !key.text.endsWith('_configs') && /^[A-Za-z_]+$/.test(key.text)) return { because: `the receiver \`${name}\` has no field \`${key.text}\``, node: key };
    if (!fields || value.is !== 'seq') continue;
    for (const item of value.items) {
      const refusal = unknownField(item, new Set([...fields, ...EVERY_SERVICE]), `an entry of \`${key.text}\``) ?? unreachable(key.text, item, root);
      if (refusal) return refusal;
    }
  }
  return undefined;
}

/** A mail needs a server and a sender, a line in a chat its hook; `global` can have them for all. */
function unreachable(service: string, item: YamlNode, root: YamlMap): Refusal | undefined {
  const has = (own: readonly string[], shared: readonly string[]): boolean =>
    own.some((key) => get(item, key) !== undefined) || shared.some((key) => get(root, 'global', key) !== undefined);
  const missing = (what: string): Refusal => ({ because: `an entry of \`${service}\` has no \`${what}\`, and neither has \`global\``, node: item });
  if (service === 'email_configs') {
    if (!has(['smarthost'], ['smtp_smarthost'])) return missing('smarthost');
    if (!has(['from'], ['smtp_from'])) return missing('from');
  }
  const isSlack = service === 'slack_configs';
  if (isSlack && !has(['api_url', 'api_url_file', 'app_token', 'app_token_file'], ['slack_api_url', 'slack_api_url_file', 'slack_app_token', 'slack_app_token_file'])) return missing('api_url');
  return undefined;
}

function routeRefusal(route: YamlNode | undefined, receivers: ReadonlySet<string>): Refusal | undefined {
  if (route?.is !== 'map') return undefined;
  const unknown = unknownField(route, ROUTE, 'a route');
  if (unknown) return unknown;
  const receiver = get(route, 'receiver');
  if (receiver?.is === 'scalar' && receiver.text !== '' && !/[{$<%]/.test(receiver.text) && !receivers.has(receiver.text)) {
    return { because: `a route leads to the receiver \`${receiver.text}\`, which is not there`, node: receiver };
  }
  return itemsAt(route, 'routes').map((child) => routeRefusal(child, receivers)).find(Boolean);
}
