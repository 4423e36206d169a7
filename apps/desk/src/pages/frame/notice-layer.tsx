import { NoticeSwitches } from '../../features/board/notices/notice-switches.tsx';
import { NoticeCentre } from '../../features/notifications/centre.tsx';

/** The notices over every page, with the switches of sound and of the computer's own notices below. */
export function NoticeLayer() {
  return <NoticeCentre switches={<NoticeSwitches />} />;
}
