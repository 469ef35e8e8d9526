/* The palettes of the Game Boy Color, and what stands in for them on a grey Game Boy. */
#ifndef COLOURS_H
#define COLOURS_H

#include <stdint.h>

enum palette {
    PALETTE_MEADOW, PALETTE_WATER, PALETTE_FLOWER, PALETTE_ROOF, PALETTE_WOOD, PALETTE_PATH, PALETTE_STONE, PALETTE_BAR,
    BACKGROUND_PALETTES
};

#define HERO_COLOURS 4

/* [by day, by night][palette][colour], 15 bits: red lowest. */
extern const uint16_t background_colours[2][BACKGROUND_PALETTES][4];
extern const uint16_t hero_colours[2][HERO_COLOURS][4];
extern const uint16_t butterfly_colours[2][4];

/* The same for the grey screen: a shade of two bits for each of the four colours. */
extern const uint8_t background_shades[2];
extern const uint8_t hero_shades[HERO_COLOURS];

#endif
