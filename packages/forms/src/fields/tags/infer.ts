import type { Infer } from '../../infer/types.ts';
import { type TagsConfig, tags } from './model.ts';

/** Only under their name: as words they are like any list. */
export const inferTags: Infer<TagsConfig> = ({ name }) => ({
  config: tags.config.defaults(),
  rank: /标签|tags?\b|labels?\b/i.test(name) ? 0.78 : 0.05,
});
