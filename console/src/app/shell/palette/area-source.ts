import { inject } from '@angular/core';
import { injectTranslate } from '../../i18n/texts';
import type { PaletteSource } from '../../ui/palette/sources';
import { Areas } from '../areas';

/** The pages of the menu. */
export const areaSource = (): PaletteSource => {
  const [areas, t] = [inject(Areas), injectTranslate()];
  return {
    key: 'areas',
    label: 'palette.pages',
    search: (text) => areas.offered()
      .map((area) => ({ id: area.key, title: t(area.label), hint: `g ${area.go}`, icon: area.icon, link: area.link }))
      .filter((item) => item.title.toLowerCase().includes(text.toLowerCase())),
  };
};
