import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';

/** Rules of our own that a selector can say. */
const NO_ENV = { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Read settings through the kernel: process.env is for the entry points only.' };
const NO_HTTP_EXCEPTION = { selector: "NewExpression[callee.name=/^(Http|BadRequest|NotFound|Forbidden|Unauthorized|Conflict|InternalServerError)Exception$/]", message: 'Throw a DomainError of the module.' };
const NO_ENUM = { selector: 'TSEnumDeclaration', message: 'Use a frozen const object and its type.' };

const typed = tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] }));

export default tseslint.config(
  { ignores: ['**/dist/**', 'node_modules/**', '.nx/**', '.angular/**', '**/*.mjs', '**/*.generated.ts', 'test-results/**'] },
  ...typed,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'complexity': ['error', 10],
      'max-lines': ['error', 400],
      'no-console': 'error',
      'no-restricted-syntax': ['error', NO_ENV, NO_HTTP_EXCEPTION, NO_ENUM],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true, allowStaticOnly: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A port promises; an adapter that need not wait still keeps the promise.
      '@typescript-eslint/require-await': 'off',
      // Entities and options are shapes of plain data: nothing of their class is used.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    // Nest reads the types of constructor parameters at run time, so they cannot be type imports.
    files: ['server/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['server/**/*.ts', 'migrations/**/*.ts'],
    ignores: ['**/*.entity.ts', '**/*.repository.ts', 'migrations/**', 'server/src/persistence/**', '**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [{ name: 'typeorm', message: 'TypeORM lives in entities, repositories and migrations.' }, { name: '@nestjs/typeorm', message: 'TypeORM lives in entities, repositories and migrations.' }] }] },
  },
  {
    files: ['tools/**/*.ts', 'server/src/run.ts', 'server/src/migrate.ts', 'server/src/openapi.ts', 'console/e2e/**/*.ts', '**/*.spec.ts', '**/testing/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_ENUM], 'no-console': 'off' },
  },
  {
    files: ['**/*.spec.ts', '**/*.contract.ts', '**/testing/**/*.ts'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  ...angular.configs.tsRecommended.map((config) => ({ ...config, files: ['console/src/**/*.ts'] })),
  {
    files: ['console/src/**/*.ts'],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'hk', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'hk', style: 'camelCase' }],
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
    },
  },
  ...[...angular.configs.templateRecommended, ...angular.configs.templateAccessibility].map((config) => ({ ...config, files: ['console/src/**/*.html'] })),
);
