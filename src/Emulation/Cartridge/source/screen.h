/* All that is drawn. */
#ifndef SCREEN_H
#define SCREEN_H

#include <stdint.h>

/* Draws everything with the screen off, then switches it on. */
void screen_open(void);

/* Brings the screen up to date. Only to be called at the start of a vertical blank, in which it must end. */
void screen_draw(void);

/* Works out what the next screen_draw shows. `changed` is the index of a cell to draw again, or NO_CELL. */
void screen_plan(uint8_t pressed, uint8_t changed);

/* The latest line at which a screen_draw has ended: 144 to 153 is within the vertical blank. For tests, at 0xC628. */
extern volatile uint8_t __at(0xC628) last_drawn_line;

#endif
