import own from '../../rules/own.mjs';
export const rules = [{ ...own, id: 'act/whispered-name', *judge(check) {
  if (check.name === check.name.toLowerCase()) yield { at: check.at, message: `\`${check.name}\` whispers` };
} }];
