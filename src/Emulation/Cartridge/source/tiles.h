/* The drawings in video memory. */
#ifndef TILES_H
#define TILES_H

#include <stdint.h>

/* Where they lie, in tiles. A 16x16 drawing is four: top left, top right, bottom left, bottom right. */
#define CELL_TILES 0
#define GLYPH_TILES 48
#define HERO_TILES 80
#define BUTTERFLY_TILES 96

/* Whether this is a Game Boy Color. */
uint8_t is_colour(void);

/* Draws all of them. Only with the screen off. */
void tiles_open(void);

/* Lets the water flow and the flowers sway, and returns whether anything moved. Only in a vertical blank. */
uint8_t tiles_animate(uint8_t frame);

#endif
