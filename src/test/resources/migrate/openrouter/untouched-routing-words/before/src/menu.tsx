// What people can choose at openrouter and elsewhere.
import preset from '@preset/react';

const helper = require('@preset/tools');

export const page = {
  model: 'menu',
  models: ['small', 'large'],
  provider: { name: 'theme', context: 'dark' },
  route: '/openrouter',
};

export const chart = { models: ['x/y', 'z/w'], provider: 'local', sort: 'price' };
