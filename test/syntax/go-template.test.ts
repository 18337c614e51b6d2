import { describe, expect, it } from 'vitest';
import { fillsIn } from '../../src/syntax/go-template.ts';

function show(text: string): string[] {
  return fillsIn(text).map(({ is, label, guarded, start, end }) => `${is}${label === undefined ? '' : ` ${label}`}${guarded ? ' guarded' : ''}: ${text.slice(start, end)}`);
}

describe('fillsIn', () => {
  it.each<[string, string[]]>([
    ['no template', []],
    ['{{ $labels.instance }} of {{.Labels.job}}', ['label instance: {{ $labels.instance }}', 'label job: {{.Labels.job}}']],
    ['{{- $labels.job -}}', ['label job: {{- $labels.job -}}']],
    ['{{ $value | humanize }} {{ printf "%.2f" $value }} {{ .Value }}', ['value: {{ $value | humanize }}', 'value: {{ printf "%.2f" $value }}', 'value: {{ .Value }}']],
    ['{{ index $labels "node.name" }}', ['label node.name: {{ index $labels "node.name" }}']],
    ['{{ $labels }}', ['label: {{ $labels }}']],
    ['{{ reReplaceAll ":.*" "" $labels.instance }}', ['label instance: {{ reReplaceAll ":.*" "" $labels.instance }}']],
    ['{{ if $labels.job }}{{ $labels.job }}{{ end }}{{ $labels.pod }}', ['label job guarded: {{ $labels.job }}', 'label pod: {{ $labels.pod }}']],
    ['{{ with query "up" }}{{ . | first | value }}{{ .Labels.job }}{{ end }}', ['query guarded: {{ . | first | value }}', 'query guarded: {{ .Labels.job }}']],
    ['{{ with $labels.job }}{{ . }} {{ $labels.job }}{{ else }}{{ $value }}{{ end }}', ['query guarded: {{ . }}', 'label job guarded: {{ $labels.job }}', 'value guarded: {{ $value }}']],
    ['{{ query "up{job=\'$labels.job\'}" | first | value }}', ['query: {{ query "up{job=\'$labels.job\'}" | first | value }}']],
    ['{{ or $labels.node $labels.instance }}', ['label node guarded: {{ or $labels.node $labels.instance }}']],
    ['{{ $externalLabels.cluster }} {{ $externalURL }}', []],
    ['{{ $x := $labels.job }}{{/* $labels.job */}}{{ "$labels.job" }}', []],
    ['{{ "}}" }}{{ $labels.job }}', ['label job: {{ $labels.job }}']],
    ['{{ $labels.job', []],
    ['{{ }} {{ end }} {{ end }} {{ $value }}', ['value: {{ $value }}']],
  ])('%s', (text, expected) => {
    expect(show(text)).toEqual(expected);
  });

  it('reads long and broken texts in one pass', () => {
    expect(fillsIn('{{ "'.repeat(20_000))).toEqual([]);
    expect(fillsIn('{{ `'.repeat(20_000))).toEqual([]);
    expect(fillsIn('{{/*'.repeat(20_000))).toEqual([]);
  });
});
