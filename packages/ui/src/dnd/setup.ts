import {
  type Announcements,
  KeyboardSensor,
  type KeyboardSensorOptions,
  MouseSensor,
  type ScreenReaderInstructions,
  TouchSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { useMemo } from 'react';
import { useT } from './messages.ts';

// One object each for ever: new options are new sensors, and new sensors render everything draggable anew.
const MOUSE = { activationConstraint: { distance: 5 } };
const TOUCH = { activationConstraint: { delay: 180, tolerance: 8 } };

/** Mouse after 5 px (a click stays a click), finger after a short press (a swipe stays a scroll), keyboard. */
export function useDragSensors(
  coordinateGetter: NonNullable<KeyboardSensorOptions['coordinateGetter']>,
  keyboardCodes?: NonNullable<KeyboardSensorOptions['keyboardCodes']>,
) {
  const keyboard = useMemo(
    () => ({ coordinateGetter, ...(keyboardCodes ? { keyboardCodes } : {}) }),
    [coordinateGetter, keyboardCodes],
  );
  return useSensors(
    useSensor(MouseSensor, MOUSE),
    useSensor(TouchSensor, TOUCH),
    useSensor(KeyboardSensor, keyboard),
  );
}

/** What a screen reader says while dragging, in the language of the page. */
export function useDragAccessibility(label: (id: UniqueIdentifier) => string): {
  announcements: Announcements;
  screenReaderInstructions: ScreenReaderInstructions;
} {
  const t = useT();
  return useMemo(
    () => ({
      screenReaderInstructions: { draggable: t('instructions') },
      announcements: {
        onDragStart: ({ active }) => t('start', { item: label(active.id) }),
        onDragOver: ({ active, over }) =>
          over
            ? t('over', { item: label(active.id), target: label(over.id) })
            : t('nowhere', { item: label(active.id) }),
        onDragEnd: ({ active, over }) =>
          over
            ? t('end', { item: label(active.id), target: label(over.id) })
            : t('endNowhere', { item: label(active.id) }),
        onDragCancel: ({ active }) => t('cancel', { item: label(active.id) }),
      },
    }),
    [t, label],
  );
}
