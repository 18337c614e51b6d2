import { looksOf, type Check, type Leaf } from '../../src/model/index.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule, type Project } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/never-passes',
  summary: 'The probe asks what is not there, so it can never pass.',
  why: 'It is red from the first day on, whatever the target does. The container is restarted for ever, gets no traffic or is marked as ill, until people learn to look past it; a real fault looks the same.',
  help: 'Ask the port and use the program that the container has.',
  severity: 'error',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['probe'],
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
    'https://docs.docker.com/reference/compose-file/services/#healthcheck',
    'https://github.com/GoogleContainerTools/distroless#why-should-i-use-distroless-images',
  ],
  exceptions: 'An image of the same name that was built with more programs, and a second server that answers on the other port. What only a patch or the values of a chart can tell is not judged.',
  examples: [
    {
      format: 'compose',
      path: 'compose.yaml',
      bad: `services:
  logs:
    image: grafana/loki:3.7.2
    healthcheck:
      test: ["CMD", "wget", "-q", "--spider", "http://localhost:3100/ready"]
`,
      good: `services:
  logs:
    image: grafana/loki:3.7.2
    healthcheck:
      test: ["CMD", "/usr/bin/loki", "-health"]
`,
    },
    {
      format: 'kubernetes',
      path: 'deploy/operator.yaml',
      bad: exampleOf(8087),
      good: exampleOf(8081),
    },
  ],
  *judge(check, project) {
    if (check.state.is !== 'enabled') return;
    const program = missingProgram(check, project);
    if (program) {
      yield {
        at: check.observes.at,
        message: `\`${check.name}\` runs ${quote(program.name)}, which is not in the image ${quote(check.target.image ?? '')}`,
        why: `See ${program.source}. The check is red from the first day on, whatever the target does, and a real fault looks the same.`,
        help: program.instead === undefined ? 'Ask from outside of the container, or build an image that has the program.' : `Run ${program.instead}.`,
      };
      return;
    }
    const [look] = looksOf(check.observes);
    const port = look && portOf(look);
    if (look === undefined || port === undefined) return;
    const { ports = [], whole, healthPort } = check.target;
    if (whole && !/^\d+$/.test(port) && isName(port) && !ports.some(({ name }) => name === port)) {
      const names = ports.flatMap(({ name }) => (name === undefined ? [] : quote(name)));
      yield { at: look.at, message: `\`${check.name}\` asks the port ${quote(port)}, and the container ${names.length === 0 ? 'names no port' : `names only ${names.join(', ')}`}` };
      return;
    }
    if (look.via !== 'http' || !healthPort || Number(port) === healthPort.number || !/^\d+$/.test(port) || ports.some(({ number }) => number === Number(port))) return;
    yield {
      at: look.at,
      message: `\`${check.name}\` asks port ${port}, and ${quote(healthPort.by.text)} says that health is answered on port ${healthPort.number}`,
      related: [{ at: healthPort.by.at, message: 'here the program is told where to answer' }],
    };
  },
});

/** The program that the image does not have; undefined where one of the looks may do without. */
function missingProgram({ observes, target: { image } }: Check, { knowledge }: Project): { name: string; source: string; instead?: string } | undefined {
  if (image === undefined) return undefined;
  const lacks = looksOf(observes).map((look) => {
    const name = programOf(look);
    const lack = name === undefined ? undefined : knowledge.lack(image, name);
    return name !== undefined && lack ? { name, ...lack } : undefined;
  });
  return lacks.every(Boolean) ? lacks[0] : undefined;
}

/** The program that looks from inside of the container. */
function programOf(look: Leaf): string | undefined {
  if (look.via === 'command') return look.program;
  return look.via === 'http' && look.client !== 'kubelet' ? look.client : undefined;
}

function portOf(look: Leaf): string | undefined {
  switch (look.via) {
    case 'http':
      return look.client === 'kubelet' ? look.url.port : undefined;
    case 'tcp':
    case 'grpc':
      return look.port;
    default:
      return undefined;
  }
}

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports: a name of a service. */
function isName(port: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(port);
}

function exampleOf(port: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: operator }
spec:
  template:
    spec:
      containers:
        - name: manager
          image: example/operator:1
          args: [--health-probe-bind-address=:8081, --metrics-bind-address=127.0.0.1:8080]
          readinessProbe:
            httpGet: { path: /readyz, port: ${port} }
`;
}
