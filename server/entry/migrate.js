import './src/migrate.js';
