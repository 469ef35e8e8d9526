#include "colours.h"

#define RGB(r, g, b) ((uint16_t)((r) | ((g) << 5) | ((b) << 10)))

#define DAY_GRASS RGB(19, 27, 12)
#define NIGHT_GRASS RGB(5, 10, 13)

const uint16_t background_colours[2][BACKGROUND_PALETTES][4] = {
    {
        {DAY_GRASS, RGB(12, 22, 8), RGB(5, 15, 6), RGB(2, 8, 5)},
        {RGB(29, 31, 31), RGB(18, 26, 30), RGB(9, 19, 28), RGB(5, 12, 23)},
        {DAY_GRASS, RGB(31, 29, 10), RGB(6, 16, 6), RGB(29, 9, 12)},
        {DAY_GRASS, RGB(28, 11, 8), RGB(20, 5, 6), RGB(9, 3, 5)},
        {RGB(14, 23, 29), RGB(29, 24, 16), RGB(19, 12, 6), RGB(10, 5, 3)},
        {RGB(28, 24, 15), RGB(23, 18, 10), RGB(17, 12, 7), RGB(9, 6, 4)},
        {DAY_GRASS, RGB(24, 24, 25), RGB(15, 15, 17), RGB(6, 6, 9)},
        {RGB(3, 4, 8), RGB(30, 30, 27), RGB(31, 22, 6), RGB(10, 22, 30)},
    },
    {
        {NIGHT_GRASS, RGB(3, 7, 11), RGB(2, 5, 8), RGB(1, 2, 4)},
        {RGB(16, 20, 26), RGB(7, 11, 20), RGB(3, 6, 15), RGB(1, 3, 10)},
        {NIGHT_GRASS, RGB(18, 16, 12), RGB(2, 6, 6), RGB(13, 5, 11)},
        {NIGHT_GRASS, RGB(12, 5, 9), RGB(8, 3, 7), RGB(2, 1, 3)},
        {RGB(31, 27, 9), RGB(13, 11, 14), RGB(8, 6, 8), RGB(3, 2, 4)},
        {RGB(12, 11, 13), RGB(9, 8, 11), RGB(7, 6, 9), RGB(3, 3, 5)},
        {NIGHT_GRASS, RGB(12, 13, 18), RGB(7, 8, 12), RGB(2, 2, 5)},
        {RGB(1, 1, 4), RGB(22, 23, 26), RGB(24, 17, 6), RGB(8, 16, 24)},
    },
};

const uint16_t hero_colours[2][HERO_COLOURS][4] = {
    {
        {0, RGB(31, 25, 19), RGB(28, 6, 6), RGB(6, 2, 4)},
        {0, RGB(31, 25, 19), RGB(8, 13, 30), RGB(2, 3, 9)},
        {0, RGB(31, 25, 19), RGB(30, 24, 4), RGB(9, 5, 1)},
        {0, RGB(31, 25, 19), RGB(22, 8, 26), RGB(6, 2, 8)},
    },
    {
        {0, RGB(20, 17, 17), RGB(18, 5, 8), RGB(3, 1, 3)},
        {0, RGB(20, 17, 17), RGB(6, 9, 22), RGB(1, 1, 6)},
        {0, RGB(20, 17, 17), RGB(19, 16, 6), RGB(4, 3, 2)},
        {0, RGB(20, 17, 17), RGB(14, 6, 19), RGB(3, 1, 5)},
    },
};

const uint16_t butterfly_colours[2][4] = {
    {0, RGB(31, 31, 31), RGB(31, 20, 4), RGB(12, 4, 10)},
    {0, RGB(22, 24, 31), RGB(14, 15, 24), RGB(3, 2, 7)},
};

const uint8_t background_shades[2] = {0xE4, 0xF9};
const uint8_t hero_shades[HERO_COLOURS] = {0xE0, 0xD0, 0xF0, 0xC0};
