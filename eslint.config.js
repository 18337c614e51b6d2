import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'examples/', 'node_modules/', 'test/formats/{cdk,checkly,elastic-synthetics,health-endpoint,k6,playwright,pulumi}/', 'test/rules/*/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // Numbers in messages are wanted; `${3}` is not a mistake here.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Nodes of a syntax tree are told apart by the names of their types, as the parser documents them.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
    },
  },
);
