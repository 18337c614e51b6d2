/** Filters and searches what is already on the page; without it everything can still be read. */
export const SCRIPT = `
(() => {
  const form = document.getElementById('tools');
  if (!form) return;
  const findings = Array.from(document.querySelectorAll('.finding'));
  const count = document.getElementById('count');
  const texts = new Map();
  const textOf = (finding) => {
    if (!texts.has(finding)) texts.set(finding, finding.textContent.toLowerCase());
    return texts.get(finding);
  };
  const apply = () => {
    const words = form.elements.search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const family = form.elements.family.value;
    const severities = new Set(Array.from(form.querySelectorAll('[name=severity]:checked'), (box) => box.value));
    let shown = 0;
    for (const finding of findings) {
      const { severity, family: its } = finding.dataset;
      const fits = severities.has(severity) && (family === '' || family === its) && words.every((word) => textOf(finding).includes(word));
      finding.hidden = !fits;
      if (fits) shown += 1;
    }
    count.textContent = shown + ' of ' + findings.length + (findings.length === 1 ? ' finding' : ' findings');
  };
  let waiting;
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  const openAll = (isOpen) => {
    for (const finding of findings) if (!finding.hidden) finding.open = isOpen;
  };
  document.getElementById('open').addEventListener('click', () => openAll(true));
  document.getElementById('close').addEventListener('click', () => openAll(false));
  const opened = [];
  addEventListener('beforeprint', () => {
    for (const card of document.querySelectorAll('.card:not([open])')) {
      if (card.hidden) continue;
      card.open = true;
      opened.push(card);
    }
  });
  addEventListener('afterprint', () => {
    for (const card of opened.splice(0)) card.open = false;
  });
  form.hidden = false;
  apply();
})();
`;
