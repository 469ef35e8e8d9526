/* The bar under the world: the last twenty presses, and how many there were. */
#ifndef BAR_H
#define BAR_H

#include <stdint.h>

void bar_open(void);
void bar_press(uint8_t pressed);

/* Draws one row of it if one is due, and returns whether it did. Only in a vertical blank. */
uint8_t bar_draw(void);

#endif
