import type { Document } from '../../document.ts';
import type { Surroundings } from '../../format.ts';
import type { Item } from '../../model/index.ts';
import { modulesAround, programIn } from '../common/code/modules.ts';
import { uniqueIds } from '../common/ids.ts';
import type { ParsePromql } from '../common/google.ts';
import { withComment } from '../common/switched-off.ts';
import { translateAws } from '../terraform/aws.ts';
import { translateAzure } from '../terraform/azure.ts';
import { translateMonitor, translateTest } from '../terraform/datadog.ts';
import { policyTranslation, translateUptime } from '../terraform/google.ts';
import type { Translate } from '../terraform/resource.ts';
import { resourcesIn } from './resources.ts';

/** The checks of a file of Pulumi; products are read as Terraform's resources are. */
export function* pulumiItems(document: Document, around: Surroundings, parsePromql: ParsePromql): Generator<Item> {
  const program = programIn(document);
  if (!('tree' in program)) {
    yield { kind: 'skip', path: document.path, reason: `cannot be read as TypeScript: ${program.message}` };
    return;
  }
  const resources = resourcesIn(program, modulesAround(around), uniqueIds());
  for (const resource of resources) {
    for (const item of translationOf(resource.type, parsePromql)(resource, resources)) {
      yield 'state' in item ? { ...item, state: withComment(item.state, document.text) } : item;
    }
  }
}

function translationOf(type: string, parsePromql: ParsePromql): Translate {
  switch (type) {
    case 'datadog_monitor':
      return translateMonitor;
    case 'datadog_synthetics_test':
      return translateTest;
    case 'google_monitoring_alert_policy':
      return policyTranslation(parsePromql);
    case 'google_monitoring_uptime_check_config':
      return translateUptime;
    default:
      return type.startsWith('azurerm_') ? translateAzure : translateAws;
  }
}
