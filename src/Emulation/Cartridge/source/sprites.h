/* What moves above the world: the hero and a butterfly. */
#ifndef SPRITES_H
#define SPRITES_H

#include <stdint.h>

/* Only with the screen off. */
void sprites_open(void);

/* Works out where they are in the next frame. */
void sprites_plan(void);

/* Only in a vertical blank. */
void sprites_draw(void);

#endif
