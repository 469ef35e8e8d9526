#include "art.h"
#include "bar.h"
#include "colours.h"
#include "hardware.h"
#include "tiles.h"
#include "world.h"

#define COLUMNS 20
#define TOP 16
#define COUNT_COLUMN 1
#define COUNT_DIGITS 6
#define FLOWER_COLUMN 10
#define FLOWER_DIGITS 4
#define SKY_COLUMN 18
#define ZERO (GLYPH_TILES + GLYPH_0)

static uint8_t presses[COLUMNS];
static uint8_t figures[COLUMNS];
static uint8_t presses_due;
static uint8_t figures_due;
static uint16_t shown_picked;

static void draw_row(const uint8_t *from, uint8_t row) {
    copy_from = from;
    copy_to = (uint8_t *)MAP + ((uint16_t)row << 5);
    copy_count = COLUMNS;
    copy_bytes();
}

/* Adds one to the decimal figure that ends before column `end`; after all nines it starts again. */
static void count_up(uint8_t end, uint8_t digits) {
    while (digits--) {
        end--;
        if (figures[end] != ZERO + 9) {
            figures[end]++;
            return;
        }
        figures[end] = ZERO;
    }
}

static void show_sky(void) {
    figures[SKY_COLUMN] = GLYPH_TILES + (hero.night ? GLYPH_MOON : GLYPH_SUN);
}

void bar_open(void) {
    uint8_t i;
    uint16_t at;
    for (i = 0; i != COLUMNS; i++) {
        presses[i] = GLYPH_TILES + GLYPH_BLANK;
        figures[i] = GLYPH_TILES + GLYPH_BLANK;
    }
    figures[COUNT_COLUMN - 1] = GLYPH_TILES + GLYPH_PAD;
    figures[FLOWER_COLUMN - 1] = GLYPH_TILES + GLYPH_FLOWER;
    for (i = 0; i != COUNT_DIGITS; i++) figures[COUNT_COLUMN + i] = ZERO;
    for (i = 0; i != FLOWER_DIGITS; i++) figures[FLOWER_COLUMN + i] = ZERO;
    show_sky();
    shown_picked = 0;
    presses_due = 0;
    figures_due = 0;
    draw_row(presses, TOP);
    draw_row(figures, TOP + 1);
    if (is_colour()) {
        VBK = 1;
        for (at = TOP * 32; at != (TOP + 2) * 32; at++) MAP[at] = PALETTE_BAR;
        VBK = 0;
    }
}

static void append(uint8_t glyph) {
    uint8_t i;
    for (i = 0; i != COLUMNS - 1; i++) presses[i] = presses[i + 1];
    presses[COLUMNS - 1] = GLYPH_TILES + glyph;
}

void bar_press(uint8_t pressed) {
    uint8_t glyph = GLYPH_A;
    count_up(COUNT_COLUMN + COUNT_DIGITS, COUNT_DIGITS);
    if (hero.picked != shown_picked) {
        shown_picked = hero.picked;
        count_up(FLOWER_COLUMN + FLOWER_DIGITS, FLOWER_DIGITS);
    }
    show_sky();
    while (pressed) {
        if (pressed & 1) append(glyph);
        pressed >>= 1;
        glyph++;
    }
    presses_due = 1;
    figures_due = 1;
}

uint8_t bar_draw(void) {
    if (presses_due) {
        presses_due = 0;
        draw_row(presses, TOP);
        return 1;
    }
    if (figures_due) {
        figures_due = 0;
        draw_row(figures, TOP + 1);
        return 1;
    }
    return 0;
}
