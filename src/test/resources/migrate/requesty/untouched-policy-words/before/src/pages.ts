export const pages = ['policy/terms', 'policy/privacy'];
export const file = 'policy/model.rego';
export const arn = 'arn:aws:iam::aws:policy/model';
