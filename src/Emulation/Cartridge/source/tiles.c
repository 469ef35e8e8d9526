#include "art.h"
#include "hardware.h"
#include "tiles.h"
#include "world.h"

#define WATER_PHASES 4
#define PHASE_BYTES (BLOCK_TILES * TILE_BYTES)

/* The water, each time four rows further down. */
static uint8_t water_phases[WATER_PHASES][PHASE_BYTES];

uint8_t is_colour(void) {
    return boot_model == 0x11;
}

static uint8_t *tile_at(uint8_t tile) {
    return (uint8_t *)TILES + ((uint16_t)tile << 4);
}

static void copy_tiles(const uint8_t *from, uint8_t tile, uint8_t count) {
    copy_from = from;
    copy_to = tile_at(tile);
    copy_count = TILE_BYTES;
    while (count--) {
        copy_bytes();
        copy_from += TILE_BYTES;
        copy_to += TILE_BYTES;
    }
}

/* Glyphs for the grey screen: every colour but the ground becomes the darkest, so that they stand out. */
static void copy_glyphs_dark(void) {
    const uint8_t *from = glyph_art;
    uint8_t *to = tile_at(GLYPH_TILES);
    uint16_t rows;
    for (rows = 0; rows != GLYPHS * 8; rows++) {
        uint8_t ink = from[0] | from[1];
        *to++ = ink;
        *to++ = ink;
        from += 2;
    }
}

/* Four rows of eight bytes go from the end of the upper tile to the start of the lower one, and around. */
static void let_water_flow(const uint8_t *from, uint8_t *to) {
    uint8_t half;
    copy_count = 8;
    for (half = 0; half != 32; half += 16) {
        copy_from = from + half;
        copy_to = to + half + 8;
        copy_bytes();
        copy_from = from + half + 8;
        copy_to = to + half + 32;
        copy_bytes();
        copy_from = from + half + 32;
        copy_to = to + half + 40;
        copy_bytes();
        copy_from = from + half + 40;
        copy_to = to + half;
        copy_bytes();
    }
}

void tiles_open(void) {
    const uint8_t *water = cell_art + WATER * PHASE_BYTES;
    uint8_t i;
    copy_tiles(cell_art, CELL_TILES, CELL_KINDS * BLOCK_TILES);
    copy_tiles(hero_art, HERO_TILES, HERO_DRAWINGS * BLOCK_TILES);
    copy_tiles(butterfly_art, BUTTERFLY_TILES, BUTTERFLY_DRAWINGS);
    if (is_colour()) copy_tiles(glyph_art, GLYPH_TILES, GLYPHS);
    else copy_glyphs_dark();
    for (i = 0; i != WATER_PHASES; i++) {
        let_water_flow(water, water_phases[i]);
        water = water_phases[i];
    }
}

uint8_t tiles_animate(uint8_t frame) {
    /* One tile a frame: the four of the water from frame 0 of every 16, the four of the flower from frame 8 of every 32. */
    uint8_t part = frame & 3;
    uint8_t offset = part << 4;
    if ((frame & 12) == 0) {
        copy_tiles(water_phases[(frame >> 4) & 3] + offset, CELL_TILES + (WATER << 2) + part, 1);
        return 1;
    }
    if ((frame & 28) == 8) {
        const uint8_t *from = frame & 32 ? leaning_art : cell_art + FLOWER * PHASE_BYTES;
        copy_tiles(from + offset, CELL_TILES + (FLOWER << 2) + part, 1);
        return 1;
    }
    return 0;
}
