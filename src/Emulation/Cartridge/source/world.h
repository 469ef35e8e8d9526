/* The world: ten by eight cells of 16x16 pixels, and the one who walks in it. Knows nothing of the screen. */
#ifndef WORLD_H
#define WORLD_H

#include <stdint.h>

#define WORLD_WIDTH 10
#define WORLD_HEIGHT 8

/* What a cell shows. The order is the order of the drawings in art.c. */
enum cell {
    GRASS, WATER, FLOWER, TREE, ROOF_LEFT, ROOF_RIGHT, WALL, DOOR, PATH, BRIDGE, STONE, STEPPING_STONE, CELL_KINDS
};

enum facing { FACE_DOWN, FACE_UP, FACE_LEFT, FACE_RIGHT };

struct hero {
    uint8_t x;       /* 0xC620, cells from the left */
    uint8_t y;       /* 0xC621, cells from the top */
    uint8_t facing;  /* 0xC622, enum facing */
    uint8_t colour;  /* 0xC623, 0 to 3, SELECT */
    uint8_t night;   /* 0xC624, 0 or 1, START */
    uint8_t steps;   /* 0xC625, cells walked, modulo 256 */
    uint16_t picked; /* 0xC626, flowers picked */
};

extern volatile struct hero __at(0xC620) hero;

/* The cells as they look now, row by row, at 0xC630. */
extern volatile uint8_t __at(0xC630) cells[WORLD_WIDTH * WORLD_HEIGHT];

#define NO_CELL 0xFF

void world_open(void);

/* Does what the pressed buttons ask for. Returns the index of the one cell that changed, or NO_CELL. */
uint8_t world_press(uint8_t pressed);

#endif
