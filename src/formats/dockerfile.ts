import { defineFormat } from '../format.ts';
import type { Check, Item, Observation, Span, State } from '../model/index.ts';
import type { DockerfileStage, HealthcheckInstruction } from '../syntax/dockerfile.ts';
import { observeArguments, observeScript, type ParseShell } from './common/command.ts';
import { healthTiming } from './common/container-health.ts';
import type { Source } from './common/source.ts';

/** HEALTHCHECK instructions of images. */
export default defineFormat({
  id: 'dockerfile',
  title: 'Dockerfile health checks',
  docs: 'https://docs.docker.com/reference/dockerfile/#healthcheck',
  globs: ['**/{Dockerfile,Containerfile}', '**/{Dockerfile,Containerfile}.*', '**/*.{dockerfile,Dockerfile}'],
  sign: /^[ \t]*HEALTHCHECK[ \t]/im,
  parsers: async () => {
    const [{ parseDockerfile }, { parseShell }] = await Promise.all([import('../syntax/dockerfile.ts'), import('../syntax/shell.ts')]);
    return { parseDockerfile, parseShell };
  },
  claims: () => true,
  *read({ path, text }, { parseDockerfile, parseShell }): Iterable<Item> {
    const stages = parseDockerfile(text);
    for (const stage of stages) {
      const last = stage.healthchecks.at(-1);
      for (const instruction of stage.healthchecks) {
        yield checkOf(instruction, stage, { path, single: stages.length === 1, last: instruction === last }, parseShell);
      }
    }
  },
});

interface Place {
  path: string;
  /** The file builds one image and no stages. */
  single: boolean;
  /** The last HEALTHCHECK of its stage, and so the one that counts. */
  last: boolean;
}

function checkOf(instruction: HealthcheckInstruction, stage: DockerfileStage, { path, single, last }: Place, parseShell: ParseShell): Check {
  const image = single ? path : `${path}#${stage.name}`;
  const { flags, keyword } = instruction;
  return {
    kind: 'probe',
    id: `dockerfile:${image}${last ? '' : `@${stage.healthchecks.indexOf(instruction) + 1}`}`,
    name: 'HEALTHCHECK',
    format: 'dockerfile',
    span: spanOf(instruction, path),
    at: spanOf(keyword, path),
    target: { name: `the image of ${image}`, keys: [`image:${image}`] },
    observes: observationOf(instruction, stage, path, parseShell),
    silence: { is: 'by-query', because: 'the engine that runs the container asks' },
    timing: {
      ...healthTiming(flags),
      at: spanOf(keyword, path),
    },
    state: stateOf(instruction, last, path),
    response: { automatic: 'mark', texts: [], runbooks: [], links: [] },
    audience: { recipients: 'unknown' },
  };
}

function stateOf({ command, keyword }: HealthcheckInstruction, last: boolean, path: string): State {
  if (!last) return { is: 'inert', because: 'only the last HEALTHCHECK of a stage counts', at: spanOf(keyword, path) };
  return command.is === 'none' ? { is: 'disabled', at: spanOf(command, path) } : { is: 'enabled' };
}

function observationOf({ command }: HealthcheckInstruction, { shell }: DockerfileStage, path: string, parseShell: ParseShell): Observation {
  const at = spanOf(command, path);
  switch (command.is) {
    case 'none':
      return { via: 'constant', says: 'green', text: 'NONE', at };
    case 'exec': {
      const args = command.items.map(({ text, start, end }) => ({ source: sourceAt(text, { start, end }, path), parts: [text] }));
      return observeArguments(args, at, parseShell);
    }
    case 'shell': {
      const [program = '/bin/sh', ...flags] = shell ?? [];
      if (!/(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(program)) return { via: 'command', program, arguments: [null], at };
      return observeScript(sourceAt(command.text, command, path), parseShell, flags.join(' '));
    }
  }
}

/** In exec form an escape makes the text shorter than what is written: then only the whole has a place. */
function sourceAt(text: string, { start, end }: { start: number; end: number }, path: string): Source {
  const exact = text.length === end - start;
  return { path, text, whole: { path, start, end }, offsetOf: (index) => (exact ? start + index : null) };
}

function spanOf({ start, end }: { start: number; end: number }, path: string): Span {
  return { path, start, end };
}
