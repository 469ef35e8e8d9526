/* The drawings of art.txt as tiles: 16 bytes each, made by art.awk. */
#ifndef ART_H
#define ART_H

#include <stdint.h>

#define TILE_BYTES 16
#define BLOCK_TILES 4

/* Of four tiles each: one for every enum cell; the flower leaning the other way; the hero down, up, left, left in mid-step. */
extern const uint8_t cell_art[];
extern const uint8_t leaning_art[];
extern const uint8_t hero_art[];

#define HERO_DRAWINGS 4

/* Of one tile each: the wings open and shut; one for every enum glyph. */
extern const uint8_t butterfly_art[];
extern const uint8_t glyph_art[];

#define BUTTERFLY_DRAWINGS 2

enum glyph {
    GLYPH_BLANK, GLYPH_A, GLYPH_B, GLYPH_SELECT, GLYPH_START, GLYPH_RIGHT, GLYPH_LEFT, GLYPH_UP, GLYPH_DOWN,
    GLYPH_PAD, GLYPH_FLOWER, GLYPH_SUN, GLYPH_MOON, GLYPH_0, GLYPHS = GLYPH_0 + 10
};

#endif
