import { Search } from 'lucide-react';
import { openLayer } from '../../shared/actions/desk-layer.ts';
import { keyName } from '../../shared/actions/key-names.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { preloadPalette } from './palette/lazy-palette.tsx';
import classes from './search-button.module.css';

/** The box in the top bar; it opens the palette, which is the one place to search, go and act. */
export function SearchButton() {
  const { t } = useTranslation('search');
  return (
    <button
      type="button"
      className={classes.box}
      onClick={() => openLayer('palette')}
      onPointerEnter={preloadPalette}
      onFocus={preloadPalette}
      aria-label={t('open')}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
    >
      <Search size={16} strokeWidth={1.75} aria-hidden />
      <span className={classes.words}>{t('placeholder')}</span>
      <kbd>{keyName('mod+k')}</kbd>
    </button>
  );
}
