#include "art.h"
#include "bar.h"
#include "colours.h"
#include "hardware.h"
#include "ledger.h"
#include "screen.h"
#include "sprites.h"
#include "tiles.h"
#include "world.h"

volatile uint8_t __at(0xC628) last_drawn_line;

static const uint8_t cell_palettes[CELL_KINDS] = {
    PALETTE_MEADOW, PALETTE_WATER, PALETTE_FLOWER, PALETTE_MEADOW, PALETTE_ROOF, PALETTE_ROOF, PALETTE_WOOD,
    PALETTE_WOOD, PALETTE_PATH, PALETTE_WOOD, PALETTE_STONE, PALETTE_WATER,
};

#define HERO_PALETTE 8
#define BUTTERFLY_PALETTE 9
#define PALETTES 10

static uint8_t cell_due;
static uint8_t palettes_due[PALETTES];
static uint8_t next_palette;
static uint8_t shades_due;

/* Where and how the changed cell is drawn: worked out beforehand, as the vertical blank is short. */
static uint8_t *cell_at;
static uint8_t cell_tile;
static uint8_t cell_palette;

static void plan_cell(uint8_t index) {
    uint8_t kind = cells[index];
    uint8_t *at = (uint8_t *)MAP;
    while (index >= WORLD_WIDTH) {
        index -= WORLD_WIDTH;
        at += 64;
    }
    cell_at = at + (index << 1);
    cell_tile = kind << 2;
    cell_palette = cell_palettes[kind];
}

static void draw_cell(void) {
    uint8_t *at = cell_at;
    uint8_t what = cell_tile;
    *at++ = what++;
    *at = what++;
    at += 31;
    *at++ = what++;
    *at = what;
    if (!is_colour()) return;
    VBK = 1;
    what = cell_palette;
    *at-- = what;
    *at = what;
    at -= 31;
    *at-- = what;
    *at = what;
    VBK = 0;
}

/* Eight writes in a row rather than a loop, which takes too long. The port moves on by itself. */
#define WRITE_PALETTE(port, from) \
    port = *from++; port = *from++; port = *from++; port = *from++; \
    port = *from++; port = *from++; port = *from++; port = *from

static void write_palette(uint8_t palette) {
    const uint8_t *from;
    if (palette < BACKGROUND_PALETTES) {
        from = (const uint8_t *)background_colours[hero.night][palette];
        BCPS = 0x80 | (palette << 3);
        WRITE_PALETTE(BCPD, from);
        return;
    }
    if (palette == HERO_PALETTE) {
        from = (const uint8_t *)hero_colours[hero.night][hero.colour];
        OCPS = 0x80;
    } else {
        from = (const uint8_t *)butterfly_colours[hero.night];
        OCPS = 0x88;
    }
    WRITE_PALETTE(OCPD, from);
}

static void write_shades(void) {
    BGP = background_shades[hero.night];
    OBP0 = hero_shades[hero.colour];
    OBP1 = 0xE4;
}

/* One palette a call, as they do not all fit into one vertical blank: dusk falls within ten frames. */
static void draw_palette(void) {
    uint8_t palette = next_palette;
    next_palette = palette == PALETTES - 1 ? 0 : palette + 1;
    if (palettes_due[palette]) {
        palettes_due[palette] = 0;
        write_palette(palette);
    }
}

void screen_open(void) {
    uint8_t i;
    while (LY != 144) {
    }
    LCDC = 0;
    SCX = 0;
    SCY = 0;
    VBK = 0;
    tiles_open();
    for (i = 0; i != WORLD_WIDTH * WORLD_HEIGHT; i++) {
        plan_cell(i);
        draw_cell();
    }
    bar_open();
    sprites_open();
    for (i = 0; i != PALETTES; i++) {
        if (is_colour()) write_palette(i);
        palettes_due[i] = 0;
    }
    write_shades();
    cell_due = 0;
    next_palette = 0;
    shades_due = 0;
    last_drawn_line = 0;
    LCDC = 0x93;
}

/* Line 153 reads as 0 for most of its time, and a line below 144 is too late: both are told as 255. */
static void note_line(void) {
    uint8_t line = LY;
    if (line < 144) line = 255;
    if (line > last_drawn_line) last_drawn_line = line;
}

void screen_draw(void) {
    uint8_t animated = tiles_animate((uint8_t)ledger.frame);
    sprites_draw();
    /* One of these a frame: they wait for each other, so that the vertical blank is never too short. A cell never waits,
       as the next press may change another one. */
    if (cell_due) {
        cell_due = 0;
        draw_cell();
    } else if (animated || bar_draw()) {
    } else if (shades_due) {
        shades_due = 0;
        write_shades();
    } else if (is_colour()) {
        draw_palette();
    }
    note_line();
}

void screen_plan(uint8_t pressed, uint8_t changed) {
    uint8_t i;
    if (changed != NO_CELL) {
        plan_cell(changed);
        cell_due = 1;
    }
    if (pressed) bar_press(pressed);
    if (pressed & START_BUTTON) {
        for (i = 0; i != PALETTES; i++) palettes_due[i] = 1;
    }
    if (pressed & SELECT_BUTTON) palettes_due[HERO_PALETTE] = 1;
    if (pressed & (START_BUTTON | SELECT_BUTTON)) shades_due = 1;
    sprites_plan();
}
