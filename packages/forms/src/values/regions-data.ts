import { areaList } from '@vant/area-data';
import { provideRegions } from './regions.ts';

// 160 kB: servers import this at once, browsers when the first field of places is shown.
provideRegions(areaList);
