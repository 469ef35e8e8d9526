#include "hardware.h"
#include "ledger.h"
#include "sprites.h"
#include "tiles.h"
#include "world.h"

#define SPRITES 5
#define STRIDE 4
#define MIRRORED 0x20

/* What goes to the sprite table: the butterfly first, so that it flies in front of the hero. */
static uint8_t table[SPRITES * 4];

/* Where the hero is drawn: walks after the hero's cell by STRIDE pixels a frame, so a step takes four frames. */
static uint8_t drawn_x;
static uint8_t drawn_y;

/* Half a period of a butterfly's way up and down, in pixels. */
static const uint8_t wave[16] = {0, 0, 1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 19, 20, 20, 20};

static uint8_t approach(uint8_t from, uint8_t to) {
    if (from < to) return from + STRIDE;
    if (from > to) return from - STRIDE;
    return from;
}

static void put(uint8_t *at, uint8_t y, uint8_t x, uint8_t tile, uint8_t attributes) {
    at[0] = y;
    at[1] = x;
    at[2] = tile;
    at[3] = attributes;
}

static void plan_butterfly(void) {
    uint16_t time = (uint16_t)ledger.frame;
    uint8_t across = (uint8_t)(time >> 1);
    uint8_t up = (uint8_t)(time >> 2) & 31;
    uint8_t height = up < 16 ? wave[up] : wave[31 - up];
    uint8_t tile = BUTTERFLY_TILES + ((uint8_t)(time >> 3) & 1);
    /* Palette 1 on either model. Beyond column 168 it is out of sight and comes back on the left. */
    put(table, 60 + height, across, tile, 0x11);
}

static void plan_hero(void) {
    uint8_t x = drawn_x + 8;
    uint8_t y = drawn_y + 16;
    uint8_t moving = drawn_x != hero.x << 4 || drawn_y != hero.y << 4;
    uint8_t tile = HERO_TILES;
    uint8_t attributes = 0;
    uint8_t left = 0;
    switch (hero.facing) {
        case FACE_UP:
            tile = HERO_TILES + 4;
            /* Falls through: up and down step by mirroring. */
        case FACE_DOWN:
            if (hero.steps & 1) attributes = MIRRORED;
            break;
        case FACE_RIGHT:
            attributes = MIRRORED;
            /* Falls through: right is left mirrored. */
        default:
            tile = moving ? HERO_TILES + 12 : HERO_TILES + 8;
            break;
    }
    if (attributes) left = 1;
    put(table + 4, y, x, tile + left, attributes);
    put(table + 8, y, x + 8, tile + 1 - left, attributes);
    put(table + 12, y + 8, x, tile + 2 + left, attributes);
    put(table + 16, y + 8, x + 8, tile + 3 - left, attributes);
}

void sprites_open(void) {
    uint8_t i;
    for (i = 0; i != 160; i++) OAM[i] = 0;
    drawn_x = hero.x << 4;
    drawn_y = hero.y << 4;
    sprites_plan();
    sprites_draw();
}

void sprites_plan(void) {
    drawn_x = approach(drawn_x, hero.x << 4);
    drawn_y = approach(drawn_y, hero.y << 4);
    plan_butterfly();
    plan_hero();
}

void sprites_draw(void) {
    copy_from = table;
    copy_to = (uint8_t *)OAM;
    copy_count = sizeof table;
    copy_bytes();
}
