// Pieces of Markdown that generated pages are made of.

export function fenced(file, code) {
  const language = { yml: 'yaml', yaml: 'yaml', md: 'markdown', json: 'json', ts: 'ts', js: 'js', tf: 'terraform' }[file.split('.').at(-1)] ?? (/Dockerfile/.test(file) ? 'dockerfile' : '');
  const fence = code.includes('```') ? '````' : '```';
  return `${fence}${language}\n${code.trimEnd()}\n${fence}\n`;
}

export function tableOf(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}
