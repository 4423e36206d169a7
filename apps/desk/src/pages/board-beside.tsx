import { BoardChooser } from '../features/board/editing/board-chooser.tsx';
import { BoardFigures } from '../features/board/figures/board-figures.tsx';
import { PlacesSwitch } from '../shared/components/places-switch.tsx';
import classes from './board-beside.module.css';

/** What stands beside the title of the board: the other boards, the other ways to look, and how the day goes. */
export function BoardBeside() {
  return (
    <div className={classes.beside} data-firm>
      <BoardChooser />
      <PlacesSwitch />
      <BoardFigures />
    </div>
  );
}
